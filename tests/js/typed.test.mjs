// What a line typed from paper means.
import assert from "node:assert/strict";
import test from "node:test";

import { meant, read } from "../../templates/assets/js/records/typed.js";
import { ITEM, itemWith, listOf } from "./record.mjs";

const TEN = itemWith({ id: "TZ-0010", check: "横档是否都不松动" });
const ONE_THIRTY = itemWith({ id: "TZ-0130", check: "横档 间距" });
const LIST = listOf(ITEM, TEN, ONE_THIRTY);

const LINES = {
  "": { skip: true },
  1: { item: ITEM, value: "pass", note: "" },
  "2 没有": { item: ITEM, value: "fail", note: "没有" },
  "３": { item: ITEM, value: "none", note: "" },
  "4 没带报告": { item: ITEM, value: "unsure", note: "没带报告" },
  待核: { item: ITEM, value: "unsure", note: "" },
  "1 1": { item: ITEM, value: "pass", note: "" },
  "1 好": { item: ITEM, value: "pass", note: "好" },
  10: { item: TEN },
  "10 2": { item: TEN, value: "fail", note: "" },
  "tz-0010 不适用  新  换": { item: TEN, value: "none", note: "新 换" },
  合格: { item: ITEM, value: "pass", note: "" },
  "横档 松": { find: ["横档", "松"] },
  "SG-0001 1": { find: ["sg-0001", "1"] },
};
for (const [line, means] of Object.entries(LINES)) test(`“${line}”`, () => assert.deepEqual(read(LIST, ITEM, line), means));

test("what means nothing says why", () => {
  assert.equal(read(LIST, ITEM, "99 1").wrong, "这张表没有 TZ-0099。");
  assert.equal(read(LIST, ITEM, "10 5").wrong, "“5”不是结果：1 合格，2 不合格，3 不适用，4 待核。");
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
