// What is written of a day that has no year; tests/values.yaml has all else.
import assert from "node:assert/strict";
import test from "node:test";

import { dayIn } from "../../templates/assets/js/record/written.js";

test("what is ahead is in the year of the paper, or the next", () => {
  assert.equal(dayIn("0110", "2030-12-20", true), "2031-01-10");
  assert.equal(dayIn("1月10号", "2030-12-20", true), "2031-01-10");
  assert.equal(dayIn("1220", "2030-12-20", true), "2030-12-20");
  assert.equal(dayIn("2029-01-10", "2030-12-20", true), "2029-01-10", "a year that is typed holds");
});

test("a day without a year is in that of the record", () => {
  assert.equal(dayIn("0229", "2032-01-01"), "2032-02-29");
  assert.equal(dayIn("0229", "2030-01-01"), null);
});
