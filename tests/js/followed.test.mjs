// What became of findings: how each stands on any day, whatever order its steps came in.
import assert from "node:assert/strict";
import test from "node:test";

import { followed, groupOf, isChanged, isOf, nextOf, standing, stepOf } from "../../templates/assets/js/record/followed.js";
import { FAILED, FOUND, recordOf } from "./record.mjs";

const seal = (number) => ({ at: "2030-05-25T16:00:00+08:00", number, hash: "0".repeat(64) });
const recordWith = (found = {}, more = {}) =>
  recordOf({ "TZ-0001": { ...FAILED, findings: [{ ...FOUND, ...found }] } }, { closed: seal("LA20300525-00000000"), ...more });
const RECORD = recordWith();
const OF = { record: RECORD.id, revision: 1, number: "LA20300525-00000000", question: "TZ-0001", finding: FOUND.id };

/** A step of the one finding. */
const step = (kind, date, more = {}) =>
  stepOf({
    site: RECORD.site, office: "", at: `${date}T10:00:00+08:00`, date, by: [], kind, of: OF, found: followed([RECORD], [])[0].found,
    result: null, due: "", words: "", lasting: "", photos: [], ...more,
  });
const right = (date, more) => step("recheck", date, { result: "right", ...more });
const wrong = (date, due, more) => step("recheck", date, { result: "not-right", due, ...more });

/** How it stands: its list, how many days are left, whether it is supervised. */
const stands = (all, day) => {
  const now = standing(all[0], day);
  return [groupOf(now), now.due && now.days, now.supervised];
};
const DUE = "2030-05-30";
const done = step("put-right", "2030-05-28");

// due day, steps, the day one looks, how it stands then
const TABLE = {
  "its last day is not over": [DUE, [], "2030-05-30", ["soon", 0, false]],
  "the day after": [DUE, [], "2030-05-31", ["overdue", -1, false]],
  "over the end of a month": [DUE, [], "2030-06-02", ["overdue", -3, false]],
  "seven days before": [DUE, [], "2030-05-23", ["soon", 7, false]],
  "eight days before": [DUE, [], "2030-05-22", ["later", 8, false]],
  "over a leap day": ["2028-03-01", [], "2028-02-28", ["soon", 2, false]],
  "over no leap day": ["2030-03-01", [], "2030-02-28", ["soon", 1, false]],
  "on a leap day": ["2028-02-29", [], "2028-03-01", ["overdue", -1, false]],
  "over the end of a year": ["2030-12-30", [], "2031-01-02", ["overdue", -3, false]],
  "without a day": ["", [], "2031-01-02", ["undated", "", false]],
  "put right": [DUE, [done], "2031-01-02", ["put-right", "", false]],
  "put right later than one looks": [DUE, [done], "2030-05-27", ["soon", 3, false]],
  "put right after its day, looked at between": [DUE, [step("put-right", "2030-06-09")], "2030-06-01", ["overdue", -2, false]],
  "rechecked right": [DUE, [done, right("2030-05-29")], "2031-01-02", ["right", "", false]],
  "rechecked right though nobody said that it was put right": [DUE, [right("2030-05-29")], "2031-01-02", ["right", "", false]],
  "not right, due anew": [DUE, [done, wrong("2030-06-01", "2030-06-10")], "2030-06-05", ["soon", 5, false]],
  "not right, and overdue again": [DUE, [done, wrong("2030-06-01", "2030-06-10")], "2030-06-11", ["overdue", -1, false]],
  "not right, put right again": [DUE, [done, wrong("2030-06-01", "2030-06-10"), step("put-right", "2030-06-09")], "2030-07-01", ["put-right", "", false]],
  "supervised, and still overdue": [DUE, [step("supervised", "2030-06-03")], "2030-06-05", ["overdue", -6, true]],
  "supervised, put right": [DUE, [step("supervised", "2030-05-27"), done], "2030-06-05", ["put-right", "", true]],
  "not supervised yet": [DUE, [step("supervised", "2030-06-03")], "2030-06-02", ["overdue", -3, false]],
  "struck off": [DUE, [done, right("2030-05-29"), step("struck-off", "2030-06-01")], "2030-06-01", ["struck-off", "", false]],
  "not struck off before its day": [DUE, [done, right("2030-05-29"), step("struck-off", "2030-06-01")], "2030-05-31", ["right", "", false]],
  "not right after all": [DUE, [right("2030-05-29"), step("struck-off", "2030-06-01"), wrong("2030-07-01", "2030-07-02")], "2030-07-03", ["overdue", -1, false]],
  "of one day, by their moments": [DUE, [right("2030-05-28", { at: "2030-05-28T11:00:00+08:00" }), done], "2030-06-01", ["right", "", false]],
  "of one day, one by a clock of another zone": [DUE, [wrong("2030-05-28", "2030-06-09", { at: "2030-05-28T03:30:00+00:00" }), done], "2030-06-01", ["later", 8, false]],
  "a clock that goes wrong changes no day": [DUE, [right("2030-05-29", { at: "2030-05-01T10:00:00+08:00" }), done], "2030-06-01", ["right", "", false]],
};

