/** What an answer, or a record, does not say yet. */
import { lacking as phrase } from "#words";
import { FIVE } from "./rules.js";

/** @typedef {import("./types").Finding} Finding */
/**
 * What is wrong with an item, or, of "", with the record, there in which of its fields.
 * @typedef {{ id: string, text: string, fields?: string[] }} Lack
 */

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

/**
 * What no record is closed without.
 * @param {import("./types").InspectionRecord} record
 */
const inHead = ({ particulars: { unit = "" }, date, inspectors }) => {
  const said = { unit: unit.trim(), date, inspectors: inspectors.length };
  return /** @type {("unit" | "date" | "inspectors")[]} */ (Object.keys(said)).filter((name) => !said[name]);
};

const line = (/** @type {string[]} */ names) => phrase.lacks({ names: names.join("、") });

/**
 * Say what a record lacks before it can be closed, what concerns no item first.
 * @param {import("./types").InspectionRecord} record
 * @param {string} [unit] how its list calls the unit
 * @returns {Lack[]}
 */
export const lacking = (record, unit = phrase.unit) => {
  const fields = inHead(record);
  const names = fields.map((name) => (name === "unit" ? unit : phrase[name]));
  const head = fields.length ? [{ id: "", text: line(names), fields }] : [];
  const answers = Object.entries(record.answers).map(([id, given]) => ({ id, names: missingIn(given) }));
  return [...head, ...answers.filter((one) => one.names.length).map((one) => ({ id: one.id, text: line(one.names) }))];
};
