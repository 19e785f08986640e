/** What a record amounts to: its answers counted, its pictures, whether all of it left the device. */
import { questions } from "../record/objects.js";
import { asked, state } from "../record/rules.js";
import { contentOf } from "../record/seal.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./lists.js").Listed} Listed */

/**
 * @template T
 * @param {T[]} values
 * @param {T} value
 */
const number = (values, value) => values.filter((one) => one === value).length;

/**
 * What a record's list asks: of a door, without what that leaves to others.
 * @param {InspectionRecord} record
 * @param {Listed} list
 */
const askedOf = (record, list) => {
  const others = list.doors[record.door || ""] || [];
  return [...questions(record, list.items).values()].filter((item) => asked(record, item) && !others.includes(item.id));
};

/**
 * Count a record: `asked` is null without its list, `done` are the questions that are answered, but for what is unsure.
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 */
export const counted = (record, list) => {
  const answers = Object.values(record.answers);
  const grades = answers.flatMap(({ findings }) => findings.map(({ grade }) => grade));
  const here = list && askedOf(record, list);
  const values = answers.map(({ value }) => value);
  const done = here ? here.map((item) => state(record, item)) : values;
  return {
    done: done.filter((one) => one !== "open" && one !== "unsure").length,
    open: here && number(done, "open"),
    here_unsure: number(done, "unsure"),
    asked: here && here.length,
    pass: number(values, "pass"),
    fail: number(values, "fail"),
    none: number(values, "none"),
    unsure: number(values, "unsure"),
    major: number(grades, "major"),
    general: number(grades, "general"),
    ungraded: number(grades, null),
  };
};

/** @param {Pick<InspectionRecord, "answers">} record */
export const photosOf = ({ answers }) => Object.values(answers).flatMap(({ findings }) => findings.flatMap(({ photos }) => photos));

/** @param {string} moment */
const time = (moment) => new Date(moment).getTime();

/**
 * When a record last became another, in milliseconds.
 * @param {Pick<InspectionRecord, "changed" | "closed">} record
 */
export const lastChange = ({ changed, closed }) => Math.max(time(changed), closed ? time(closed.at) : 0);

/**
 * Whether all that a record says left the device; clocks have no say.
 * @param {InspectionRecord} record
 */
export const isExported = (record) => record.exported !== null && record.exported.content === contentOf(record);