/** @template T @param {T[]} all @returns {T[][]} */
const orders = (all) => (all.length < 2 ? [all] : all.flatMap((one, n) => orders(all.filter((_, m) => m !== n)).map((rest) => [one, ...rest])));

for (const [name, [due, steps, day, expected]] of Object.entries(TABLE)) {
  test(`${name}: ${day}`, () => {
    for (const order of orders(steps)) assert.deepEqual(stands(followed([recordWith({ due })], [...order, ...order]), day), expected);
  });
}

test("what was put right before the inspector's eyes waits to be confirmed, and is never overdue", () => {
  assert.deepEqual(stands(followed([recordWith({ remedy: "now", due: "" })], []), "2031-01-01"), ["put-right", "", false]);
});

test("only what is closed is followed, in its newest revision", () => {
  const second = recordWith({ due: "2030-06-30" }, { revision: 2, closed: seal("LA20300525-11111111") });
  const due = (...records) => followed(records, [done]).map((one) => one.found.due);
  assert.deepEqual(due({ ...RECORD, closed: null }), ["2030-05-30"], "its step still tells of it");
  assert.deepEqual(followed([{ ...RECORD, closed: null }], []), []);
  assert.deepEqual(due(second, RECORD), ["2030-06-30"]);
  assert.deepEqual(due(RECORD, { ...second, closed: null }), ["2030-05-30"]);
});

test("a finding that a revision dropped is followed no more, unless a step knows a later one", () => {
  const dropped = recordOf({}, { revision: 2, closed: seal("LA20300525-11111111") });
  assert.deepEqual(followed([RECORD, dropped], [done]), []);
  const later = step("put-right", "2030-06-01", { of: { ...OF, revision: 3 } });
  assert.deepEqual(followed([RECORD, dropped], [later]).map(({ steps }) => steps), [[later]]);
});

test("without its record a finding is told by its steps", () => {
  const [one] = followed([], [done]);
  const { seen, unit, check, date } = one.found;
  assert.deepEqual([seen, unit, check, date], ["掉了", "青山县木器厂", "梯脚是否都有防滑垫", "2030-05-25"]);
  assert.deepEqual(stands([one], "2030-06-01"), ["put-right", "", false]);
});

test("none is struck off before it was found right, and only what is major is supervised", () => {
  const next = (steps, found = {}) => {
    const [one] = followed([recordWith(found)], steps);
    return nextOf(one, standing(one, "2030-12-31"));
  };
  assert.deepEqual(next([]), ["put-right", "recheck", "supervised"]);
  assert.deepEqual(next([], { grade: "general", conditions: [] }), ["put-right", "recheck"]);
  assert.deepEqual(next([step("supervised", "2030-05-27")]), ["put-right", "recheck"]);
  assert.deepEqual(next([done]), ["recheck", "supervised"]);
  assert.deepEqual(next([right("2030-05-29")]), ["struck-off", "recheck"]);
});

test("a finding is of a unit, and of its project where both name one", () => {
  const [one] = followed([recordOf(RECORD.answers, { closed: RECORD.closed }, { project: "东楼" })], []);
  const unit = "青山县木器厂";
  assert.deepEqual([{ unit }, { unit, project: "东楼" }, { unit, project: "西楼" }, { unit: "别处" }, {}].map((whose) => isOf(one, whose)), [true, true, false, false, false]);
});

test("a step is known by what it says", () => {
  assert.ok(!isChanged(done));
  assert.ok(isChanged({ ...done, words: "换了" }));
  assert.equal(done.id, step("put-right", "2030-05-28").id);
  assert.match(done.id, /^[0-9a-f]{16}$/);
});
