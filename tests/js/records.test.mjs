// What the page of records makes of them: counts, findings, rows for a spreadsheet, files.
import assert from "node:assert/strict";
import test from "node:test";

import { called, particularsOf, pendingOf, remedyOf, sourceOf, titleOf, wordOf } from "../../templates/assets/js/records/called.js";
import { counted, isExported, photosOf } from "../../templates/assets/js/records/counting.js";
import { fileName, json } from "../../templates/assets/js/records/files.js";
import { chatOf } from "../../templates/assets/js/records/chat.js";
import { newest } from "../../templates/assets/js/records/latest.js";
import { findingsOf, inOrder, verdictOf } from "../../templates/assets/js/records/findings.js";
import { alike, optionsFor } from "../../templates/assets/js/records/options.js";
import { contentOf } from "../../templates/assets/js/record/seal.js";
import { tableOf } from "../../templates/assets/js/records/table.js";
import { FAILED, FOUND, ITEM, PASSED, UNSURE, itemWith, listOf, recordOf } from "./record.mjs";

const NEXT = itemWith({ id: "TZ-0002", facets: ["lift"] });
const LIST = listOf(NEXT, ITEM); // walked in this order
const failed = (found) => ({ ...FAILED, findings: [{ ...FOUND, ...found }] });

test("a record is counted beside its list, or by its answers alone", () => {
  const record = recordOf({ "TZ-0001": FAILED, "TZ-0009": failed({ grade: null }) });
  const counts = { pass: 0, fail: 2, none: 0, unsure: 0, here_unsure: 0, major: 1, general: 0, ungraded: 1 };
  assert.deepEqual(counted(record, LIST), { ...counts, done: 1, open: 1, asked: 2 });
  assert.deepEqual(counted(record, null), { ...counts, done: 2, open: null, asked: null });
  assert.equal(counted({ ...record, facets: ["pit"] }, LIST).asked, 1);
  assert.equal(counted(recordOf({ "TZ-0001": { ...PASSED, text_hash: "ba9876543210" } }), LIST).done, 0, "it waits to be confirmed");
  const unsure = counted(recordOf({ "TZ-0001": UNSURE, "TZ-0002": PASSED }), LIST);
  assert.deepEqual([unsure.done, unsure.unsure, unsure.open], [1, 1, 0], "what is unsure is neither answered nor open");
  const two = counted(recordOf({ "TZ-0001": { ...FAILED, findings: [FOUND, FOUND] } }), LIST);
  assert.deepEqual([two.fail, two.major], [1, 2], "one answer, two findings");
});

test("what is unsure is told apart, in a chat too", () => {
  assert.equal(pendingOf(UNSURE), "缺什么：检测报告；谁去核：王五");
  assert.equal(pendingOf(PASSED), "");
  const lines = chatOf(recordOf({ "TZ-0001": UNSURE }), LIST).split("\n");
  assert.ok(lines.includes("已答0/2项：合格0，不合格0（重大0，一般0），不适用0，待核1"), lines.join("\n"));
  assert.ok(lines.includes("【待核】TZ-0001 梯脚是否都有防滑垫　缺什么：检测报告；谁去核：王五"), lines.join("\n"));
});

test("who found it, and what is watched over, is told and goes into the form; else what is given for all", () => {
  assert.deepEqual([{}, { source: "self" }, { source: "spot", supervised: true }].map((found) => sourceOf({ ...FOUND, ...found })), ["", "企业自查", "抽查检查；挂牌督办"]);
  const record = recordOf({ "TZ-0001": failed({ source: "self", supervised: true }), "TZ-0002": FAILED });
  assert.ok(chatOf(record, LIST).includes("来源：企业自查；挂牌督办"));
  const columns = ["origin", "listed"].map((id) => ({ id, label: id }));
  const { text } = tableOf([record], () => LIST, columns, { origin: "抽查检查", listed: "否" });
  assert.deepEqual(text.trim().split("\r\n").slice(1), ["抽查检查,否", "企业自查,是"]);
});

test("particulars come as their list has them, and behind them those that it does not know", () => {
  assert.deepEqual(particularsOf(recordOf({}, {}, { builder: "某建" }), LIST), [["被检查单位", "青山县木器厂"], ["天气", "晴"], ["“builder”", "某建"]]);
});

