// A paper is checked by what it says: number or code, however they are typed.
import assert from "node:assert/strict";
import test from "node:test";

import { close } from "../../templates/assets/js/record/seal.js";
import { checked, said } from "../../templates/assets/js/records/checking.js";
import { FAILED, recordOf } from "./record.mjs";

const RECORD = close(recordOf({ "TZ-0001": FAILED }));
const { number, hash } = RECORD.closed;
const wide = (text) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
const HERE = [recordOf({}, { id: "ffeeddccbbaa9988" }), RECORD];

/** @type {[string, string, string][]} */
const TYPED = [
  ["the number", number, "same"],
  ["in small letters, with blanks, without its dash", ` ${number.toLowerCase().replace("-", " ")} `, "same"],
  ["in wide characters", wide(number), "same"],
  ["with the words beside it", `编号：${number}。`, "same"],
  ["the code", hash, "same"],
  ["the code in parts, in capitals", hash.toUpperCase().replace(/(.{4})/g, "$1 "), "same"],
  ["its first eight", hash.slice(0, 8), "same"],
  ["number and code", `编号 ${number} 校验码 ${hash}`, "same"],
  ["the number with another's code", `${number} ${"0".repeat(64)}`, "other"],
  ["a code that goes on otherwise", `${hash.slice(0, 8)}${"0".repeat(56)}`, "other"],
  ["another number", `${number.slice(0, -8)}00000000`, "none"],
  ["another code", "0".repeat(64), "none"],
  ["seven of the code", hash.slice(0, 7), "unclear"],
  ["words", "不知道", "unclear"],
  ["nothing", " ", "unclear"],
];

for (const [what, typed, state] of TYPED) test(`${what}: ${state}`, () => assert.equal(checked(HERE, typed).state, state));

test("one that was changed since is told", () => {
  assert.equal(checked([{ ...RECORD, facets: ["x"] }], number).state, "changed");
});

test("it is said whose it is, for the rest of the paper must be the same, too", () => {
  assert.match(said(HERE, number), /^LA20300525-[0-9A-F]{8} 在这台设备上，内容没有改动：青山县木器厂，2030-05-25。/);
  assert.match(said([], number), /没有这份/);
});
