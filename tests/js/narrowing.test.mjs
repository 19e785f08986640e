// The list of records: what is said of each, which are asked for, in which order, and what they amount to.
import assert from "node:assert/strict";
import test from "node:test";

import { addressOf, fits, months, ordered, totals, wantedIn } from "../../templates/assets/js/records/narrowing.js";
import { summaryOf } from "../../templates/assets/js/records/summary.js";
import { contentOf, close } from "../../templates/assets/js/record/seal.js";
import { FAILED, FOUND, itemWith, listOf, PASSED, person, recordOf, UNSURE } from "./record.mjs";

const LIST = listOf(itemWith({}), itemWith({ id: "TZ-0002" }));
const summed = (answers, more = {}, list = LIST) => summaryOf({ ...recordOf(answers), ...more }, list, { by: "x" });
const general = { ...FAILED, findings: [{ ...FOUND, grade: "general" }] };

test("a record is summed up beside its list, or without one", () => {
  const all = { "TZ-0001": FAILED, "TZ-0002": PASSED };
  const { key, called, day, done, asked, fail, major, found, grade, verdict, photos } = summed(all);
  assert.deepEqual([key, called, day, done, asked, fail, major, found], ["00112233445566aa.1", "青山县木器厂", "2030-05-25", 2, 2, 1, 1, 1]);
  assert.deepEqual([grade, verdict, photos], ["major", "有重大隐患", []]);
  assert.equal(summed({ "TZ-0001": general, "TZ-0002": PASSED }).verdict, "有不合格");
  assert.equal(summed({ "TZ-0001": PASSED }).verdict, "没有查完");
  assert.equal(summed({ "TZ-0001": PASSED, "TZ-0002": UNSURE }).verdict, "没有查完");
  assert.equal(summed({ "TZ-0001": PASSED, "TZ-0002": PASSED }).verdict, "没有不合格");
  assert.equal(summed({ "TZ-0001": PASSED }, {}, null).verdict, "", "without its list nobody knows whether it is done");
  assert.equal(summed({}, { date: "" }).day, "2030-05-25", "without a day it lies where it was begun");
});

test("a house has its grade; one that is not looked at whole is called so in short", () => {
  const outcome = (title) => ({ title, treatment: "", on_fail: [] });
  const verdict = { unfinished: "长长的一句话。", known_for: [], unknown_for: [], severe: outcome("严重"), stop: outcome("停用"), lesser: outcome("一定"), unknown: outcome("不明"), clear: outcome("没有") };
  const house = { ...listOf(itemWith({ sign: "lesser" })), verdict };
  const graded = (answers) => Object.values((({ grade, verdict: said }) => ({ grade, said }))(summed(answers, {}, house)));
  assert.deepEqual(graded({ "TZ-0001": FAILED }), ["severe", "严重"]);
  assert.deepEqual(graded({ "TZ-0001": PASSED }), ["clear", "没有"]);
  assert.deepEqual(graded({}), ["unfinished", "没有查完"]);
});

test("whether it left the device and is what was closed is decided when it is summed up", () => {
  const record = close(recordOf({ "TZ-0001": PASSED }));
  const exported = { at: "2030-05-25T18:00:00+08:00", content: contentOf(record) };
  const said = (one) => Object.values((({ isExported, isBroken }) => ({ isExported, isBroken }))(summaryOf(one, LIST, { by: "" })));
  assert.deepEqual(said({ ...record, exported }), [true, false]);
  assert.deepEqual(said({ ...record, exported, date: "2030-05-26" }), [false, true]);
});

const RECORDS = [
  summed({ "TZ-0001": FAILED, "TZ-0002": PASSED }),
  summed({ "TZ-0001": general }, { id: "1".repeat(16), date: "2030-06-02", particulars: { unit: "Ａ公司", project: "二期" }, inspectors: [person("李 四")] }),
  summed({ "TZ-0001": UNSURE }, { id: "2".repeat(16), date: "2030-06-02", checklist: "lamps", closed: { at: "2030-06-03T08:00:00+08:00", number: "LA20300602-1A2B3C4D", hash: "0" } }),
];
const found = (wanted) => ordered(RECORDS).filter(fits(wanted)).map(({ id }) => id[0]);

test("the newest comes first, under its month", () => {
  const shown = [...months(ordered(RECORDS))].map(([month, all]) => [month, ...all.map(({ id }) => id[0])]);
  assert.deepEqual(shown, [["2030-06", "2", "1"], ["2030-05", "0"]]);
});

for (const [wanted, ids] of [
  [{}, ["2", "1", "0"]],
  [{ month: "2030-06" }, ["2", "1"]],
  [{ unit: "A公司" }, []],
  [{ unit: "Ａ公司" }, ["1"]],
  [{ checklist: "lamps.2030" }, ["2"]],
  [{ state: "draft" }, ["1", "0"]],
  [{ state: "closed" }, ["2"]],
  [{ state: "fail" }, ["1", "0"]],
  [{ state: "unsure" }, ["2"]],
  [{ state: "nonsense" }, []],
  [{ q: "a公司 二期" }, ["1"]],
  [{ q: "Ａ公司　李" }, ["1"]],
  [{ q: "1a2b3c4d" }, ["2"]],
  [{ q: "掉了", state: "major" }, ["0"]],
  [{ q: "没有这个" }, []],
]) {
  test(`asked for ${JSON.stringify(wanted)}`, () => assert.deepEqual(found(wanted), ids));
}

test("what is asked for stands in the address, beside what else it says", () => {
  const wanted = { q: "某厂 脚手架", month: "2030-05" };
  assert.deepEqual(wantedIn(`?${addressOf("?records&state=draft", wanted)}`), wanted);
  assert.ok(addressOf("?records&state=draft", wanted).startsWith("records=&"));
  assert.equal(addressOf("?q=x", {}), "");
});

test("totals count each record once, by its newest revision", () => {
  const [first] = RECORDS;
  assert.equal(totals(RECORDS), "共 3 份：草稿 2，定稿 1；有重大隐患 1，有不合格 1，没有查完 1；隐患 2 处（重大 1）");
  assert.equal(totals([first, { ...first, revision: 2, found: 3, major: 0, verdict: "有不合格", grade: "fail" }]), "共 2 份：草稿 2，定稿 0；有不合格 1；隐患 3 处（重大 0）");
});
