// Plain values, days and moments.
import assert from "node:assert/strict";
import test from "node:test";

import { day, moment, readable, wholeDay } from "../../templates/assets/js/record/days.js";
import { copy, same, sorted } from "../../templates/assets/js/record/values.js";

test("values are the same whatever order their keys are in, but not their lists", () => {
  assert.equal(same({ a: [1, { b: 2, c: null }], d: "" }, { d: "", a: [1, { c: null, b: 2 }] }), true);
  assert.equal(same([1, 2], [2, 1]), false);
  assert.equal(same(null, {}), false);
  assert.equal(JSON.stringify(sorted({ b: { d: 1, c: [{ f: 1, e: 2 }] }, a: 0 })), '{"a":0,"b":{"c":[{"e":2,"f":1}],"d":1}}');
});

test("a copy parts from what it was made of", () => {
  const value = { a: [{ b: 1 }] };
  const made = copy(value);
  made.a[0].b = 2;
  assert.equal(value.a[0].b, 1);
});

test("a day and a moment are those of this device, with its offset", () => {
  const at = new Date(2030, 0, 5, 9, 3, 7);
  assert.equal(day(at), "2030-01-05");
  assert.match(moment(at), /^2030-01-05T09:03:07[+-]\d\d:\d\d$/);
  assert.equal(new Date(moment(at)).getTime(), at.getTime());
  assert.equal(readable("2030-01-05T09:03:07+08:00"), "2030-01-05 09:03");
});

test("a day is whole once its year is", () => {
  for (const text of ["2030-05-25", "1999-12-31"]) assert.equal(wholeDay(text), text);
  for (const text of ["", "0203-05-25", "2030-13-01", "2030-05-25 ", "2100-01-01"]) assert.equal(wholeDay(text), "");
});
