// When a picture was taken, as its camera wrote it.
import assert from "node:assert/strict";
import test from "node:test";

import { takenIn } from "../../templates/assets/js/record/exif.js";

const bytes = (text) => [...text].map((one) => one.charCodeAt(0));
const TAKEN = "2030:05:25 14:00:09\0";

/** A JPEG's beginning: a list of tags that leads to another one with texts, in either order of bytes. */
const picture = (texts, { little = false, before = [] } = {}) => {
  const order = (size, number) => {
    const all = Array.from({ length: size }, (_, n) => (number >>> (8 * n)) & 255);
    return little ? all : all.reverse();
  };
  const [short, long] = [(number) => order(2, number), (number) => order(4, number)];
  const entry = (tag, kind, count, value) => [...short(tag), ...short(kind), ...long(count), ...long(value)];
  const list = (entries) => [...short(entries.length), ...entries.flat(), ...long(0)];
  const inner = 8 + 2 + 12 + 4;
  let end = inner + 2 + 12 * texts.length + 4;
  const entries = texts.map(([tag, text]) => {
    const one = entry(tag, 2, text.length, end);
    end += text.length;
    return one;
  });
  const tags = [...bytes(little ? "II" : "MM"), ...short(42), ...long(8), ...list([entry(0x8769, 4, 1, inner)]), ...list(entries)];
  const part = [...bytes("Exif\0\0"), ...tags, ...texts.flatMap(([, text]) => bytes(text))];
  const size = part.length + 2;
  return new Uint8Array([0xff, 0xd8, ...before, 0xff, 0xe1, size >> 8, size & 255, ...part, 0xff, 0xda]).buffer;
};

const OFFSET = [0x9011, "+06:00\0"];
const JFIF = [0xff, 0xe0, 0, 4, 1, 1];

const CASES = [
  ["a camera's moment with its offset", picture([[0x9003, TAKEN], OFFSET]), "2030-05-25T14:00:09+06:00"],
  ["in the other order of bytes", picture([[0x9003, TAKEN], OFFSET], { little: true }), "2030-05-25T14:00:09+06:00"],
  ["behind another part", picture([[0x9003, TAKEN], OFFSET], { before: JFIF }), "2030-05-25T14:00:09+06:00"],
  ["no moment", picture([OFFSET]), null],
  ["a camera whose clock was never set", picture([[0x9003, "0000:00:00 00:00:00\0"]]), null],
  ["a day of no calendar", picture([[0x9003, "2030:02:30 14:00:09\0"], OFFSET]), null],
  ["an hour of no day", picture([[0x9003, "2030:05:25 24:00:09\0"], OFFSET]), null],
  ["cut off before it says so", picture([[0x9003, TAKEN], OFFSET]).slice(0, 70), null],
  ["no JPEG", new Uint8Array(bytes("\x89PNG\r\n\x1a\n")).buffer, null],
  ["a JPEG that says nothing", new Uint8Array([0xff, 0xd8, ...JFIF, 0xff, 0xda]).buffer, null],
  ["nothing", new ArrayBuffer(0), null],
];
for (const [why, given, expected] of CASES) test(why, () => assert.equal(takenIn(given), expected));

test("without an offset it is of the zone where it is read", () => {
  const said = takenIn(picture([[0x9003, TAKEN]]));
  assert.match(said, /^2030-05-25T14:00:09[-+]\d\d:\d\d$/);
});
