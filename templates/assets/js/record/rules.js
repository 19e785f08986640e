/** What an inspection record is: made, answered. No page and no storage here. */
import { day, moment, wholeDay } from "./days.js";
import { beyond, judge } from "./judge.js";
import { copy, same } from "./values.js";
import { namesIn } from "./written.js";

/** @typedef {import("./types").About} About */
/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Question} Question */
/** @typedef {import("./types").Result} Result */

export const FORMAT = "paicha-record/1";
/** @type {("unit" | "project" | "address" | "date" | "weather")[]} */
export const HEADER = ["unit", "project", "address", "date", "weather"];
/** @type {("inspectors" | "companions")[]} */
export const PEOPLE = ["inspectors", "companions"];
/** @type {("responsible" | "action" | "funds" | "due" | "contingency")[]} */
export const FIVE = ["responsible", "action", "funds", "due", "contingency"];
/** @type {("seen" | "place" | "responsible" | "action" | "funds" | "due" | "contingency")[]} */
export const TEXTS = ["seen", "place", ...FIVE];

/** @param {string} name */
export const isPeople = (name) => PEOPLE.some((one) => one === name);

/**
 * Give what is written in a field of a record's head: a whole day, names, or a text.
 * @param {string} name
 * @param {string} text
 */
export const particular = (name, text) => {
  if (isPeople(name)) return namesIn(text);
  return name === "date" ? wholeDay(text) : text;
};

/** An id that no other record has. */
export const newId = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {{ id: string, revision: number }} record */
export const key = ({ id, revision }) => `${id}.${revision}`;

/**
 * Begin a record of a checklist.
 * @param {About} about
 * @returns {InspectionRecord}
 */
export const create = (about) => ({
  format: FORMAT,
  id: newId(),
  revision: 1,
  revises: null,
  ...about,
  started: moment(),
  changed: moment(),
  exported: null,
  closed: null,
  unit: "",
  project: "",
  address: "",
  date: day(),
  weather: "",
  inspectors: [],
  companions: [],
  facets: [],
  answers: {},
});

/** @returns {Finding} */
const blank = () => ({
  seen: "",
  place: "",
  responsible: "",
  action: "",
  funds: "",
  due: "",
  contingency: "",
  conditions: [],
  grade: null,
  remedy: null,
  photos: [],
});

/**
 * Whether an item is asked on this site: it hangs on no facet, or on one that is here, or it was answered.
 * @param {{ facets: string[], answers: { [id: string]: unknown } }} record
 * @param {{ id: string, facets: string[] }} item
 */
export const asked = ({ facets, answers }, item) =>
  !item.facets.length || !facets.length || item.id in answers || item.facets.some((facet) => facets.includes(facet));

/**
 * An answer to other words than the item's waits to be confirmed.
 * @param {{ text_hash: string } | null | undefined} item
 * @param {{ text_hash: string } | null | undefined} answer
 */
export const stale = (item, answer) => Boolean(item && answer) && item?.text_hash !== answer?.text_hash;

/**
 * How an item stands in a record: its result, or "open" where it has no answer to its words.
 * @param {{ answers: { [id: string]: Answer } } | null} record
 * @param {{ id: string, text_hash: string }} item
 */
export const state = (record, item) => {
  const given = record && record.answers[item.id];
  return given && !stale(item, given) ? given.result : "open";
};

/**
 * Give all from a place on, and then those before it.
 * @template T
 * @param {T[]} all
 * @param {number} at
 */
export const turned = (all, at) => [...all.slice(at), ...all.slice(0, at)];

/**
 * What a "no" found so far: what stands there, or was `written` before another answer. Without conditions it can only
 * be general.
 * @param {Question} item
 * @param {Finding | null} found
 */
const begun = (item, found) => ({ ...(found || blank()), ...(item.conditions.length ? {} : { grade: /** @type {const} */ ("general") }) });

/**
 * Answer an item at a moment; a "no" keeps what is written of its finding, or was `written` before another answer.
 * @param {{ answers: { [id: string]: Answer } }} record
 * @param {Question} item
 * @param {Result} result
 * @param {string} [at]
 * @param {Finding | null} [written]
 * @returns {Answer} what now stands in the record
 */
export const answer = (record, item, result, at = moment(), written = null) => {
  const before = record.answers[item.id];
  const given = {
    text_hash: item.text_hash,
    check: item.check,
    at,
    measures: before && !stale(item, before) ? before.measures : {},
    note: before?.note || "",
  };
  const finding = () => begun(item, before?.finding || copy(written));
  const made = result === "fail" ? { ...given, result, finding: finding() } : { ...given, result, finding: null };
  record.answers[item.id] = made;
  return made;
};

/**
 * Say what the day of the check makes of an answer: "fail" of a pass whose value is beyond its limits, "before" of a "no"
 * that only its value gave (`at` a moment), that is within them, and to which nobody added a word; else "".
 * @param {InspectionRecord} record
 * @param {Question} item
 * @param {string} [at]
 */
export const follows = (record, item, at) => {
  const given = record.answers[item.id];
  if (!given || stale(item, given) || !item.measures.some(({ date }) => date)) return "";
  if (beyond(item, given.measures, record)) return given.result === "pass" ? "fail" : "";
  const untouched = () => same(given.finding, begun(item, null));
  return given.at === at && untouched() ? "before" : "";
};

/**
 * Let values tick the conditions that they measure: all beyond their limits do, one within does not, else a person does.
 * @param {Question} item
 * @param {Answer} answer
 * @param {string} today the day that judges
 */
export const settle = (item, { finding: found, measures }, today) => {
  if (!found) return;
  for (const { when, labels } of item.measured) {
    const judged = labels.map((label) => {
      const measure = item.measures.find((one) => one.label === label);
      return measure ? judge(measure, measures[label] || "", today) : null;
    });
    if (judged.includes(true)) found.conditions = found.conditions.filter((one) => one !== when);
    else if (!judged.includes(null) && !found.conditions.includes(when)) found.conditions.push(when);
  }
  if (found.conditions.length) found.grade = "major";
  else if (found.grade === "major") found.grade = null;
};
