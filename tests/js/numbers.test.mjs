// An item's number as people type it.
import assert from "node:assert/strict";
import test from "node:test";

import { fitOf, isOurs, numberIn } from "../../templates/assets/js/search/numbers.js";

const READ = [
  ["td41", "TD", "41"],
  ["ＴＤ－0041", "TD", "0041"],
  [" td 0041 ", "TD", "0041"],
  ["0041", "", "0041"],
];
for (const [typed, prefix, digits] of READ) {
  test(`${typed} is a number`, () => assert.deepEqual(numberIn(typed), { prefix, digits }));
}

for (const typed of ["300", "12345", "td", "t4", "动火", "", "0041 动火"]) {
  test(`“${typed}” is none`, () => assert.equal(numberIn(typed), null));
}

const FITS = [
  ["TD-0041", "td41", 1],
  ["TD-0410", "td41", 0],
  ["TD-4100", "td41", 0.5],
  ["TD-0041", "0041", 1],
  ["SG-0041", "0041", 1],
  ["SG-0041", "td41", 0],
  ["", "0041", 0],
];
for (const [id, typed, fit] of FITS) {
  test(`${id || "what has no id"} fits ${typed} by ${fit}`, () => assert.equal(fitOf(id, numberIn(typed)), fit));
}

test("only the letters of a list make it an item's number; as on paper it needs none", () => {
  const of = (typed) => isOurs(numberIn(typed), ["TD-0041", ""]);
  assert.deepEqual(["td9999", "JGJ46", "0999"].map(of), [true, false, true]);
});
