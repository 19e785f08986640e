// Figures in a query.
import assert from "node:assert/strict";
import test from "node:test";

import { edgesOf, inWords, isValue, otherwise } from "../../templates/assets/js/search/figures.js";

const parted = (chars) => edgesOf(chars).slice(0, -1).map((start, n) => chars.slice(start, edgesOf(chars)[n + 1]));

test("a number is one with its unit, other characters stand alone", () => {
  assert.deepEqual(parted("裂缝0.5mm宽"), ["裂", "缝", "0.5mm", "宽"]);
  assert.deepEqual(parted("5万m2工地"), ["5万m2", "工", "地"]);
  assert.deepEqual(parted("第24条"), ["第", "24", "条"]);
});

test("a number with a unit is a value, one without is none", () => {
  for (const value of ["8cm", "19.5%", "45℃", "10kn"]) assert.ok(isValue(value), value);
  for (const other of ["28", "m", "动火", "6级"]) assert.ok(!isValue(other), other);
});

const ALSO = [
  ["28号", ["28日", "二十八号"]],
  ["33号", ["三十三号"]],
  ["6级", ["六级"]],
  ["六级", ["6级"]],
  ["两人", ["2人", "二人"]],
  ["动火", []],
];
for (const [pair, others] of ALSO) {
  test(`${pair} is also written ${others.join("、") || "in no way"}`, () => assert.deepEqual(otherwise(pair), others));
}

test("a number is said as one says it", () => assert.deepEqual([0, 7, 10, 12, 20, 37].map(inWords), ["零", "七", "十", "十二", "二十", "三十七"]));
