// What a line typed from paper means, and a day.
import assert from "node:assert/strict";
import test from "node:test";

import { dayIn, meant, read } from "../../templates/assets/js/records/typed.js";
import { ITEM, itemWith, listOf } from "./record.mjs";

const TEN = itemWith({ id: "TZ-0010", check: "横档是否都不松动" });
const ONE_THIRTY = itemWith({ id: "TZ-0130", check: "横档 间距" });
const LIST = listOf(ITEM, TEN, ONE_THIRTY);

const LINES = {
  "": { skip: true },
  1: { item: ITEM, result: "pass", note: "" },
  "2 没有": { item: ITEM, result: "fail", note: "没有" },
  "３": { item: ITEM, result: "none", note: "" },
  "1 1": { item: ITEM, result: "pass", note: "" },
  "1 好": { item: ITEM, result: "pass", note: "好" },
  10: { item: TEN },
  "10 2": { item: TEN, result: "fail", note: "" },
  "tz-0010 不适用  新  换": { item: TEN, result: "none", note: "新 换" },
  合格: { item: ITEM, result: "pass", note: "" },
  "横档 松": { find: ["横档", "松"] },
  "SG-0001 1": { find: ["sg-0001", "1"] },
};
for (const [line, means] of Object.entries(LINES)) test(`“${line}”`, () => assert.deepEqual(read(LIST, ITEM, line), means));

test("what means nothing says why", () => {
  assert.equal(read(LIST, ITEM, "99 1").wrong, "这张表没有 TZ-0099。");
  assert.equal(read(LIST, ITEM, "10 4").wrong, "“4”不是结果：1 合格，2 不合格，3 不适用。");
  assert.equal(read(LIST, null, "1").wrong, "都录完了。要改哪一项，先打它的编号。");
});

test("items are offered by the beginning of their number or words of theirs, a result offers none", () => {
  const ids = (text) => meant(LIST, text).map(({ id }) => id);
  assert.deepEqual(ids("01"), ["TZ-0001", "TZ-0010", "TZ-0130"], "leading zeros or none");
  assert.deepEqual(ids("013"), ["TZ-0130"]);
  assert.deepEqual(ids("横档"), ["TZ-0010", "TZ-0130"]);
  assert.deepEqual(ids("横档 松动"), ["TZ-0010"]);
  assert.deepEqual([ids("1"), ids(""), ids("10 横档")], [[], [], []]);
});

const DAYS = [
  ["2030-07-15", "", "2030-07-15"],
  ["20300715", "", "2030-07-15"],
  ["2030年7月5日", "", "2030-07-05"],
  ["２０３０．７．５", "", "2030-07-05"],
  ["0715", "2029-12-01", "2029-07-15"],
  ["7/15", "2029-12-01", "2029-07-15"],
  ["0229", "2032-01-01", "2032-02-29"],
  ["0229", "2030-01-01", ""],
  ["0231", "2030-01-01", ""],
  ["13-40", "2030-01-01", ""],
  ["1850-01-01", "", ""],
  ["明天", "2030-01-01", ""],
];
for (const [text, date, day] of DAYS) test(`${text} of ${date || "no day"}`, () => assert.equal(dayIn(text, date), day));

test("what is ahead is in the year of the paper, or the next", () => {
  assert.equal(dayIn("0110", "2030-12-20", true), "2031-01-10");
  assert.equal(dayIn("1220", "2030-12-20", true), "2030-12-20");
  assert.equal(dayIn("2029-01-10", "2030-12-20", true), "2029-01-10", "a year that is typed holds");
});
