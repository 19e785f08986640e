/** What an inspection record is: made, answered. No page and no storage here. */
import { day, moment, wholeDay } from "./days.js";
import { beyond, judge } from "./judge.js";
import { copy, same } from "./values.js";
import { namesIn } from "./written.js";

/** @typedef {import("./types").About} About */
/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").Person} Person */
/** @typedef {Pick<Answer, "findings" | "pending">} Written what only some answers say */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Question} Question */
/** @typedef {import("./types").Value} Value */

export const FORMAT = "paicha-record/2";
/** @type {("inspectors" | "companions")[]} */
export const PEOPLE = ["inspectors", "companions"];
/** @type {("responsible" | "action" | "funds" | "due" | "contingency")[]} */
export const FIVE = ["responsible", "action", "funds", "due", "contingency"];
/** @type {("seen" | "place" | "responsible" | "action" | "funds" | "due" | "contingency")[]} */
export const TEXTS = ["seen", "place", ...FIVE];

/** @param {{ name: string }[]} people */
export const namesOf = (people) => people.map(({ name }) => name).join("、");

/**
 * Whose record it is: what it is called by.
 * @param {Pick<InspectionRecord, "particulars">} record
 */
export const whose = ({ particulars: { unit, project } }) => unit || project || "";

/**
 * Give what a record says in a field of its head: a day, names, or one of its particulars.
 * @param {InspectionRecord} record
 * @param {string} name
 */
export const headOf = (record, name) => {
  const people = PEOPLE.find((one) => one === name);
  if (people) return namesOf(record[people]);
  return (name === "date" ? record.date : record.particulars[name]) || "";
};

/**
 * Write what stands in a field of a record's head; who stays keeps what else is said of him.
 * @param {InspectionRecord} record
 * @param {string} name
 * @param {string} text
 */
export const setHead = (record, name, text) => {
  const people = PEOPLE.find((one) => one === name);
  if (people) record[people] = namesIn(text).map((said) => record[people].find((one) => one.name === said) || { name: said, certificate: "" });
  else if (name === "date") record.date = wholeDay(text);
  else record.particulars[name] = text;
};

/** An id that no other has, two digits a byte. */
export const newId = (bytes = 8) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

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
  date: day(),
  particulars: {},
  inspectors: [],
  companions: [],
  facets: [],
  objects: {},
  answers: {},
  signatures: [],
});

/**
 * @param {Finding["source"]} source
 * @returns {Finding}
 */
const blank = (source) => ({
  id: newId(4),
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
  source,
  supervised: false,
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
 * How an item stands in a record: its value, or "open" where it has no answer to its words.
 * @param {{ answers: { [id: string]: Answer } } | null} record
 * @param {{ id: string, text_hash: string }} item
 */
export const state = (record, item) => {
  const given = record?.answers[item.id];
  return given && !stale(item, given) ? given.value : "open";
};

/**
 * Give all from a place on, and then those before it.
 * @template T
 * @param {T[]} all
 * @param {number} at
 */
export const turned = (all, at) => [...all.slice(at), ...all.slice(0, at)];

/**
 * What only some answers say, as long as nobody wrote it.
 * @param {Finding["source"]} [source] who finds by this list
 * @returns {Written}
 */
export const unwritten = (source = null) => ({ findings: [blank(source)], pending: { what: "", who: "" } });

/**
 * What an answer says that the next one may have no place for, or what was written before it.
 * @param {Written | null | undefined} before
 * @param {Written} written
 * @returns {Written}
 */
export const writtenIn = (before, written) => ({
  findings: before?.findings.length ? before.findings : written.findings,
  pending: before?.pending || written.pending,
});

/**
 * What a "no" found; without conditions it can only be general.
 * @param {Question} item
 * @param {Finding[]} found
 */
export const begun = ({ conditions }, found) => (conditions.length ? found : found.map((one) => ({ ...one, grade: "general" })));

/**
 * What was measured for the same words.
 * @param {Question} item
 * @param {Answer | undefined} before
 */
const measuredOf = (item, before) => (!before || stale(item, before) ? {} : before.measures);

/**
 * Answer an item at a moment; a "no" keeps what is said of its findings, an "unsure" what is pending, or was `written` before
 * another answer.
 * @param {{ inspectors: Person[], answers: { [id: string]: Answer } }} record
 * @param {Question} item
 * @param {Value} value
 * @param {string} [at]
 * @param {Written} [written]
 * @returns {Answer} what now stands in the record
 */
export const answer = (record, item, value, at = moment(), written = unwritten()) => {
  const before = record.answers[item.id];
  const { findings, pending } = copy(writtenIn(before, written));
  record.answers[item.id] = /** @type {Answer} */ ({
    ...before,
    kind: "result",
    value,
    text_hash: item.text_hash,
    check: item.check,
    at,
    by: namesOf(record.inspectors),
    measures: measuredOf(item, before),
    note: before?.note || "",
    pending: value === "unsure" ? pending : null,
    findings: value === "fail" ? begun(item, findings) : [],
  });
  return record.answers[item.id];
};

/**
 * Whether an answer was given at a moment and nobody added a word to what it found since.
 * @param {Answer} given
 * @param {string | undefined} at
 * @param {Finding[]} fresh
 */
const isUntouched = ({ at: givenAt, findings }, at, fresh) => {
  const unnamed = (/** @type {Finding[]} */ all) => all.map((one) => ({ ...one, id: "" }));
  return givenAt === at && same(unnamed(findings), unnamed(fresh));
};

/**
 * Say what the day of the check makes of an answer: "fail" of a pass whose value is beyond its limits, "before" of a "no"
 * that only its value gave (`at` a moment), that is within them, and to which nobody added a word; else "".
 * @param {InspectionRecord} record
 * @param {Question} item
 * @param {string} [at]
 * @param {Written} [written] what a "no" says of itself
 */
export const follows = (record, item, at, written = unwritten()) => {
  const given = record.answers[item.id];
  if (!given || stale(item, given) || !item.measures.some(({ date }) => date)) return "";
  if (beyond(item, given.measures, record)) return given.value === "pass" ? "fail" : "";
  return isUntouched(given, at, begun(item, written.findings)) ? "before" : "";
};

/**
 * Let values tick the conditions that they measure: all beyond their limits do, one within does not, else a person does.
 * They are of the first finding.
 * @param {Question} item
 * @param {Answer} answer
 * @param {string} today the day that judges
 */
export const settle = (item, { findings: [found], measures }, today) => {
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
