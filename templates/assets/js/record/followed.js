/**
 * What closed records found, followed until it is struck off: each finding with its steps, and how it stands on a day.
 * No page and no storage here.
 */
import { findingsIn } from "./found.js";
import { objectOf } from "./objects.js";
import { namesOf } from "./rules.js";
import { hashOf } from "./seal.js";

/** @typedef {import("./types").Closed} Closed */
/** @typedef {import("./types").Found} Found */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Of} Of */
/** @typedef {import("./types").Step} Step */
/** @typedef {import("./types").Summary} Summary */
/** @typedef {{ key: string, of: Of, found: Found, steps: Step[] }} Followed its steps in their order */
/**
 * `since` is the day of the step that put it there, `again` whether a recheck found it not right; `due` "" where no day
 * is set, `days` how many are left until then, 0 on that day, negative when it is past.
 * @typedef {{ phase: "open" | "put-right" | "right" | "struck-off", since: string, again: boolean, due: string, days: number, supervised: boolean }} Standing
 */
/** @typedef {"overdue" | "soon" | "later" | "undated" | "put-right" | "right" | "struck-off"} Group */

export const STEP = "paicha-step/1";
export const SOON = 7; // days

/** By what a finding is found again: two objects may have the same one. @param {Of} of */
export const keyOf = ({ record, question, finding }) => [record, question, finding].join(".");

// Which findings there are

/**
 * The newest closed revision of each record: what a draft says of a finding does not hold yet.
 * @param {InspectionRecord[]} records
 */
const newestClosed = (records) => {
  /** @type {Map<string, Closed>} */
  const newest = new Map();
  for (const record of records) {
    const before = newest.get(record.id);
    if (record.closed && !(before && before.revision > record.revision)) newest.set(record.id, /** @type {Closed} */ (record));
  }
  return newest;
};

/**
 * List the findings of a closed record, each as its steps tell it.
 * @param {Closed} record
 * @returns {Followed[]}
 */
const findingsOf = (record) => {
  const { title, particulars, date, inspectors, objects } = record;
  const whole = { title, unit: particulars.unit || "", project: particulars.project || "", date, by: namesOf(inspectors) };
  return findingsIn(record).map(({ id, given, found }) => {
    const { seen, place, grade, remedy, responsible, due, supervised, photos } = found;
    const of = { record: record.id, revision: record.revision, number: record.closed.number, question: id, finding: found.id };
    const object = objects[objectOf(id)]?.name || "";
    const told = { ...whole, check: given.check, object, seen, place, grade, remedy, responsible, due, supervised, photos };
    return { key: keyOf(of), of, found: told, steps: [] };
  });
};

/**
 * The keys of the records that must be read to know some of their findings: those that nobody summed up, those whose
 * summary is wanted, and of all these every revision. A device may keep thousands.
 * @param {string[]} keys
 * @param {Summary[]} summaries
 * @param {(summary: Summary) => boolean} isWanted
 */
export const toRead = (keys, summaries, isWanted) => {
  const of = new Map(summaries.map((one) => [one.key, one]));
  const idOf = (/** @type {string} */ own) => own.split(".")[0];
  const isUnknown = (/** @type {Summary | undefined} */ one) => !one || isWanted(one);
  const ids = new Set(keys.filter((own) => isUnknown(of.get(own))).map(idOf));
  return keys.filter((own) => ids.has(idOf(own)));
};

const KINDS = ["put-right", "recheck", "supervised", "struck-off"];

/** @type {<T extends string | number>(one: T, other: T) => number} */
export const compared = (one, other) => Number(one > other) - Number(one < other);

/** @type {(one: Step, other: Step) => number} */
const byTime = (one, other) =>
  compared(one.date, other.date) ||
  compared(Date.parse(one.at), Date.parse(other.at)) ||
  compared(KINDS.indexOf(one.kind), KINDS.indexOf(other.kind)) ||
  compared(one.id, other.id);

/**
 * Steps by their days, those of one day by their moments, wherever these were written; each once.
 * @param {Step[]} steps
 */
const ordered = (steps) => [...new Map(steps.map((step) => [step.id, step])).values()].sort(byTime);

