/** How a finding and its steps are said. */
import { follow as phrase, step as steps, result as results } from "#words";
import { day } from "../record/days.js";
import { itemOf } from "../record/objects.js";
import { namesOf } from "../record/rules.js";
import { titleOf } from "./called.js";
import { shownName } from "./shown.js";

/** @typedef {import("../record/followed.js").Followed} Followed */
/** @typedef {import("../record/followed.js").Group} Group */
/** @typedef {import("../record/followed.js").Standing} Standing */
/** @typedef {import("../record/types").Found} Found */
/** @typedef {import("../record/types").Step} Step */

/** How many days are left, or have passed. @param {Standing} now */
const leftOf = ({ due, days, again }) => {
  if (!due) return phrase.undated;
  const said = days < 0 ? phrase.overdue({ days: -days }) : days ? phrase.left({ days }) : phrase.today;
  return said + (again ? phrase.again : "");
};

/**
 * Say how a finding stands, shortly.
 * @param {Followed} one
 * @param {Standing} now
 */
export const whenOf = ({ found, steps: all }, now) => {
  const at = { day: now.since };
  const isOnSpot = found.remedy === "now" && !all.some(({ date, kind }) => kind !== "supervised" && date <= now.since);
  /** @type {{ [phase in Standing["phase"]]: () => string }} */
  const said = {
    open: () => leftOf(now),
    "put-right": () => (isOnSpot ? phrase.now : phrase.put_right(at)),
    right: () => phrase.right(at),
    "struck-off": () => phrase.struck_off(at),
  };
  return said[now.phase]();
};

/** Whose it is, by unit and project. @param {Found} found */
export const unitOf = ({ unit, project }) => [titleOf({ particulars: { unit: unit || project } }), unit ? shownName(project) : ""].filter(Boolean).join("　");

/** What was seen where; the question where nobody wrote it. @param {Found} found */
export const seenOf = ({ place, seen, check }) => [place.trim(), seen.trim() || check].filter(Boolean).join("：");

/** The item, its object, its question. @param {Followed} one */
export const askedOf = ({ of, found }) => [itemOf(of.question), found.object, found.check].filter(Boolean).join("　");

/**
 * Who is to put it right by when, and where it was found.
 * @param {Followed} one
 * @param {Standing} now
 */
export const planOf = ({ of, found }, { due }) => {
  const said = [due && phrase.due({ day: due }), found.responsible.trim() && phrase.responsible({ name: found.responsible.trim() })];
  return [...said, phrase.found({ day: found.date }), phrase.number({ number: of.number })].filter(Boolean).join("　");
};

/** What a step is called, with its result. @param {Step} step */
export const kindOf = ({ kind, result }) => [steps[kind], result ? results[result] : ""].filter(Boolean).join("：");

/** What else a step says, in one line. @param {Step} step */
export const saidOf = ({ words, lasting, due, date }) =>
  [words.trim(), lasting.trim() && phrase.lasting({ words: lasting.trim() })].filter(Boolean).join("；") +
  (due ? phrase.next({ day: due }) : "") +
  (date > day() ? phrase.ahead : "");

/** A step in one line. @param {Step} step */
export const lineOf = (step) => {
  const people = step.by.length ? phrase.people({ names: shownName(namesOf(step.by)) }) : "";
  return `${step.date}　${kindOf(step)}${people}　${saidOf(step)}`.trim();
};

/**
 * How many are still to be put right, how many of these are overdue, and how many wait to be rechecked.
 * @param {Group[]} groups
 */
export const countsOf = (groups) => {
  const count = (/** @type {Group[]} */ ...those) => groups.filter((one) => those.includes(one)).length;
  const [overdue, waiting] = [count("overdue"), count("put-right")];
  return phrase.open({
    open: count("overdue", "soon", "later", "undated"),
    overdue: overdue ? phrase.open_overdue({ count: overdue }) : "",
    waiting: waiting ? phrase.open_waiting({ count: waiting }) : "",
  });
};
