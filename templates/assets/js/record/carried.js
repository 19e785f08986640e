/** A record begun on one edition of a list, and the items of another one, in; the record as it goes on there out. */
import { carried as phrase, grade } from "#words";
import { dayOf } from "./judge.js";
import { askedBy } from "./objects.js";
import { settle } from "./rules.js";
import { copy } from "./values.js";

/** @typedef {import("./types").About} About */
/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Question} Question */

/**
 * Say how a finding was graded on grounds that an item does not have, or did not have then: "" if it still stands.
 * @param {Question} item
 * @param {Finding} found
 */
const formerly = ({ conditions }, found) => {
  const lost = found.conditions.filter((tick) => !conditions.some(({ when }) => when === tick));
  if (lost.length) return phrase.ticked({ ticks: lost.join("；") });
  return found.grade === "general" && conditions.length ? phrase.graded({ grade: grade.general }) : "";
};

/**
 * Take away what an item has no ground for: major is what has a tick left, what has none is judged again, and where there
 * is nothing to judge by it can only be general.
 * @param {Question} item
 * @param {Finding} found
 */
const judgeAgain = ({ conditions }, found) => {
  found.conditions = found.conditions.filter((tick) => conditions.some(({ when }) => when === tick));
  if (found.conditions.length) found.grade = "major";
  else found.grade = conditions.length ? null : "general";
};

/**
 * Carry an answer over; gives whether its grade has to be looked at. What was said before stands in its remark.
 * @param {Question} item
 * @param {Answer} given
 * @param {string} today the day that judges
 */
const carryAnswer = (item, given, today) => {
  const former = given.findings.map((found) => formerly(item, found));
  if (!former.some(Boolean)) return false;
  given.findings.forEach((found, n) => former[n] && judgeAgain(item, found));
  const unsaid = [...new Set(former)].filter((line) => !given.note.includes(line));
  given.note = [given.note, ...unsaid].filter(Boolean).join("　");
  settle(item, given, today);
  return true;
};

/**
 * Let a record go on in another edition. Answers stay, each with the words it answered: those to other words wait to be
 * confirmed, those to what this edition does not ask are kept. What makes a "no" major differs between editions, so a
 * grade whose grounds are not those of this edition is judged again. Gives also the items whose grade that concerns.
 * @param {InspectionRecord} record
 * @param {Pick<About, "title" | "edition" | "edition_title">} about the edition it goes on in
 * @param {Map<string, Question>} items what that edition asks
 */
export const carried = (record, { title, edition, edition_title }, items) => {
  const moved = { ...copy(record), title, edition, edition_title };
  const judged = Object.entries(moved.answers).flatMap(([id, given]) => {
    const item = askedBy(items, id);
    return item && carryAnswer(item, given, dayOf(moved)) ? [id] : [];
  });
  return { record: moved, judged };
};

/**
 * Count what a record in an edition still needs a person for: answers to other words, and answers to what is not asked.
 * @param {InspectionRecord} record
 * @param {Map<string, Question>} items
 */
export const besides = ({ answers }, items) => {
  const all = Object.entries(answers);
  const item = (/** @type {string} */ id) => askedBy(items, id);
  const gone = all.filter(([id]) => !item(id)).length;
  const stale = all.filter(([id, given]) => item(id) && item(id)?.text_hash !== given.text_hash).length;
  return { gone, stale };
};
