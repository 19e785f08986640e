/** What a record, its places, answers, grades and remedies are called. */
import { answer, fields, grade, lists as phrase, remedy } from "#words";
import { FIVE } from "../record/rules.js";

/** @typedef {import("../record/types").Finding} Finding */
/** @typedef {import("../record/types").Result | import("../record/types").Grade | import("../record/types").Remedy} Id */

const WORDS = { ...answer, ...grade, ...remedy };
const FIELDS = new Map(Object.entries(fields));

/**
 * The word for an answer, a grade or a remedy.
 * @param {Id} id
 */
export const wordOf = (id) => WORDS[id];

/**
 * How a place in a record is called on the pages.
 * @param {string} name
 */
export const called = (name) => FIELDS.get(name) ?? `“${name.slice(0, 40)}”`;

/**
 * What a record is called: whose it is.
 * @param {{ unit: string, project: string }} record
 */
export const titleOf = ({ unit, project }) => unit || project || phrase.unnamed;

/**
 * Say how a finding is to be put right, in one line; each part that is filled in.
 * @param {Finding} found
 */
export const remedyOf = (found) => {
  // What was planned before it was put right on the spot is not shown on the screen either.
  const planned = found.remedy === "by-date" ? FIVE : [];
  const five = planned.filter((name) => found[name].trim()).map((name) => `${called(name)}：${found[name].trim()}`);
  return [found.remedy ? wordOf(found.remedy) : phrase.no_remedy, ...five].join("；");
};
