/** What a record amounts to: its answers counted, its pictures, whether all of it left the device. */
import { asked, stale } from "../record/rules.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./lists.js").Listed} Listed */

/**
 * @template T
 * @param {T[]} values
 * @param {T} value
 */
const number = (values, value) => values.filter((one) => one === value).length;

/**
 * Count a record; `asked` is null without its list.
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 */
export const counted = (record, list) => {
  const answers = Object.values(record.answers);
  const grades = answers.flatMap(({ finding }) => (finding ? [finding.grade] : []));
  const here = list && [...list.items.values()].filter((item) => asked(record, item));
  const isDone = (/** @type {{ id: string, text_hash: string }} */ item) => item.id in record.answers && !stale(item, record.answers[item.id]);
  const results = answers.map(({ result }) => result);
  return {
    done: here ? here.filter(isDone).length : answers.length,
    asked: here && here.length,
    pass: number(results, "pass"),
    fail: number(results, "fail"),
    none: number(results, "none"),
    major: number(grades, "major"),
    general: number(grades, "general"),
    ungraded: number(grades, null),
  };
};

/** @param {Pick<InspectionRecord, "answers">} record */
export const photosOf = ({ answers }) => Object.values(answers).flatMap(({ finding }) => (finding ? finding.photos : []));

/**
 * Of each record only its newest revision: nothing is counted twice.
 * @param {InspectionRecord[]} records
 */
export const newest = (records) => records.filter(({ id, revision }) => !records.some((other) => other.id === id && other.revision > revision));

/** @param {string} moment */
const time = (moment) => new Date(moment).getTime();

/**
 * When a record last became another, in milliseconds.
 * @param {InspectionRecord} record
 */
export const lastChange = ({ changed, closed }) => Math.max(time(changed), closed ? time(closed.at) : 0);

/**
 * Whether all that a record says left the device.
 * @param {InspectionRecord} record
 */
export const isExported = (record) => record.exported !== null && time(record.exported) >= lastChange(record);

/**
 * How many whole days have passed since a moment.
 * @param {string} moment
 */
export const daysSince = (moment) => Math.max(0, Math.floor((Date.now() - time(moment)) / 86_400_000));
