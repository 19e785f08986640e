// Two records of one visit differ, and become one.
import assert from "node:assert/strict";
import test from "node:test";

import { compare, merge } from "../../templates/assets/js/record/merging.js";
import { FAILED, FOUND, PASSED, UNSURE, person, recordOf } from "./record.mjs";

const PHOTO = { name: "TZ-0001-0c6e34237e4c.jpg", size: 1, sha256: "0c6e34237e4c".padEnd(64, "0"), width: 1, height: 1, taken: null };
const failed = (found) => ({ ...FAILED, findings: [{ ...FOUND, ...found }] });
const kinds = (mine, theirs) => compare(recordOf(mine), recordOf(theirs)).answers.map(({ kind }) => kind);

const COMPARED = [
  [{}, { a: PASSED }, ["new"], "an answer where I have none is new"],
  [{ a: PASSED }, { a: { ...PASSED, at: "2031-01-01T00:00:00+08:00", by: "赵六" } }, [], "when and by whom it was given is no difference"],
  [{ a: FAILED }, { a: failed({ id: "ffffffff" }) }, [], "nor how its finding is numbered"],
  [{ a: { ...UNSURE, pending: { what: "", who: "" } } }, { a: UNSURE }, ["more"], "who looks is more"],
  [{ a: UNSURE }, { a: { ...UNSURE, pending: { what: "报告", who: "" } } }, ["conflict"], "two things missing are a conflict"],
  [{ a: UNSURE }, { a: PASSED }, ["conflict"], "unsure is no answer yet, and a conflict with one"],
  [{ a: FAILED }, { a: { ...FAILED, findings: [FOUND, { ...FOUND, id: "11111111", seen: "另一处" }] } }, ["more"], "another finding is more"],
  [{ a: PASSED }, { a: { ...PASSED, later: 1 } }, ["more"], "what another program says is more"],
  [{ a: PASSED }, { a: { ...PASSED, note: "新换" } }, ["more"], "a note where I have none is more"],
  [{ a: { ...PASSED, note: "旧" } }, { a: { ...PASSED, note: "新换" } }, ["conflict"], "two notes are a conflict"],
  [{ a: PASSED }, { a: { ...PASSED, value: "none" } }, ["conflict"], "two results are a conflict"],
  [{ a: { ...PASSED, note: "旧" } }, { a: PASSED }, [], "where they say less it is the same"],
  [{ a: PASSED }, { a: { ...PASSED, text_hash: "ba9876543210" } }, ["conflict"], "answers to other words are a conflict"],
  [{ a: failed({ photos: [] }) }, { a: failed({ photos: [PHOTO] }) }, ["more"], "a picture more is more"],
  [{ a: failed({ grade: null, conditions: [] }) }, { a: FAILED }, ["more"], "a grade where I have none is more"],
  [{ a: failed({ grade: "general", conditions: [] }) }, { a: FAILED }, ["conflict"], "two grades are a conflict"],
];
for (const [mine, theirs, expected, why] of COMPARED) test(why, () => assert.deepEqual(kinds(mine, theirs), expected));

test("answers that agree are counted, and of the head only what they say", () => {
  const mine = recordOf({ a: PASSED, b: PASSED }, {}, { weather: "", address: "南街" });
  const found = compare(mine, recordOf({ a: PASSED, b: PASSED }, {}, { weather: "雨", address: "", unit: "别的厂" }));
  assert.equal(found.same, 2);
  assert.deepEqual(found.header.map(({ name, kind }) => [name, kind]), [["unit", "conflict"], ["weather", "new"]]);
});

test("merged, a record has what is new and more, mine of conflicts, and people of both", () => {
  const mine = recordOf({ a: PASSED, c: PASSED }, { inspectors: [person("张三")] }, { weather: "" });
  const theirs = recordOf({ a: { ...PASSED, note: "新换" }, b: PASSED, c: { ...PASSED, value: "none" } }, { inspectors: [person("赵六"), person("张三", "12")], later: 1 }, { weather: "雨", unit: "别的厂" });
  const before = structuredClone(mine);
  const merged = merge(mine, theirs, new Set());
  assert.deepEqual(mine, before, "neither is changed");
  assert.deepEqual([merged.answers.a.note, merged.answers.b.value, merged.answers.c.value], ["新换", "pass", "pass"]);
  assert.deepEqual([merged.particulars, merged.inspectors, merged.later], [{ unit: "青山县木器厂", weather: "雨" }, [person("张三", "12"), person("赵六")], 1]);
  const chosen = merge(mine, theirs, new Set(["c", "unit"]));
  assert.deepEqual([chosen.particulars.unit, chosen.answers.c.value], ["别的厂", "none"]);
});

test("of a conflict one answer is taken whole, with the pictures of both", () => {
  const mine = recordOf({ a: failed({ place: "门口", photos: [PHOTO] }) });
  const theirs = recordOf({ a: { ...failed({ seen: "两只都掉了", place: "" }), by: "赵六" } });
  const { by, findings: [finding] } = merge(mine, theirs, new Set(["a"])).answers.a;
  assert.deepEqual([by, finding.seen, finding.place, finding.photos], ["赵六", "两只都掉了", "", [PHOTO]]);
});

test("what two people found of one item stands side by side", () => {
  const mine = recordOf({ a: { ...failed({ id: "11111111", seen: "东边少一根", place: "" }), by: "张三" } });
  const theirs = recordOf({ a: { ...failed({ id: "22222222", seen: "", place: "3号楼" }), by: "赵六" } });
  assert.deepEqual(kinds({ a: mine.answers.a }, { a: theirs.answers.a }), ["more"]);
  const found = merge(mine, theirs, new Set()).answers.a.findings.map(({ seen, place }) => [seen, place]);
  assert.deepEqual(found, [["东边少一根", ""], ["", "3号楼"]]);
});

test("no facet means all: joined with some it is still all", () => {
  const facets = (mine, theirs) => merge(recordOf({}, { facets: mine }), recordOf({}, { facets: theirs }), new Set()).facets;
  assert.deepEqual(facets(["lift"], []), []);
  assert.deepEqual(facets(["lift"], ["pit", "lift"]), ["lift", "pit"]);
});

test("findings become one with that of their id, or with one that says no less, and what is left comes behind", () => {
  const of = (...all) => recordOf({ a: { ...FAILED, findings: all.map(([id, seen, place]) => ({ ...FOUND, id, seen, place })) } });
  const merged = merge(of(["1", "甲", ""], ["2", "", ""]), of(["2", "乙", "二楼"], ["3", "甲", "一楼"], ["4", "丙", ""]), new Set());
  const found = merged.answers.a.findings.map(({ id, seen, place }) => [id, seen, place]);
  assert.deepEqual(found, [["1", "甲", "一楼"], ["2", "乙", "二楼"], ["4", "丙", ""]]);
});

test("an object called otherwise on one device is asked about", () => {
  const named = (name) => recordOf({}, { objects: { "0a0a0a0a": { kind: "tower-crane", name } } });
  const [mine, theirs] = [named("塔机1#"), named("西塔机")];
  const difference = { name: "object:0a0a0a0a", mine: "塔机1#", theirs: "西塔机", kind: "conflict" };
  assert.deepEqual(compare(mine, theirs).header, [difference]);
  assert.deepEqual(compare(mine, named("塔机1#")).header, []);
  const called = (taken) => merge(mine, theirs, new Set(taken)).objects["0a0a0a0a"].name;
  assert.deepEqual([called([]), called([difference.name])], ["塔机1#", "西塔机"]);
});