test("answers come in walking order, those no longer asked last", () => {
  const record = recordOf({ "TZ-0001": PASSED, "TZ-0009": PASSED, "TZ-0008": PASSED, "TZ-0002": PASSED });
  const ids = (list) => inOrder(record, list).map(([id]) => id);
  assert.deepEqual(ids(LIST), ["TZ-0002", "TZ-0001", "TZ-0008", "TZ-0009"]);
  assert.deepEqual(ids(null), ["TZ-0001", "TZ-0002", "TZ-0008", "TZ-0009"]);
});

test("findings come gravest first, with the clauses and actions of the list", () => {
  const record = recordOf({ "TZ-0002": failed({ grade: "general", conditions: [] }), "TZ-0001": failed({ conditions: ["梯脚没有防滑垫", "改过的话"] }), "TZ-0009": failed({ grade: null, conditions: [] }) });
  const [major, open, general] = findingsOf(record, LIST);
  assert.deepEqual([major.name, open.name, general.name], ["TZ-0001", "TZ-0009", "TZ-0002"]);
  assert.deepEqual(major.conditions, [{ when: "梯脚没有防滑垫", basis: "《通知》一" }, { when: "改过的话", basis: "" }]);
  assert.deepEqual([major.actions, general.actions, open.actions], [["报告", "停用"], ["停用"], []]);
});

test("a house has a grade where its list has, of answers to today's words", () => {
  const outcome = (title) => ({ title, treatment: "", on_fail: [] });
  const verdict = { unfinished: "没查完", known_for: [], unknown_for: [], severe: outcome("危险"), stop: outcome("停用"), lesser: outcome("一般"), unknown: outcome("不明"), clear: outcome("未见") };
  const list = { ...listOf(itemWith({ sign: "lesser" })), verdict };
  assert.equal(verdictOf(recordOf({}), LIST), null);
  assert.equal(verdictOf(recordOf({}), list).title, "没查完");
  assert.equal(verdictOf(recordOf({ "TZ-0001": PASSED }), list).title, "未见");
  assert.equal(verdictOf(recordOf({ "TZ-0001": FAILED }), list).title, "危险");
  assert.equal(verdictOf(recordOf({ "TZ-0001": UNSURE }), list).title, "没查完");
  assert.equal(verdictOf(recordOf({ "TZ-0001": { ...FAILED, findings: [{ ...FOUND, grade: "general" }, FOUND] } }), list).title, "危险", "any finding");
  assert.equal(verdictOf(recordOf({ "TZ-0001": { ...FAILED, text_hash: "ba9876543210" } }), list).title, "没查完");
});

test("a record left whole where it says what left, whatever clocks say", () => {
  const left = (record, at) => ({ ...record, exported: { at, content: contentOf(record) } });
  const early = "1999-01-01T00:00:00+08:00"; // a clock set back
  const record = left(recordOf({ "TZ-0001": PASSED }), early);
  assert.equal(isExported(recordOf({})), false);
  assert.equal(isExported(record), true, "though it was changed later, by its clock");
  const changed = { ...record, changed: "1998-01-01T00:00:00+08:00", particulars: { ...record.particulars, weather: "雨" } };
  assert.equal(isExported(changed), false, "though it was changed before, by its clock");
  assert.equal(isExported({ ...changed, particulars: record.particulars }), true, "changed back");
  assert.equal(isExported({ ...record, closed: { at: early, number: "", hash: "" } }), false, "closed since");
});

test("of each record the newest revision, of each finding its pictures", () => {
  const [one, revised, other] = [recordOf({}), recordOf({}, { revision: 2 }), recordOf({}, { id: "ffeeddccbbaa9988" })];
  assert.deepEqual(newest([one, revised, other]), [revised, other]);
  assert.deepEqual(photosOf(recordOf({ a: PASSED, b: failed({ photos: ["one"] }), c: failed({ photos: ["two"] }) })), ["one", "two"]);
});

