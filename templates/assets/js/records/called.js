/** What a record, its places, answers, grades and remedies are called. */
import { answer, fields, grade, lists as phrase, origin, remedy } from "#words";
import { FIVE, whose } from "../record/rules.js";
import { shownName } from "./shown.js";

/** @typedef {import("../record/types").Finding} Finding */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").List} List */

const WORDS = new Map(Object.entries({ ...answer, ...grade, ...remedy, ...origin }));
const FIELDS = new Map(Object.entries(fields));

/**
 * The word for an answer, a grade or a remedy; one that we have none for stands for itself.
 * @param {string} id
 */
export const wordOf = (id) => WORDS.get(id) ?? id;

/**
 * How a place in a record is called on the pages.
 * @param {string} name
 */
export const called = (name) => FIELDS.get(name) ?? `“${name.slice(0, 40)}”`;

/**
 * What a record is called: whose it is.
 * @param {Pick<InspectionRecord, "particulars">} record
 */
export const titleOf = (record) => shownName(whose(record)) || phrase.unnamed;

/**
 * How a particular of a record is called in its list.
 * @param {string} id
 * @param {Pick<List, "particulars"> | null} list
 */
export const labelOf = (id, list) => list?.particulars.find((one) => one.id === id)?.label ?? called(id);

/**
 * List the particulars of a record in the order of its list, and behind them those that the list does not know.
 * @param {Pick<InspectionRecord, "particulars">} record
 * @param {Pick<List, "particulars"> | null} list
 */
export const particularsOf = ({ particulars }, list) => {
  const ids = new Set([...(list ? list.particulars.map(({ id }) => id) : []), ...Object.keys(particulars)]);
  return [...ids].map((id) => /** @type {[string, string]} */ ([labelOf(id, list), (particulars[id] || "").trim()]));
};

/**
 * Say how a finding is to be put right, in one line; each part that is filled in.
 * @param {Finding} found
 */
export const remedyOf = (found) => {
  // What was planned before it was put right on the spot is no part of it; no record is closed with both.
  const planned = found.remedy === "by-date" ? FIVE : [];
  const five = planned.filter((name) => found[name].trim()).map((name) => `${called(name)}：${found[name].trim()}`);
  return [found.remedy ? wordOf(found.remedy) : phrase.no_remedy, ...five].join("；");
};

/**
 * Say who found it, and that the government watches over its end; "" where nothing is said.
 * @param {Finding} found
 */
export const sourceOf = ({ source, supervised }) => [source ? wordOf(source) : "", supervised ? called("supervised") : ""].filter(Boolean).join("；");

/**
 * Say what is pending of an answer: what is missing, and who looks; "" where nothing is said.
 * @param {Pick<import("../record/types").Answer, "pending">} answer
 */
export const pendingOf = ({ pending }) => {
  const names = pending ? /** @type {const} */ (["what", "who"]).filter((name) => pending[name].trim()) : [];
  return names.map((name) => `${called(name)}：${pending?.[name].trim()}`).join("；");
};
