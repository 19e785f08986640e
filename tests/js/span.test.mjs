// The time that ends with a day on which something is due.
import assert from "node:assert/strict";
import test from "node:test";

import { spanOf } from "../../templates/assets/js/proof/span.js";

test("a month, a half-year and a week end with the day that is due", () => {
  assert.deepEqual(spanOf("2030-06-30", 1), { first: "2030-06-01", last: "2030-06-30" });
  assert.deepEqual(spanOf("2030-06-30", 6), { first: "2030-01-01", last: "2030-06-30" });
  assert.deepEqual(spanOf("2028-02-29", 12), { first: "2027-03-01", last: "2028-02-29" });
  assert.deepEqual(spanOf("2030-06-02", 0), { first: "2030-05-27", last: "2030-06-02" });
});

test("what is due before the end of a month is of that month", () => {
  assert.deepEqual(spanOf("2030-07-28", 1), { first: "2030-07-01", last: "2030-07-31" });
});
