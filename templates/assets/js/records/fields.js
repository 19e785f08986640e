/** The fields that an answer keyed in from paper may still need. */
import { asking as phrase } from "#words";
import { beyond, dayOf, read } from "../record/judge.js";
import { told, understoodOf, whyNoDay } from "../record/told.js";
import { dayIn, plain } from "../record/written.js";
import { called, wordOf } from "./called.js";

/** @typedef {import("../record/types").Answer} Answer */
/** @typedef {import("../record/types").Finding} Finding */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Item} Item */
/** @typedef {import("../record/types").Measure} Measure */
/** @typedef {import("../record/types").Remedy} Remedy */
/**
 * `set` writes a text into an answer, or gives words where it cannot be taken. `read` says what is understood of a text, or
 * why it can't be read, though it is taken. `beyond` says whether what is measured makes
 * the answer a "no"; `remedy` is what the `five` hang on.
 * @typedef {{
 *   label: string, value: string, set: (given: Answer, text: string) => string, hints?: string[],
 *   read?: (text: string) => { why: string, understood: string },
 *   beyond?: (record: InspectionRecord) => boolean, remedy?: boolean, five?: boolean,
 * }} Field
 */

/**
 * Write into the first that a "no" found; an answer that is none any more takes nothing.
 * @param {(found: Finding, text: string) => string} write
 * @returns {Field["set"]}
 */
const inFinding = (write) => ({ findings: [found] }, text) => (found ? write(found, text) : "");

/**
 * A value is kept as it is written, but a day as it is understood: without its year it would be another one when the day of
 * the record changes.
 * @param {Measure} measure
 * @param {string} id
 * @param {InspectionRecord} record
 * @returns {Field}
 */
const measureField = (measure, id, record) => ({
  label: measure.date ? phrase.day({ label: measure.label }) : `${measure.label}（${measure.unit}）`,
  value: record.answers[id].measures[measure.label] || "",
  set: ({ measures }, text) => {
    const value = read(measure, text, dayOf(record));
    measures[measure.label] = typeof value === "string" ? value : text;
    return "";
  },
  read: (text) => told(measure, text, dayOf(record)),
  beyond: (now) => beyond({ measures: [measure] }, now.answers[id].measures, now),
});

/** @param {string} text */
const numbersIn = (text) => plain(text).split(/[\s,，、;；]+/).filter(Boolean);

/**
 * @param {Item} item
 * @param {Finding} found
 * @returns {Field}
 */
const conditionsField = ({ conditions }, found) => ({
  label: phrase.conditions,
  hints: conditions.map(({ when }, n) => `${n + 1}　${when}`),
  value: found.grade === "general" ? "0" : conditions.flatMap(({ when }, n) => (found.conditions.includes(when) ? [n + 1] : [])).join(" "),
  set: inFinding((finding, text) => {
    const numbers = numbersIn(text);
    const chosen = [...new Set(numbers.map(Number))].sort((one, other) => one - other);
    const known = numbers.every((number) => /^\d+$/.test(number)) && chosen.every((one) => one <= conditions.length);
    if (!known || (chosen[0] === 0 && chosen.length > 1)) return phrase.not_a_condition({ count: conditions.length });
    finding.conditions = chosen.filter(Boolean).map((one) => conditions[one - 1].when);
    if (finding.conditions.length) finding.grade = "major";
    else finding.grade = chosen.length ? "general" : null;
    return "";
  }),
});

/**
 * @param {"seen" | "place" | "responsible" | "action" | "funds" | "due" | "contingency"} name
 * @param {Finding} found
 * @returns {Field}
 */
const textField = (name, found) => ({
  label: called(name),
  value: found[name],
  set: inFinding((finding, text) => {
    finding[name] = text;
    return "";
  }),
});

/**
 * Paper that says its day plans ahead of it.
 * @param {string} text
 * @param {{ date: string }} record
 */
const dueDay = (text, record) => dayIn(text, dayOf(record), Boolean(record.date));

/**
 * @param {Finding} found
 * @param {InspectionRecord} record
 * @returns {Field}
 */
const dueField = (found, record) => ({
  ...textField("due", found),
  label: phrase.due({ name: called("due") }),
  set: inFinding((finding, text) => {
    const day = text && dueDay(text, record);
    if (day === null) return whyNoDay(text);
    finding.due = day;
    return "";
  }),
  read: (text) => ({ why: "", understood: understoodOf(text, dueDay(text, record)) }),
});

/** @type {Map<string, Remedy>} */
const REMEDIES = new Map([
  ["1", "now"],
  ["2", "by-date"],
]);

/**
 * @param {Finding} found
 * @returns {Field}
 */
const remedyField = (found) => ({
  label: phrase.remedy({ now: wordOf("now"), by_date: wordOf("by-date") }),
  remedy: true,
  value: ([...REMEDIES].find(([, remedy]) => remedy === found.remedy) || [""])[0],
  set: inFinding((finding, text) => {
    if (text && !REMEDIES.has(plain(text))) return phrase.not_a_remedy;
    finding.remedy = REMEDIES.get(plain(text)) || null;
    return "";
  }),
});

/**
 * @param {"what" | "who"} name
 * @param {import("../record/types").Pending} pending
 * @returns {Field}
 */
const pendingField = (name, pending) => ({
  label: called(name),
  value: pending[name],
  set: (given, text) => {
    if (given.pending) given.pending[name] = text;
    return "";
  },
});

/**
 * List the fields of an item's answer in a record, in the order of the paper.
 * @param {InspectionRecord} record
 * @param {Item} item
 * @returns {Field[]}
 */
export const fieldsOf = (record, item) => {
  const { pending, findings } = record.answers[item.id];
  const [found] = findings;
  const fields = item.measures.map((measure) => measureField(measure, item.id, record));
  if (pending) fields.push(pendingField("what", pending), pendingField("who", pending));
  if (!found) return fields;
  const five = /** @type {const} */ (["responsible", "action", "funds"]).map((name) => textField(name, found));
  return [
    ...fields,
    ...(item.conditions.length ? [conditionsField(item, found)] : []),
    textField("seen", found),
    textField("place", found),
    remedyField(found),
    ...[...five, dueField(found, record), textField("contingency", found)].map((field) => ({ ...field, five: true })),
  ];
};
