// What is measured is within its limits, or not, or is not a value.
import assert from "node:assert/strict";
import test from "node:test";

import { beyond, judge } from "../../templates/assets/js/record/judge.js";
import { told, unread } from "../../templates/assets/js/record/told.js";

const TODAY = "2030-05-25";
const number = (min, max) => ({ label: "间距", unit: "cm", min, max, date: null });
const since = (max, unit) => ({ label: "检测", unit, min: null, max, date: "since" });
const UNTIL = { label: "有效期", unit: null, min: null, max: null, date: "until" };

const JUDGED = [
  [number(25, 30), "25", true, "the least is within"],
  [number(25, 30), "30", true, "the most is within"],
  [number(25, 30), "24.9", false, "less is not"],
  [number(null, 30), "-1", true, "what has no least may be anything below"],
  [number(25, null), "1000000000", true, "what has no most may be anything above"],
  [number(25, 30), " ２８ ", true, "wide figures and blanks count"],
  [number(25, 30), "", null, "nothing is no value"],
  [number(25, 30), "二十八", null, "words are no value"],
  [UNTIL, "2030-05-25", true, "the last day holds"],
  [UNTIL, "2030-05-24", false, "the day after it does not"],
  [UNTIL, "5.25", true, "a day without its year is in that of the check"],
  [UNTIL, "5.24", false, "and has passed where that has"],
  [UNTIL, "2030-05", null, "half a day is none"],
];
for (const [measure, value, right, why] of JUDGED) test(why, () => assert.equal(judge(measure, value, TODAY), right));

const SINCE = [
  [since(1, "月"), "2030-04-25", TODAY, true, "a month later is the last day"],
  [since(1, "月"), "2030-04-24", TODAY, false, "and the day after too late"],
  [since(1, "月"), "2030-01-31", "2030-02-28", true, "a short month ends the month before's end"],
  [since(1, "月"), "2030-01-31", "2030-03-01", false, "and not a day later"],
  [since(1, "月"), "2032-01-31", "2032-02-29", true, "unless it has a leap day"],
  [since(2, "年"), "2028-02-29", "2030-02-28", true, "a leap day's year ends the day before March"],
  [since(2, "年"), "2028-02-29", "2030-03-01", false, "and not on its first"],
  [since(1.5, "年"), "2028-11-30", "2030-05-30", true, "a year and a half is eighteen months"],
  [since(1.5, "年"), "2028-11-30", "2030-05-31", false, "and no day more"],
  [since(14, "月"), "2029-12-31", "2031-02-28", true, "months go over the year's end"],
];
for (const [measure, value, today, right, why] of SINCE) test(why, () => assert.equal(judge(measure, value, today), right));

test("an item is beyond its limits where one of its values is, on the day of the check", () => {
  const item = { measures: [number(25, 30), UNTIL] };
  assert.equal(beyond(item, { 间距: "28" }, { date: TODAY }), false, "what was not measured says nothing");
  assert.equal(beyond(item, { 间距: "28", 有效期: "2030-05-24" }, { date: TODAY }), true);
  assert.equal(beyond(item, { 间距: "28", 有效期: "2030-05-24" }, { date: "2030-05-24" }), false);
});

test("what was understood is said where it is not what is written", () => {
  assert.equal(told(number(25, 30), "0.28m", TODAY).understood, "0.28m → 28 cm");
  assert.equal(told(number(25, 30), "２８", TODAY).understood, "２８ → 28 cm");
  assert.equal(told(UNTIL, "5月25号", TODAY).understood, "5月25号 → 2030-05-25");
  for (const text of ["28", " 28", "28.0", "约28", ""]) assert.equal(told(number(25, 30), text, TODAY).understood, "", text);
  assert.equal(told(UNTIL, "2030-05-25", TODAY).understood, "");
});

test("what can't be read is named, with its reason", () => {
  const item = { measures: [number(25, 30), UNTIL] };
  const lacks = unread(item, { 间距: "约28", 有效期: "25/5", 别的: "约" }, { date: TODAY });
  assert.equal(lacks.length, 2);
  assert.match(lacks[0], /^间距填的“约28”不是数：.*cm$/);
  assert.match(lacks[1], /^有效期填的“25\/5”分不清/);
  assert.deepEqual(unread(item, { 间距: "28", 有效期: "" }, { date: TODAY }), []);
});
