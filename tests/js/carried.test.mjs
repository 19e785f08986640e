// A record begun on one edition goes on in another.
import assert from "node:assert/strict";
import test from "node:test";

import { besides, carried } from "../../templates/assets/js/record/carried.js";
import { FAILED, FOUND, ITEM, PASSED, itemWith, recordOf } from "./record.mjs";

const NEW = { title: "新梯子检查表", edition: "2032", edition_title: "2032版" };
const when = (...all) => all.map((one) => ({ when: one, basis: "" }));
const failed = (found, more = {}) => ({ ...FAILED, ...more, findings: [{ ...FOUND, ...found }] });
const general = { conditions: [], grade: "general" };

/** What becomes of one answer where the new edition has these conditions. */
const became = (given, ...conditions) => {
  const item = itemWith({ conditions: when(...conditions) });
  const { record, judged } = carried(recordOf({ [ITEM.id]: given }), NEW, new Map([[ITEM.id, item]]));
  const { note, findings } = record.answers[ITEM.id];
  return { note, judged: judged.length, ...(findings[0] && { grade: findings[0].grade, ticks: findings[0].conditions }) };
};

const TICK = "梯脚没有防滑垫";
const CASES = [
  ["an answer without a finding comes along", PASSED, ["别的"], { note: "", judged: 0 }],
  ["a tick that the new edition has stands", failed({}), [TICK], { note: "", judged: 0, grade: "major", ticks: [TICK] }],
  ["a tick that it has not is judged again, and told", failed({}), ["别的"], { note: `原版勾选：${TICK}`, judged: 1, grade: null, ticks: [] }],
  ["what is left of several ticks is still major", failed({ conditions: [TICK, "断了"] }), [TICK], { note: "原版勾选：断了", judged: 1, grade: "major", ticks: [TICK] }],
  ["where there is nothing to judge by it can only be general", failed({}), [], { note: `原版勾选：${TICK}`, judged: 1, grade: "general", ticks: [] }],
  ["none of the old conditions says nothing of the new ones", failed(general), [TICK], { note: "原版判为一般", judged: 1, grade: null, ticks: [] }],
  ["what is general by itself stays so", failed(general), [], { note: "", judged: 0, grade: "general", ticks: [] }],
  ["what nobody has judged stays open", failed({ conditions: [], grade: null }), [TICK], { note: "", judged: 0, grade: null, ticks: [] }],
  ["a remark stays in front", failed({}, { note: "看了两次" }), ["别的"], { note: `看了两次　原版勾选：${TICK}`, judged: 1, grade: null, ticks: [] }],
  ["what the remark says already is not said twice", failed({}, { note: `原版勾选：${TICK}` }), ["别的"], { note: `原版勾选：${TICK}`, judged: 1, grade: null, ticks: [] }],
];
for (const [why, given, conditions, expected] of CASES) test(why, () => assert.deepEqual(became(given, ...conditions), expected));

test("a value ticks what it measures in the new edition", () => {
  const measures = [{ label: "间隙", unit: "mm", min: null, max: 30, date: null }];
  const item = itemWith({ measures, conditions: when("间隙过大"), measured: [{ when: "间隙过大", labels: ["间隙"] }] });
  const { record } = carried(recordOf({ [ITEM.id]: failed(general, { measures: { 间隙: "50" } }) }), NEW, new Map([[ITEM.id, item]]));
  const [found] = record.answers[ITEM.id].findings;
  assert.deepEqual([found.grade, found.conditions], ["major", ["间隙过大"]]);
});

test("nothing else of the record changes, nor the record given", () => {
  const before = recordOf({ [ITEM.id]: PASSED, "TZ-0009": failed({}), "TZ-0002": { ...PASSED, text_hash: "ba9876543210" } });
  const given = structuredClone(before);
  const items = new Map([ITEM, itemWith({ id: "TZ-0002" })].map((item) => [item.id, item]));
  const { record } = carried(given, NEW, items);
  assert.deepEqual(given, before);
  assert.deepEqual(record, { ...before, ...NEW });
  assert.deepEqual(besides(record, items), { gone: 1, stale: 1 });
});

test("there and back again, what was said first is still there", () => {
  const items = (...conditions) => new Map([[ITEM.id, itemWith({ conditions: when(...conditions) })]]);
  const begun = recordOf({ [ITEM.id]: failed({}) });
  const there = carried(begun, NEW, items("别的")).record;
  const back = carried(there, begun, items(TICK)).record;
  assert.equal(back.edition, begun.edition);
  assert.equal(back.answers[ITEM.id].note, `原版勾选：${TICK}`);
  assert.deepEqual(back.answers[ITEM.id].findings[0].seen, FOUND.seen);
});
