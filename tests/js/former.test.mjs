// Records of paicha-record/1, as its programs wrote them, are read without loss.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";

import { broughtOver } from "../../templates/assets/js/record/former.js";
import { isBroken, seal } from "../../templates/assets/js/record/seal.js";
import { isExported } from "../../templates/assets/js/records/counting.js";
import { wrongIn } from "../../templates/assets/js/records/format.js";
import { alike } from "../../templates/assets/js/records/options.js";

const FOLDER = new URL("../records/1/", import.meta.url);
const names = readdirSync(FOLDER).map((name) => name.replace(".json", ""));
const former = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf-8"));

/** Every text, number and name of a label or item that a value says. */
const saidIn = (value, name = "") => {
  if (value === null || typeof value !== "object") return [`${name}=${value}`];
  return Object.entries(value).flatMap(([key, one]) => saidIn(one, Array.isArray(value) ? name : key));
};
const CALLED = { result: "value", exported: "at" };
/** The same under the names that they have now; names of people are said of persons. */
const expected = (record) =>
  saidIn(record)
    .filter((one) => !one.endsWith("=") && !one.endsWith("=null") && !one.startsWith("format="))
    .map((one) => one.replace(/^(inspectors|companions)=/, "name=").replace(/^\w+(?==)/, (name) => CALLED[name] || name));

for (const name of names)
  {test(`${name}: nothing is lost, and what comes of it is a record`, () => {
    const record = broughtOver(former(name));
    assert.equal(wrongIn(record), "");
    const said = saidIn(record);
    for (const one of expected(former(name))) {
      assert.ok(said.includes(one), one);
      said.splice(said.indexOf(one), 1);
    }
  });}

for (const name of names)
  {test(`${name}: it comes out the same each time, and the former one stays as it is`, () => {
    const record = former(name);
    assert.equal(JSON.stringify(broughtOver(record)), JSON.stringify(broughtOver(former(name))));
    assert.deepEqual(record, former(name));
  });}

test("number and hash of a closed one stay as they were printed, and its seal holds", () => {
  const { closed } = former("closed");
  const record = broughtOver(former("closed"));
  assert.deepEqual(record.closed, { ...closed, seal: seal(record) });
  assert.equal(isBroken(record), false);
  assert.equal(isBroken({ ...record, office: "qingshan" }), true);
  assert.deepEqual(broughtOver(former("revision")).revises, { number: closed.number, hash: closed.hash });
});

test("one that was changed after it was closed stays broken", () => {
  const record = broughtOver(former("broken"));
  assert.equal("seal" in record.closed, false);
  assert.equal(isBroken(record), true);
});

test("what left the device has left, what was changed since has not", () => {
  assert.equal(isExported(broughtOver(former("house"))), true);
  assert.equal(isExported(broughtOver(former("draft"))), false);
  assert.equal(broughtOver(former("draft")).exported.at, former("draft").exported);
  assert.equal(isExported(broughtOver(former("blanks"))), false);
});

test("brought over here or there, it is the same record", () => {
  const here = broughtOver(former("closed"));
  const there = JSON.parse(JSON.stringify({ ...broughtOver(former("closed")), exported: null }));
  assert.equal(alike(here, there), true);
});
