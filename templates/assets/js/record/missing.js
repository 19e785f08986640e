/** What an answer, or a record, does not say yet. */
import { lacking as phrase } from "#words";
import { FIVE } from "./rules.js";

/** @typedef {import("./types").Finding} Finding */
/**
 * What is wrong with an item, or, of "", with the record: in which of its fields, or of those of one of its findings.
 * @typedef {{ id: string, text: string, finding?: string, fields?: string[] }} Lack
 */

/** @typedef {Exclude<keyof typeof phrase, "lacks" | "nth">} Field */

const line = (/** @type {string[]} */ names) => phrase.lacks({ names: names.join("、") });
const called = (/** @type {Field} */ name) => phrase[name];

/**
 * Which fields of a finding say nothing yet that a reader needs.
 * @param {Finding} found
 * @returns {Field[]}
 */
export const blankIn = (found) => {
  /** @type {Field[]} */
  const wants = ["grade", "seen", "remedy", ...(found.remedy === "by-date" ? FIVE : [])];
  return wants.filter((name) => !String(found[/** @type {keyof Finding} */ (name)] || "").trim());
};

/**
 * Which fields say nothing yet of what is pending.
 * @param {import("./types").Pending} pending
 */
export const blankOf = (pending) => /** @type {const} */ (["what", "who"]).filter((name) => !pending[name].trim());

/**
 * What is missing of each of an answer's findings, or of what it says is pending.
 * @param {string} id
 * @param {import("./types").Answer} answer
 * @returns {Lack[]}
 */
const lackingIn = (id, { findings, pending }) => {
  const names = pending ? blankOf(pending) : [];
  const unsaid = names.length ? [{ id, text: line(names.map(called)), fields: names }] : [];
  const found = findings.map((one, n) => {
    const which = findings.length > 1 ? phrase.nth({ number: n + 1 }) : "";
    const fields = blankIn(one);
    return { id, finding: one.id, fields, text: which + line(fields.map(called)) };
  });
  return [...unsaid, ...found.filter(({ fields }) => fields.length)];
};

/**
 * What no record is closed without.
 * @param {import("./types").InspectionRecord} record
 */
const inHead = ({ particulars: { unit = "" }, date, inspectors }) => {
  const said = { unit: unit.trim(), date, inspectors: inspectors.length };
  return /** @type {("unit" | "date" | "inspectors")[]} */ (Object.keys(said)).filter((name) => !said[name]);
};

/**
 * Say what a record lacks before it can be closed, what concerns no item first.
 * @param {import("./types").InspectionRecord} record
 * @param {string} [unit] how its list calls the unit
 * @returns {Lack[]}
 */
export const lacking = (record, unit = phrase.unit) => {
  const fields = inHead(record);
  const names = fields.map((name) => (name === "unit" ? unit : called(name)));
  const head = fields.length ? [{ id: "", text: line(names), fields }] : [];
  return [...head, ...Object.entries(record.answers).flatMap(([id, given]) => lackingIn(id, given))];
};
