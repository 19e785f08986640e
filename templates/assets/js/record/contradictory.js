/** What a record says that cannot both be so; tests/js/contradictory.test.mjs says what does. */
import { contradictory as phrase } from "#words";
import { day } from "./days.js";
import { findingsIn } from "./found.js";
import { beyond } from "./judge.js";
import { askedBy } from "./objects.js";
import { FIVE, stale } from "./rules.js";
import { unread } from "./told.js";

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Question} Question */
/** @typedef {import("./missing.js").Lack} Lack */

const OLD = 2; // years between a check and its record that no paper has lain

const yearOf = (/** @type {string} */ written) => Number(written.slice(0, 4));

/**
 * A check that is still to come, or was long before its record.
 * @param {InspectionRecord} record
 * @param {string} today
 */
const ofDay = ({ date, started }, today) => {
  if (date > today) return [phrase.to_come({ date, today })];
  return date && yearOf(date) < yearOf(started) - OLD ? [phrase.long_ago({ date })] : [];
};

/**
 * One name twice: who inspects does not accompany himself, and signs once.
 * @param {InspectionRecord} record
 */
const ofPeople = (record) => {
  const [inspectors, companions] = [record.inspectors, record.companions].map((people) => people.map(({ name }) => name));
  const all = [...inspectors, ...companions];
  const twice = new Set(all.filter((name, n) => all.indexOf(name) < n));
  return [...twice].map((name) => (inspectors.includes(name) && companions.includes(name) ? phrase.both({ name }) : phrase.twice({ name })));
};

/**
 * The day on which an item was looked at: one of a check that went on for days says so itself.
 * @param {InspectionRecord} record
 * @param {Answer} given
 */
const seenOn = ({ date, started }, { at }) => (date === started.slice(0, 10) && at.slice(0, 10) > date ? at.slice(0, 10) : date);

/**
 * A finding to be put right before it was found, or at once and by a date.
 * @param {Finding} found
 * @param {string} day_
 */
const ofFinding = (found, day_) => {
  const { remedy, due } = found;
  if (remedy === "by-date" && due && due < day_) return [phrase.due({ due, day: day_ })];
  const planned = remedy === "now" ? FIVE.filter((name) => found[name].trim()) : [];
  return planned.length ? [phrase.now] : [];
};

/**
 * An answer to other words, with a value that can't be read, or a pass whose value is beyond its limits.
 * @param {Question | undefined} item
 * @param {Answer} given
 * @param {InspectionRecord} record
 */
const ofAnswer = (item, given, record) => {
  if (stale(item, given)) return [phrase.stale];
  if (!item) return [];
  const isBeyond = given.value === "pass" && beyond(item, given.measures, record);
  return [...unread(item, given.measures, record), ...(isBeyond ? [phrase.beyond] : [])];
};

/**
 * Say what contradicts itself in a record, what concerns no item first.
 * @param {Map<string, Question>} items of its list, or its questions
 * @param {InspectionRecord} record
 * @param {string} [today]
 * @returns {Lack[]}
 */
export const contradictory = (items, record, today = day()) => {
  const whole = [...ofDay(record, today), ...ofPeople(record)].map((text) => ({ id: "", text }));
  const given = Object.entries(record.answers).flatMap(([id, one]) => ofAnswer(askedBy(items, id), one, record).map((text) => ({ id, text })));
  const found = findingsIn(record).flatMap(({ id, given: one, found: that }) => ofFinding(that, seenOn(record, one)).map((text) => ({ id, text })));
  return [...whole, ...given, ...found];
};
