// A record is closed by the hash of what it says.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";

import { close, isBroken, revise, seal } from "../../templates/assets/js/record/seal.js";
import { sha256 } from "../../templates/assets/js/record/sha256.js";
import { FAILED, person, recordOf } from "./record.mjs";

const whole = () => recordOf({ "TZ-0001": FAILED });
// As another program computes it, by the words of the schema.
const HASH = "e6518639676303972a21776dda44a556e3846738728faa632612e5dc04a900b1";

/** Turn the order of all keys around. */
const turned = (value) => {
  if (Array.isArray(value)) return value.map(turned);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, one]) => [name, turned(one)]));
};

test("a fixed record has a fixed hash", () => assert.equal(seal(whole()), HASH));

test("the order of keys is no difference", () => {
  assert.notEqual(JSON.stringify(turned(whole())), JSON.stringify(whole()));
  assert.equal(seal(turned(whole())), HASH);
});

test("when it left the device and its own seal are no part of it, all else is", () => {
  assert.equal(seal({ ...whole(), exported: { at: "2030-05-26T08:00:00+08:00", content: "" }, closed: { at: "", number: "", hash: "" } }), HASH);
  assert.notEqual(seal({ ...whole(), particulars: { weather: "雨" } }), HASH);
  assert.notEqual(seal({ ...whole(), inspectors: [person("李四")] }), HASH);
});

test("closed, it is known by list, day and hash", () => {
  const { number, hash } = close(whole()).closed;
  assert.equal(hash, HASH);
  assert.equal(number, `LA20300525-${HASH.slice(0, 8).toUpperCase()}`);
});

test("what was changed since is broken", () => {
  const closed = close(whole());
  assert.equal(isBroken(whole()), false);
  assert.equal(isBroken(closed), false);
  assert.equal(isBroken({ ...closed, particulars: { weather: "雨" } }), true);
});

test("a revision is a draft that names what it revises", () => {
  const closed = close({ ...whole(), signatures: [{ as: "inspectors", name: "张三", at: "", strokes: [] }] });
  const { number, hash } = closed.closed;
  const fresh = revise(closed);
  assert.deepEqual([fresh.id, fresh.revision, fresh.closed, fresh.exported, fresh.signatures, fresh.revises], [closed.id, 2, null, null, [], { number, hash }]);
  fresh.answers["TZ-0001"].note = "改";
  assert.equal(isBroken(closed), false, "the closed one stays as it is");
});

test("the hash is the one that everyone knows", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, n) => (n * 7) % 256);
    assert.equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"));
  }
});
