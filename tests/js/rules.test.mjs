// What a record is: answered, told what it lacks, following the day of the check.
import assert from "node:assert/strict";
import test from "node:test";

import { lacking } from "../../templates/assets/js/record/missing.js";
import { answer, asked, create, follows, headOf, setHead, settle, stale, state, turned } from "../../templates/assets/js/record/rules.js";
import { FAILED, FOUND, ITEM, PASSED, UNSURE, itemWith, person, recordOf } from "./record.mjs";

const AT = "2030-05-25T16:00:00+08:00";
const UNTIL = { label: "有效期", unit: null, min: null, max: null, date: "until" };

test("what is written in the head is text, a whole day, or names", () => {
  const record = recordOf({});
  const written = (name, text) => {
    setHead(record, name, text);
    return headOf(record, name);
  };
  assert.equal(written("unit", " 某厂 "), " 某厂 ");
  assert.equal(record.particulars.unit, " 某厂 ");
  assert.equal(written("date", "2030-05-25"), "2030-05-25");
  assert.equal(written("date", "0203-05-25"), "", "a year half typed");
  assert.equal(written("inspectors", "张  三、李四，王五;赵六"), "张 三、李四、王五、赵六");
  assert.equal(headOf(record, "builder"), "", "what is not said");
});

test("who stays in a field of names keeps the certificate", () => {
  const record = recordOf({}, { inspectors: [person("张三", "12"), person("李四", "34")] });
  setHead(record, "inspectors", "李四、王五");
  assert.deepEqual(record.inspectors, [person("李四", "34"), person("王五")]);
});

test("a record begins blank, with an id of its own", () => {
  const about = { site: "一", checklist: "ladders", title: "梯子", edition: "2030", edition_title: "2030版" };
  const [one, other] = [create(about), create(about)];
  assert.match(one.id, /^[0-9a-f]{16}$/);
  assert.notEqual(one.id, other.id);
  assert.deepEqual([one.answers, one.closed, one.revision], [{}, null, 1]);
});

test("an item is asked where it hangs on nothing, on what is here, or was answered", () => {
  const bound = itemWith({ facets: ["lift"] });
  const at = (facets, answers = {}) => ({ facets, answers });
  assert.equal(asked(at(["pit"]), ITEM), true);
  assert.equal(asked(at([]), bound), true, "nothing chosen means all");
  assert.equal(asked(at(["pit"]), bound), false);
  assert.equal(asked(at(["lift", "pit"]), bound), true);
  assert.equal(asked(at(["pit"], { [bound.id]: PASSED }), bound), true);
});

test("an answer to other words is stale, and its item open", () => {
  const reworded = itemWith({ text_hash: "ba9876543210" });
  const record = recordOf({ [ITEM.id]: PASSED });
  assert.deepEqual([stale(ITEM, PASSED), stale(reworded, PASSED), stale(undefined, PASSED)], [false, true, false]);
  assert.deepEqual([state(record, ITEM), state(record, reworded), state(null, ITEM)], ["pass", "open", "open"]);
});

test("an answer says when, to which words, and keeps what was measured of them", () => {
  const record = recordOf({ [ITEM.id]: { ...PASSED, measures: { 间距: "28" }, note: "新换" } });
  assert.deepEqual(answer(record, ITEM, "none", AT), { ...PASSED, value: "none", at: AT, measures: { 间距: "28" }, note: "新换" });
  const reworded = itemWith({ text_hash: "ba9876543210" });
  assert.deepEqual(answer(record, reworded, "pass", AT).measures, {}, "of other words nothing was measured");
});

test("a no keeps its finding, or has the one that was written before another answer", () => {
  const record = recordOf({ [ITEM.id]: FAILED });
  assert.deepEqual(answer(record, ITEM, "fail", AT).findings, [FOUND]);
  assert.deepEqual(answer(record, ITEM, "pass", AT).findings, []);
  const written = { findings: [FOUND], pending: null };
  const [again] = answer(record, ITEM, "fail", AT, written).findings;
  assert.deepEqual(again, FOUND);
  assert.notEqual(again, FOUND, "a copy: the two records part");
  assert.equal(answer(recordOf({}), ITEM, "fail", AT).findings[0].grade, null, "somebody must judge");
  assert.equal(answer(recordOf({}), itemWith({ conditions: [] }), "fail", AT).findings[0].grade, "general", "it can't be major");
});

