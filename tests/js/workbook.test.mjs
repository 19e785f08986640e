// All findings of some records as one workbook: a row each, days as days, text as text.
import assert from "node:assert/strict";
import test from "node:test";

import { read } from "../../templates/assets/js/records/unzip.js";
import { bookOf, rowsOf } from "../../templates/assets/js/records/workbook.js";
import { FAILED, FOUND, itemWith, listOf, recordOf } from "./record.mjs";

const LIST = listOf(itemWith({}));
const found = (more) => recordOf({ "TZ-0001": { ...FAILED, findings: [{ ...FOUND, ...more }] } });

/** @param {object} record */
const sheetOf = async (record) => {
  const { parts } = bookOf([record], () => LIST);
  const entries = await read(new Uint8Array(await new Blob(parts).arrayBuffer()));
  const sheet = entries.find(({ name }) => name === "xl/worksheets/sheet1.xml");
  return new TextDecoder().decode(sheet.bytes);
};

test("each finding is a row, of its record's newest revision", () => {
  const record = found({});
  const two = { ...recordOf({ "TZ-0001": { ...FAILED, findings: [FOUND, { ...FOUND, grade: null, remedy: null, due: "尽快", supervised: true, source: "self" }] } }), revision: 2 };
  const rows = rowsOf([record, two], () => LIST);
  assert.equal(rows.length, 2);
  assert.deepEqual(rows[0].slice(0, 4), ["青山县木器厂", { day: "2030-05-25" }, "梯子检查表（2030版）", "TZ-0001"]);
  assert.deepEqual(rows[0].slice(5), ["掉了；梯脚没有防滑垫", "门口", "重大", "限期整改", "王五", "换", "20元", { day: "2030-05-30" }, "挂牌", "", "", 0, "草稿"]);
  assert.deepEqual(rows[1].slice(7, 16), ["等级未定", "", "王五", "换", "20元", "尽快", "挂牌", "企业自查", "是"]);
});

test("a day is a number that is shown as a day, and the heads stay in sight", async () => {
  const sheet = await sheetOf(found({}));
  assert.ok(sheet.includes('<c s="2"><v>47628</v></c>'), "2030-05-25, counted from 1899-12-30");
  assert.ok(sheet.includes('state="frozen"'));
  assert.ok(sheet.includes('<autoFilter ref="A1:R2"/>'));
});

test("text is never a formula nor markup, and holds nothing that XML cannot", async () => {
  const sheet = await sheetOf(found({ seen: "=1+1 <b>&\u0000\u202e\ud800\uffff _x0041_", place: "x".repeat(40_000) }));
  assert.ok(sheet.includes('<t xml:space="preserve">=1+1 &lt;b&gt;&amp; _x005F_x0041_；'), sheet);
  assert.ok(!/<f>/.test(sheet));
  assert.ok(sheet.includes(`>${"x".repeat(32_767)}<`));
});
