// A signature is strokes of whole numbers, and holds while the record says what was signed.
import assert from "node:assert/strict";
import test from "node:test";

import { drawOn, pathOf, signatureOf, signers, signing, valid, viewOf } from "../../templates/assets/js/record/signatures.js";
import { FAILED, person, recordOf } from "./record.mjs";

const STROKES = [[100, 100, 120, 90, 140, 110]];
const whole = (more) => recordOf({ "TZ-0001": FAILED }, more);
const [ZHANG, UNIT] = signers(whole());

/** @param {object} record */
const signed = (record, who = ZHANG, strokes = STROKES) => {
  signing(record, who, strokes)(record);
  return record;
};

test("all who are named sign, and in any case one of each side", () => {
  assert.deepEqual([ZHANG, UNIT], [{ as: "inspectors", name: "张三" }, { as: "companions", name: "" }]);
  const named = signers(whole({ inspectors: ["张三", "李四", "李四"].map((name) => person(name)), companions: [person("王五")] }));
  assert.deepEqual(named.map(({ name }) => name), ["张三", "李四", "王五"]);
});

test("points are whole, within the box, and not twice in one place", () => {
  const stroke = [];
  for (const point of [{ x: 10.4, y: 20.6 }, { x: 11, y: 21 }, { x: 1200, y: -5 }, { x: 900, y: 400 }]) drawOn(stroke, point);
  assert.deepEqual(stroke, [10, 21, 1000, 0, 900, 320]);
});

test("a path is of numbers only, whatever the strokes are", () => {
  assert.equal(pathOf([[1, 2]]), "M1 2h0");
  assert.equal(pathOf(STROKES), "M100 100Q120 90 130 100L140 110");
  assert.match(pathOf([["<b>", 2, "x", 3]]), /^[MQLhNa0-9. ]+$/);
});

test("on paper a signature is as large as its strokes are", () => assert.equal(viewOf([...STROKES, [90, 200]]), "86 86 58 118"));

test("a signature holds until any word, answer or person is another one, and again when it is taken back", () => {
  const record = signed(whole());
  assert.equal(valid(record).length, 1);
  const changes = [{ particulars: { unit: "别处" } }, { date: "2030-05-26" }, { inspectors: [person("张三"), person("李四")] }, { answers: {} }, { facets: ["x"] }, { revision: 2 }];
  for (const change of changes) assert.deepEqual(valid({ ...record, ...change }), [], JSON.stringify(change));
  for (const other of [{ changed: "2030-05-25T18:00:00+08:00" }, { exported: { at: "2030-05-25T18:00:00+08:00", content: "" } }, { closed: { at: "", number: "", hash: "" } }]) {
    assert.equal(valid({ ...record, ...other }).length, 1, JSON.stringify(other));
  }
});

test("the second who signs leaves the first signature as it is", () => {
  const record = signed(signed(whole()), UNIT, [[1, 2, 30, 40]]);
  assert.deepEqual(valid(record).map(({ as }) => as), ["inspectors", "companions"]);
});

test("signing anew takes the place of the former one, and without a stroke there is none", () => {
  const record = signed(signed(whole()), ZHANG, [[5, 5]]);
  assert.deepEqual(signatureOf(record, ZHANG).strokes, [[5, 5]]);
  assert.deepEqual(signed(record, ZHANG, []).signatures, []);
});