/** Which fields an answer lacks. */
const lacks = (given) => lacking(recordOf({ [ITEM.id]: given })).flatMap(({ id, fields }) => (id ? fields : []));

test("what is unsure says what is missing and who looks, and keeps it over another answer", () => {
  const record = recordOf({ [ITEM.id]: { ...UNSURE, later: 1 } });
  assert.deepEqual(lacks(UNSURE), []);
  assert.deepEqual(lacks(answer(recordOf({}), ITEM, "unsure", AT)), ["what", "who"]);
  const passed = answer(record, ITEM, "pass", AT);
  assert.deepEqual([passed.pending, passed.by, passed.later], [null, "张三", 1], "what we do not know stays");
  assert.deepEqual(answer(record, ITEM, "unsure", AT, { findings: [], pending: UNSURE.pending }).pending, UNSURE.pending);
});

test("a finding lacks what a reader needs; what is planned only where it is", () => {
  const found = (more) => lacks({ ...FAILED, findings: [{ ...FOUND, ...more }] });
  assert.deepEqual(found({}), []);
  assert.deepEqual(found({ grade: null, seen: " ", remedy: null }), ["grade", "seen", "remedy"]);
  assert.deepEqual(found({ remedy: "by-date", responsible: "", funds: " " }), ["responsible", "funds"]);
  assert.deepEqual(found({ remedy: "now", responsible: "", funds: "" }), []);
});

const DATED = itemWith({ measures: [UNTIL] });
const dated = (given, date) => recordOf({ [DATED.id]: { ...given, measures: { 有效期: "2030-05-24" } } }, { date });

test("the day of the check makes a no of a pass, and undoes what only a value answered", () => {
  const only = { ...FAILED, findings: [{ ...FOUND, seen: "", place: "", conditions: [], grade: null, remedy: null }] };
  for (const name of ["responsible", "action", "funds", "due", "contingency"]) only.findings[0][name] = "";
  assert.equal(follows(dated(PASSED, "2030-05-25"), DATED), "fail");
  assert.equal(follows(dated(PASSED, "2030-05-24"), DATED), "");
  assert.equal(follows(dated(only, "2030-05-24"), DATED, only.at), "before");
  assert.equal(follows(dated(only, "2030-05-24"), DATED, AT), "", "it was answered anew since");
  assert.equal(follows(dated(only, "2030-05-24"), DATED), "", "a person said no");
  assert.equal(follows(dated(FAILED, "2030-05-24"), DATED, FAILED.at), "", "somebody wrote what was seen");
  assert.equal(follows(recordOf({ [ITEM.id]: PASSED }), ITEM), "", "without a day it follows none");
});

test("values tick what they measure, on the day that judges", () => {
  const item = itemWith({ measures: [UNTIL], measured: [{ when: "过期", labels: ["有效期"] }] });
  const given = (value, conditions = []) => ({ ...structuredClone(FAILED), measures: { 有效期: value }, findings: [{ ...FOUND, conditions, grade: null }] });
  const beyond = given("2030-05-24");
  settle(item, beyond, "2030-05-25");
  assert.deepEqual([beyond.findings[0].conditions, beyond.findings[0].grade], [["过期"], "major"]);
  settle(item, beyond, "2030-05-24");
  assert.deepEqual([beyond.findings[0].conditions, beyond.findings[0].grade], [[], null]);
  const ungraded = given("", ["别的"]);
  settle(item, ungraded, "2030-05-25");
  assert.deepEqual([ungraded.findings[0].conditions, ungraded.findings[0].grade], [["别的"], "major"]);
});

test("all come, from a place on and then those before it", () => assert.deepEqual(turned([1, 2, 3, 4], 2), [3, 4, 1, 2]));
