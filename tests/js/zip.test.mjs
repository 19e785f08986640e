// A zip file that we write is one that we read; one that is not whole is refused in words.
import assert from "node:assert/strict";
import test from "node:test";

import { isZip, read } from "../../templates/assets/js/records/unzip.js";
import { write } from "../../templates/assets/js/records/zip.js";

const ENTRIES = [
  { name: "记录.json", bytes: new TextEncoder().encode("{}") },
  { name: "照片/一.jpg", bytes: Uint8Array.from({ length: 70_000 }, (_, n) => n % 251) },
  { name: "空", bytes: new Uint8Array(0) },
];

/** @param {{ name: string, bytes: Uint8Array }[]} entries */
const zipped = async (entries) => new Uint8Array(await new Blob(write(entries)).arrayBuffer());

test("what is written is read again, and the same entries give the same bytes", async () => {
  const bytes = await zipped(ENTRIES);
  assert.equal(isZip(bytes), true);
  assert.deepEqual(await read(bytes), ENTRIES);
  assert.deepEqual(await zipped(ENTRIES), bytes);
});

test("a part of a larger buffer is read as itself", async () => {
  const bytes = await zipped(ENTRIES);
  const larger = new Uint8Array(bytes.length + 20);
  larger.set(bytes, 13);
  assert.deepEqual(await read(larger.subarray(13, 13 + bytes.length)), ENTRIES);
});

const spoilt = async (spoil) => {
  const bytes = await zipped(ENTRIES);
  return () => read(spoil(bytes, new DataView(bytes.buffer)) || bytes);
};

test("what is cut off, broken or too large is refused", async () => {
  await assert.rejects(await spoilt((bytes) => bytes.subarray(0, bytes.length - 30)), /不完整/);
  await assert.rejects(await spoilt((bytes) => void (bytes[1000] ^= 1)), /“照片.一.jpg”坏了/);
  await assert.rejects(await spoilt((bytes, view) => view.setUint32(bytes.length - 6, 0xfffffff0, true)), /目录坏了/);
  await assert.rejects(await spoilt((bytes, view) => view.setUint32(view.getUint32(bytes.length - 6, true) + 24, 0x7fffffff, true)), /不是正常的压缩包/);
});

test("what is no zip is none", () => {
  assert.deepEqual([isZip(new Uint8Array(0)), isZip(new TextEncoder().encode("PK\u0005\u0006")), isZip(new TextEncoder().encode("{}  "))], [false, false, false]);
});
