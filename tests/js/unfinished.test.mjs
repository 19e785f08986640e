// What home says was left: which record, since when, what presses; which records it must read for that.
import assert from "node:assert/strict";
import test from "node:test";

import { whenOf } from "../../templates/assets/js/home/saying.js";
import { lastOpen, openIn, pressing, restOf, telling } from "../../templates/assets/js/home/unfinished.js";
import { FAILED, FOUND, PASSED, recordOf } from "./record.mjs";

const SEAL = { at: "2030-05-25T16:00:00+08:00", number: "LA20300525-00000000", hash: "0".repeat(64) };
const summary = (id, revision, more = {}) => ({ id, revision, key: `${id}.${revision}`, closed: SEAL, found: 0, ...more });
const due = (day) => recordOf({ "TZ-0001": { ...FAILED, findings: [{ ...FOUND, remedy: "by-date", due: day }] } }, { closed: SEAL });

test("only records that may have findings are read, with all their revisions", () => {
  const summaries = [summary("a", 1), summary("b", 1, { found: 1 }), summary("b", 2), summary("c", 1), summary("d", 1), summary("e", 1, { found: 1, closed: null })];
  const steps = [{ of: { record: "d" } }];
  const keys = ["a.1", "b.1", "b.2", "c.1", "c.2", "d.1", "e.1"];
  assert.deepEqual(telling({ keys, summaries, steps }), ["b.1", "b.2", "c.1", "c.2", "d.1"]);
});

test("of several open records the one changed last is offered, and none that was closed since", () => {
  const open = (id, revision, changed) => ({ id, revision, closed: null, changed });
  const all = [open("a", 1, "2030-05-25T09:00:00+08:00"), open("b", 1, "2030-05-25T08:00:00+06:00"), open("c", 1, "2030-05-26T09:00:00+08:00"), { ...open("c", 2, ""), closed: SEAL }];
  assert.deepEqual(openIn(all).map(({ id }) => id), ["b", "a"]);
});

test("findings press from a week before their day", () => {
  assert.deepEqual(pressing([due("2030-05-30")], [], "2030-05-22"), { overdue: 0, soon: 0 });
  assert.deepEqual(pressing([due("2030-05-30")], [], "2030-05-23"), { overdue: 0, soon: 1 });
  assert.deepEqual(pressing([due("2030-05-30")], [], "2030-05-31"), { overdue: 1, soon: 0 });
});

test("a moment is said by the minute today and yesterday, else by its day", () => {
  const said = (...at) => whenOf(new Date(...at), new Date(2030, 2, 1, 8, 0));
  assert.equal(said(2030, 2, 1, 7, 5), "今天 07:05");
  assert.equal(said(2030, 1, 28, 23, 59), "昨天 23:59");
  assert.equal(said(2030, 1, 27, 23, 59), "2月27日");
  assert.equal(said(2029, 11, 31, 9, 0), "2029年12月31日");
});

/** A store of some records. */
const storeOf = (...records) => {
  const all = new Map(records.map((one) => [`${one.id}.${one.revision}`, one]));
  return { get: async (own) => all.get(own), keys: async () => [...all.keys()], summaries: async () => [], steps: async () => [] };
};

test("the record changed last is gone on with as long as it is there and open", async () => {
  const draft = recordOf({ "TZ-0001": PASSED });
  const own = `${draft.id}.${draft.revision}`;
  const { done, asked, key } = await lastOpen(storeOf(draft), { key: own, asked: 3 });
  assert.deepEqual([key, done, asked], [own, 1, 3]);
  assert.equal(await lastOpen(storeOf({ ...draft, closed: SEAL }), { key: own, asked: 3 }), null);
  assert.equal(await lastOpen(storeOf(), { key: own, asked: 3 }), null);
  assert.equal(await lastOpen(storeOf(draft), undefined), null);
});

test("no record of a list that this site does not have is offered", async () => {
  const draft = recordOf({ "TZ-0001": PASSED });
  const store = storeOf(draft, { ...due("2030-05-30"), id: "b" });
  assert.equal((await restOf(store, () => true)).open.record, draft);
  assert.equal((await restOf(store, () => false)).open, null);
});
