/** Which records are asked for, in which order, and what they amount to. No page and no storage here. */
import { narrowed as phrase } from "#words";
import { newest } from "./latest.js";
import { nameOf } from "./lists.js";

/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {"q" | "month" | "unit" | "checklist" | "state"} Field */
/** @typedef {Partial<Record<Field, string>>} Wanted a field that asks for nothing is not there */

/**
 * A text as it is searched: wide letters and small ones are the same.
 * @param {string} text
 */
export const searched = (text) => text.normalize("NFKC").toLowerCase();

/** @type {Field[]} */
export const FIELDS = ["q", "month", "unit", "checklist", "state"];

/** @param {Pick<Summary, "day">} summary */
export const monthOf = ({ day }) => day.slice(0, 7);

/** @type {Record<string, (summary: Summary) => unknown>} */
const STATES = {
  draft: ({ closed }) => !closed,
  closed: ({ closed }) => closed,
  unexported: ({ isExported }) => !isExported,
  fail: ({ fail }) => fail,
  major: ({ major }) => major,
  unsure: ({ unsure }) => unsure,
};

/**
 * Read from an address what is asked for.
 * @param {string} query
 * @returns {Wanted}
 */
export const wantedIn = (query) => {
  const given = new URLSearchParams(query);
  const pairs = FIELDS.map((name) => [name, given.get(name)?.trim() || ""]);
  return Object.fromEntries(pairs.filter(([, value]) => value));
};

/**
 * Write into an address what is asked for; what else it says stays.
 * @param {string} query
 * @param {Wanted} wanted
 */
export const addressOf = (query, wanted) => {
  const given = new URLSearchParams(query);
  for (const name of FIELDS) given.delete(name);
  for (const [name, value] of Object.entries(wanted)) given.set(name, value);
  return String(given);
};

/**
 * Tell of a summary whether it is asked for: every word that is typed stands in it.
 * @param {Wanted} wanted
 * @returns {(summary: Summary) => boolean}
 */
export const fits = ({ q = "", month, unit, checklist, state }) => {
  const words = searched(q).split(/\s+/).filter(Boolean);
  /** @type {((summary: Summary) => unknown)[]} */
  const asked = words.map((word) => (summary) => summary.words.includes(word));
  if (month) asked.push((summary) => monthOf(summary) === month);
  if (unit) asked.push((summary) => summary.called === unit);
  if (checklist) asked.push((summary) => nameOf(summary) === checklist);
  if (state) asked.push((summary) => STATES[state]?.(summary));
  return (summary) => asked.every((holds) => holds(summary));
};

/** @type {(one: Summary, other: Summary) => number} */
const byDay = (one, other) => (one.day === other.day ? other.last - one.last || (one.key < other.key ? -1 : 1) : one.day < other.day ? 1 : -1);

/**
 * Order summaries as they are shown, the newest first.
 * @param {Iterable<Summary>} summaries
 */
export const ordered = (summaries) => [...summaries].sort(byDay);

/**
 * Group what is in order by months.
 * @param {Summary[]} summaries
 */
export const months = (summaries) => {
  /** @type {Map<string, Summary[]>} */
  const found = new Map();
  for (const one of summaries) {
    const month = found.get(monthOf(one));
    if (month) month.push(one);
    else found.set(monthOf(one), [one]);
  }
  return found;
};

const GRADES = ["severe", "stop", "major", "lesser", "fail", "unknown", "unfinished", "clear"]; // the gravest first

/**
 * Count summaries by their verdicts, the gravest first.
 * @param {Summary[]} summaries
 */
const verdicts = (summaries) => {
  /** @type {Map<string, { place: number, count: number }>} */
  const counts = new Map();
  for (const { verdict, grade } of summaries.filter((one) => one.verdict)) {
    const { count } = counts.get(verdict) || { count: 0 };
    counts.set(verdict, { place: GRADES.indexOf(grade), count: count + 1 });
  }
  const all = [...counts].sort(([, one], [, other]) => one.place - other.place);
  return all.map(([verdict, { count }]) => phrase.verdict({ verdict, count }));
};

const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, one) => all + one, 0);

/**
 * Say what records amount to: drafts and closed ones; of each record only its newest revision counts, what it is found to be
 * and how many findings it has.
 * @param {Summary[]} summaries
 */
export const totals = (summaries) => {
  const drafts = summaries.filter(({ closed }) => !closed).length;
  const counted = newest(summaries);
  const said = [phrase.count({ count: summaries.length, drafts, closed: summaries.length - drafts }), ...verdicts(counted)];
  const [found, major] = [sum(counted.map((one) => one.found)), sum(counted.map((one) => one.major))];
  return [said[0], said.slice(1).join("，"), found ? phrase.found({ found, major }) : ""].filter(Boolean).join("；");
};
