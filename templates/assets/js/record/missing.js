/** What an answer, or a record, does not say yet. */
import { lacking as phrase } from "#words";
import { FIVE } from "./rules.js";

/** @typedef {import("./types").Finding} Finding */
/** @typedef {{ id: string, text: string }} Lack what is wrong with an item, or, of "", with the record */

/**
 * Whether a finding says all that a reader needs; gives what is missing, in words.
 * @param {Finding} found
 */
export const missing = (found) => {
  /** @type {[boolean, string][]} */
  const wants = [
    [!found.grade, phrase.grade],
    [!found.seen.trim(), phrase.seen],
    [!found.remedy, phrase.remedy],
  ];
  if (found.remedy === "by-date") for (const name of FIVE) wants.push([!found[name].trim(), phrase[name]]);
  return wants.filter(([open]) => open).map(([, word]) => word);
};

/**
 * What is missing of an answer's findings, each word once, or of what it says is pending.
 * @param {Pick<import("./types").Answer, "findings" | "pending">} answer
 */
export const missingIn = ({ findings, pending }) => {
  const names = pending ? /** @type {const} */ (["what", "who"]).filter((name) => !pending[name].trim()) : [];
  return [...new Set([...findings.flatMap(missing), ...names.map((name) => phrase[name])])];
};

/** @param {import("./types").InspectionRecord} record */
const inHead = ({ particulars: { unit = "" }, date, inspectors }) =>
  [!unit.trim() && phrase.unit, !date && phrase.date, !inspectors.length && phrase.inspectors].flatMap((word) => word || []);

/**
 * Say what a record lacks before it can be closed, what concerns no item first.
 * @param {import("./types").InspectionRecord} record
 * @returns {Lack[]}
 */
export const lacking = (record) => {
  const lacks = [{ id: "", names: inHead(record) }, ...Object.entries(record.answers).map(([id, given]) => ({ id, names: missingIn(given) }))];
  return lacks.filter(({ names }) => names.length).map(({ id, names }) => ({ id, text: phrase.lacks({ names: names.join("、") }) }));
};
