// What a record says that cannot both be so, as a table: what is changed in a sound record, and what is said of it.
import assert from "node:assert/strict";
import test from "node:test";

import { contradictory } from "../../templates/assets/js/record/contradictory.js";
import { lacking } from "../../templates/assets/js/record/missing.js";
import { FAILED, FOUND, PASSED, UNSURE, itemWith, person, recordOf } from "./record.mjs";

const TODAY = "2030-05-26";
const GAP = { label: "间距", unit: "厘米", min: null, max: 30, date: null };
const ITEMS = new Map([["TZ-0001", itemWith({ measures: [GAP] })]]);
const failed = (more) => ({ "TZ-0001": { ...FAILED, findings: [{ ...FOUND, ...more }] } });
const passed = (more) => ({ "TZ-0001": { ...PASSED, ...more } });
const NONE = { responsible: "", action: "", funds: "", due: "", contingency: "" };

/** @type {[string, object, object, string[]][]} */
const CASES = [
  ["a sound finding", failed({}), {}, []],
  ["of one of several things, a value that can't be read", { "TZ-0001@0a0a0a0a": { ...PASSED, measures: { 间距: "不清楚" } } }, {}, ["TZ-0001@0a0a0a0a 间距填的“不清楚”不是数：只写一个数，单位厘米"]],
  ["a check today", {}, { date: TODAY }, []],
  ["a check tomorrow", {}, { date: "2030-05-27" }, [" 检查日期写的是 2030-05-27，今天才 2030-05-26"]],
  ["a check in 2062", {}, { date: "2062-05-25" }, [" 检查日期写的是 2062-05-25，今天才 2030-05-26"]],
  ["a paper of two years ago, keyed in", {}, { date: "2028-01-03" }, []],
  ["a check long ago", {}, { date: "2003-05-25" }, [" 检查日期写的是 2003-05-25，早得不对"]],
  ["no day yet", {}, { date: "" }, []],
  ["due on the day of the check", failed({ due: "2030-05-25" }), {}, []],
  ["due before the check", failed({ due: "2030-05-24" }), {}, ["TZ-0001 期限 2030-05-24 早于检查的那天（2030-05-25）"]],
  [
    "due before it was found, on the check's second day",
    { "TZ-0001": { ...failed({ due: "2030-05-25" })["TZ-0001"], at: "2030-05-26T09:00:00+08:00" } },
    {},
    ["TZ-0001 期限 2030-05-25 早于检查的那天（2030-05-26）"],
  ],
  [
    "a paper of May keyed in in June",
    { "TZ-0001": { ...FAILED, at: "2030-06-20T09:00:00+08:00" } },
    { started: "2030-06-20T08:00:00+08:00" },
    [],
  ],
  ["put right at once", failed({ ...NONE, remedy: "now" }), {}, []],
  ["put right at once, and by a date", failed({ ...NONE, remedy: "now", due: "2030-06-01" }), {}, ["TZ-0001 选了当场整改，又填了限期整改的五项：改选限期整改，或清空那五项"]],
  ["put right at once, and planned", failed({ ...NONE, remedy: "now", action: "换" }), {}, ["TZ-0001 选了当场整改，又填了限期整改的五项：改选限期整改，或清空那五项"]],
  ["a pass within its limit", passed({ measures: { 间距: "28" } }), {}, []],
  ["a pass beyond its limit", passed({ measures: { 间距: "31" } }), {}, ["TZ-0001 量到的超出限值，答的却是合格"]],
  ["a no beyond its limit", { "TZ-0001": { ...FAILED, measures: { 间距: "31" } } }, {}, []],
  ["a value that is none", passed({ measures: { 间距: "约28" } }), {}, ["TZ-0001 间距填的“约28”不是数：只写一个数，单位厘米"]],
  ["an answer to other words", passed({ text_hash: "ba9876543210" }), {}, ["TZ-0001 文字改过，还没有重新确认"]],
  ["an answer to what is no longer asked", { "TZ-0009": PASSED }, {}, []],
  ["who inspects accompanies himself", {}, { companions: [person("李四"), person("张三")] }, [" “张三”既是检查人又是陪同人"]],
  ["a name twice", {}, { inspectors: [person("张三"), person("李四"), person("李四", "2")] }, [" “李四”写了两次"]],
];

for (const [what, answers, more, said] of CASES) {
  test(what, () => {
    const found = contradictory(ITEMS, recordOf(answers, more), TODAY);
    assert.deepEqual(found.map(({ id, text }) => `${id} ${text}`), said);
  });
}

test("what is missing is said of the record first, then of each finding", () => {
  const record = recordOf(failed({ grade: null, seen: " ", funds: "" }), { inspectors: [] }, { unit: " " });
  assert.deepEqual(lacking(record), [
    { id: "", text: "还缺：被检查单位、检查人", fields: ["unit", "inspectors"] },
    { id: "TZ-0001", finding: FOUND.id, fields: ["grade", "seen", "funds"], text: "还缺：等级、看到的情况、资金" },
  ]);
  assert.equal(lacking(record, "房主")[0].text, "还缺：房主、检查人", "as its list calls the unit");
  const two = { "TZ-0001": { ...FAILED, findings: [FOUND, { ...FOUND, id: "0f0f0f0f", due: "" }] } };
  assert.deepEqual(lacking(recordOf(two)), [{ id: "TZ-0001", finding: "0f0f0f0f", fields: ["due"], text: "第2处还缺：期限" }]);
  assert.deepEqual(lacking(recordOf({ "TZ-0001": UNSURE })), []);
});
