/** Whether a record here is the one that a paper names by its number or its code. No page and no storage here. */
import { checking as phrase } from "#words";
import { isBroken } from "../record/seal.js";
import { titleOf } from "./called.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Closed} Closed */
/** @typedef {{ state: "same" | "changed" | "other", record: Closed } | { state: "none" | "unclear", record: null }} Answer */

const CODE = /^[0-9A-F]{64}$/;
const EITHER = /^([A-Z][A-Z0-9]?\d{8}[0-9A-F]{8})?([0-9A-F]{8,64})?$/; // a number, a code or its beginning, or both

/**
 * What a paper's number or code is written as, whoever types it: wide, in small letters, with blanks, dashes or words beside it.
 * @param {string} typed
 */
const plain = (typed) => typed.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "");

/** @param {string} number */
const bare = (number) => number.replace(/-/g, "");

/**
 * Read what is typed: a number, a code, the beginning of one, or a number and its code.
 * @param {string} typed
 */
const read = (typed) => {
  const text = plain(typed);
  const [, number = "", hash = ""] = (CODE.test(text) ? [text, "", text] : EITHER.exec(text)) || [];
  return { number, hash };
};

/**
 * Find the closed record that is named; "other" has the number, or the code's beginning, and another code.
 * @param {InspectionRecord[]} records
 * @param {string} typed
 * @returns {Answer}
 */
export const checked = (records, typed) => {
  const { hash, number } = read(typed);
  if (!hash && !number) return { state: "unclear", record: null };
  const has = (/** @type {Closed} */ { closed }, begins = hash) => closed.hash.toUpperCase().startsWith(begins);
  const closed = /** @type {Closed[]} */ (records.filter((one) => one.closed));
  const all = closed.filter((one) => (number ? bare(one.closed.number) === number : has(one, hash.slice(0, 8))));
  const record = all.find((one) => has(one)) || all[0];
  if (!record) return { state: "none", record: null };
  if (!has(record)) return { state: "other", record };
  return { state: isBroken(record) ? "changed" : "same", record };
};

/**
 * Say it.
 * @param {InspectionRecord[]} records
 * @param {string} typed
 */
export const said = (records, typed) => {
  const { state, record } = checked(records, typed);
  return record ? phrase[state]({ number: record.closed.number, title: titleOf(record), date: record.date }) : phrase[state];
};
