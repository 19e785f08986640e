// Two records of one visit differ, and become one.
import assert from "node:assert/strict";
import test from "node:test";

import { compare, merge } from "../../templates/assets/js/record/merging.js";
import { FAILED, FOUND, PASSED, recordOf } from "./record.mjs";

const PHOTO = { name: "TZ-0001-0c6e34237e4c.jpg", size: 1, sha256: "0c6e34237e4c".padEnd(64, "0"), width: 1, height: 1 };
const failed = (found) => ({ ...FAILED, finding: { ...FOUND, ...found } });
const kinds = (mine, theirs) => compare(recordOf(mine), recordOf(theirs)).answers.map(({ kind }) => kind);

const COMPARED = [
  [{}, { a: PASSED }, ["new"], "an answer where I have none is new"],
  [{ a: PASSED }, { a: { ...PASSED, at: "2031-01-01T00:00:00+08:00" } }, [], "when it was given is no difference"],
  [{ a: PASSED }, { a: { ...PASSED, note: "新换" } }, ["more"], "a note where I have none is more"],
  [{ a: { ...PASSED, note: "旧" } }, { a: { ...PASSED, note: "新换" } }, ["conflict"], "two notes are a conflict"],
  [{ a: PASSED }, { a: { ...PASSED, result: "none" } }, ["conflict"], "two results are a conflict"],
  [{ a: { ...PASSED, note: "旧" } }, { a: PASSED }, [], "where they say less it is the same"],
  [{ a: PASSED }, { a: { ...PASSED, text_hash: "ba9876543210" } }, ["conflict"], "answers to other words are a conflict"],
  [{ a: failed({ photos: [] }) }, { a: failed({ photos: [PHOTO] }) }, ["more"], "a picture more is more"],
  [{ a: failed({ grade: null, conditions: [] }) }, { a: FAILED }, ["more"], "a grade where I have none is more"],
  [{ a: failed({ grade: "general", conditions: [] }) }, { a: FAILED }, ["conflict"], "two grades are a conflict"],
];
for (const [mine, theirs, expected, why] of COMPARED) test(why, () => assert.deepEqual(kinds(mine, theirs), expected));

test("answers that agree are counted, and of the head only what they say", () => {
  const mine = recordOf({ a: PASSED, b: PASSED }, { weather: "", address: "南街" });
  const found = compare(mine, recordOf({ a: PASSED, b: PASSED }, { weather: "雨", address: "", unit: "别的厂" }));
  assert.equal(found.same, 2);
  assert.deepEqual(found.header.map(({ name, kind }) => [name, kind]), [["unit", "conflict"], ["weather", "new"]]);
});

test("merged, a record has what is new and more, mine of conflicts, and people of both", () => {
  const mine = recordOf({ a: PASSED, c: PASSED }, { weather: "", inspectors: ["张三"] });
  const theirs = recordOf({ a: { ...PASSED, note: "新换" }, b: PASSED, c: { ...PASSED, result: "none" } }, { weather: "雨", unit: "别的厂", inspectors: ["赵六", "张三"] });
  const before = structuredClone(mine);
  const merged = merge(mine, theirs, new Set());
  assert.deepEqual(mine, before, "neither is changed");
  assert.deepEqual([merged.answers.a.note, merged.answers.b.result, merged.answers.c.result], ["新换", "pass", "pass"]);
  assert.deepEqual([merged.unit, merged.weather, merged.inspectors], ["青山县木器厂", "雨", ["张三", "赵六"]]);
  const chosen = merge(mine, theirs, new Set(["c", "unit"]));
  assert.deepEqual([chosen.unit, chosen.answers.c.result], ["别的厂", "none"]);
});

test("what is taken of a conflict is filled from the other where it is blank", () => {
  const mine = recordOf({ a: failed({ place: "门口", photos: [PHOTO] }) });
  const theirs = recordOf({ a: failed({ seen: "两只都掉了", place: "" }) });
  const { finding } = merge(mine, theirs, new Set(["a"])).answers.a;
  assert.deepEqual([finding.seen, finding.place, finding.photos], ["两只都掉了", "门口", [PHOTO]]);
});

test("no facet means all: joined with some it is still all", () => {
  const facets = (mine, theirs) => merge(recordOf({}, { facets: mine }), recordOf({}, { facets: theirs }), new Set()).facets;
  assert.deepEqual(facets(["lift"], []), []);
  assert.deepEqual(facets(["lift"], ["pit", "lift"]), ["lift", "pit"]);
});