test("the form's rows say where, what, by which clause; what is not clear is counted", () => {
  const columns = ["number", "unit", "hazard", "criterion", "planned", "county"].map((id) => ({ id, label: id }));
  const record = recordOf({ "TZ-0001": FAILED, "TZ-0002": failed({ remedy: "now", conditions: ["改过的话"] }), "TZ-0009": failed({ grade: "general" }) });
  const { text, ...told } = tableOf([record], () => LIST, columns, { county: "青山县" });
  assert.deepEqual(told, { rows: 2, drafts: 1, unclear: 1 });
  assert.deepEqual(text.split("\r\n"), [
    "\ufeffnumber,unit,hazard,criterion,planned,county",
    "1,青山县木器厂,门口：掉了（改过的话）,,2030-05-25,青山县",
    "2,青山县木器厂,门口：掉了（梯脚没有防滑垫）,《通知》一,2030-05-30,青山县",
    "",
  ]);
  assert.equal(tableOf([recordOf({ a: PASSED })], () => LIST, columns, {}).rows, 0);
});

test("a file is named so that every system takes it", () => {
  assert.equal(fileName(recordOf({}, {}, { unit: ' a/b\\c:*?"<>|. 厂\u202e' }), "json"), "检查记录-abc厂-2030-05-25-001122-1.json");
  assert.match(fileName(recordOf({}, { date: "" }, { unit: "长".repeat(99) }), "zip"), /^检查记录-长{30}-无日期-/);
  assert.match(fileName(recordOf({}, {}, { unit: "///" }), "zip"), /-未命名-/);
});

test("the same record is the same file", () => {
  const record = recordOf({ "TZ-0001": FAILED });
  const turned = Object.fromEntries(Object.entries(record).reverse());
  assert.equal(json(turned), json(record));
  assert.deepEqual(JSON.parse(json(record)), record);
});

test("places and ids have words; a name that nobody gave stands for itself", () => {
  assert.deepEqual([called("weather"), wordOf("by-date"), wordOf("major"), wordOf("unsure"), wordOf("worst")], ["天气", "限期整改", "重大", "待核", "worst"]);
  assert.deepEqual([called("constructor"), called("x".repeat(99))], ["“constructor”", `“${"x".repeat(40)}”`]);
  assert.deepEqual([titleOf({ particulars: { unit: "", project: "一车间" } }), titleOf({ particulars: {} })], ["一车间", "未命名"]);
});

test("what was planned is said only of what is put right later", () => {
  assert.equal(remedyOf(FOUND), "限期整改；责任人：王五；措施：换；资金：20元；期限：2030-05-30；应急预案：挂牌");
  assert.equal(remedyOf({ ...FOUND, remedy: "now" }), "当场整改");
  assert.equal(remedyOf({ ...FOUND, remedy: null }), "整改方式未定");
});

test("what came in is offered the likeliest way first; a closed record is never merged into", () => {
  const kinds = (...all) => optionsFor(...all).map(({ kind }) => kind);
  const [mine, theirs] = [recordOf({ a: PASSED }), recordOf({}, { id: "ffeeddccbbaa9988" })];
  const closed = { at: "2030-05-25T16:00:00+08:00", number: "", hash: "" };
  assert.deepEqual(kinds(theirs, undefined, []), ["take", "skip"]);
  assert.deepEqual(kinds(theirs, undefined, [mine]), ["merge", "take", "skip"]);
  assert.deepEqual(kinds({ ...theirs, particulars: { unit: "别的厂" } }, undefined, [mine]), ["take", "merge", "skip"]);
  assert.deepEqual(kinds(theirs, undefined, [{ ...mine, edition: "1999" }]), ["take", "skip"]);
  assert.deepEqual(kinds(mine, { ...mine, closed }, []), ["copy", "skip"]);
  assert.deepEqual(kinds(mine, { ...mine, particulars: { weather: "雨" } }, []), ["merge", "copy", "skip"]);
  assert.deepEqual(kinds({ ...mine, closed }, mine, []), ["replace", "skip"], "the draft says no more");
  assert.deepEqual(kinds({ ...mine, closed, particulars: { weather: "雨" } }, mine, []), ["both", "skip"]);
  assert.equal(alike(mine, { ...mine, exported: { at: "2030-05-26T08:00:00+08:00", content: "" } }), true);
  assert.equal(alike(mine, { ...mine, particulars: { weather: "雨" } }), false);
});