/**
 * Give the findings of the newest closed revisions with their steps, and those of records that are not here by their
 * steps. A finding that a revision no longer has is not followed: it was no finding.
 * @param {InspectionRecord[]} records
 * @param {Step[]} steps
 * @returns {Followed[]}
 */
export const followed = (records, steps) => {
  const newest = newestClosed(records);
  const all = new Map([...newest.values()].flatMap(findingsOf).map((one) => [one.key, one]));
  for (const step of ordered(steps)) {
    const { of, found } = step;
    const isDropped = !all.has(keyOf(of)) && (newest.get(of.record)?.revision || 0) >= of.revision;
    if (isDropped) continue;
    const one = all.get(keyOf(of)) || { key: keyOf(of), of, found, steps: [] };
    const isNewer = of.revision > one.of.revision;
    all.set(one.key, { ...one, ...(isNewer && { of, found }), steps: [...one.steps, step] });
  }
  return [...all.values()];
};

// How they stand

/** @type {{ [kind in Step["kind"]]: (before: Standing, step: Step) => Partial<Standing> }} */
const AFTER = {
  "put-right": () => ({ phase: "put-right", due: "" }),
  recheck: (_, { result, due }) => (result === "right" ? { phase: "right", due: "" } : { phase: "open", again: true, due }),
  supervised: ({ since }) => ({ supervised: true, since }),
  "struck-off": () => ({ phase: "struck-off", due: "" }),
};

/** @param {string} day */
const count = (day) => Date.parse(`${day}T00:00Z`) / 86_400_000;

/**
 * How a finding stood when its record was closed. What was put right on the spot, before the inspector's eyes, waits to
 * be confirmed; it is never overdue.
 * @param {Found} found
 * @returns {Standing}
 */
const begun = ({ date, remedy, due, supervised }) => {
  const isDone = remedy === "now";
  return { phase: isDone ? "put-right" : "open", since: date, again: false, due: remedy === "by-date" ? due : "", days: 0, supervised };
};

/**
 * Say how a finding stands on a day: steps of later days are not made yet.
 * @param {Followed} one
 * @param {string} day
 */
export const standing = ({ found, steps }, day) => {
  let now = begun(found);
  for (const step of steps.filter(({ date }) => date <= day)) now = { ...now, since: step.date, ...AFTER[step.kind](now, step) };
  return { ...now, days: now.due ? count(now.due) - count(day) : 0 };
};

/**
 * In which list a finding stands; until the end of its last day it is not overdue.
 * @param {Standing} standing
 * @returns {Group}
 */
export const groupOf = ({ phase, due, days }) => {
  if (phase !== "open") return phase;
  if (!due) return "undated";
  if (days < 0) return "overdue";
  return days <= SOON ? "soon" : "later";
};

/**
 * Of a unit, and of one project of its where both sides name one.
 * @param {Followed} one
 * @param {{ unit?: string, project?: string }} whose
 */
export const isOf = ({ found }, { unit = "", project = "" }) =>
  found.unit.trim() === unit.trim() && (!project.trim() || !found.project.trim() || found.project.trim() === project.trim());

/**
 * Which steps a finding can take next: none is struck off before a recheck found it right, only what is major is supervised.
 * @param {Followed} one
 * @param {Standing} standing
 * @returns {Step["kind"][]}
 */
export const nextOf = ({ found }, { phase, supervised }) => {
  if (phase === "struck-off") return ["recheck"];
  if (phase === "right") return ["struck-off", "recheck"];
  const watched = /** @type {Step["kind"][]} */ (found.grade === "major" && !supervised ? ["supervised"] : []);
  return phase === "open" ? ["put-right", "recheck", ...watched] : ["recheck", ...watched];
};

/**
 * The id of a step follows from what it says, so that it shows careless change, and two that say the same are one.
 * @param {Omit<Step, "id">} said
 */
export const idOf = (said) => hashOf(said).slice(0, 16);

/**
 * @param {Omit<Step, "id" | "format">} said
 * @returns {Step}
 */
export const stepOf = (said) => ({ ...said, format: STEP, id: idOf({ ...said, format: STEP }) });

/** Whether a step is no longer what was kept. @param {Step} step */
export const isChanged = ({ id, ...said }) => id !== idOf(said);
