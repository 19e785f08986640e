/** Findings in the order in which they are due: each as a row of the page, and as a row of the list on paper. */
import { follow as phrase, following, group as groups, step as steps } from "#words";
import { day } from "../record/days.js";
import { compared, groupOf, nextOf, standing } from "../record/followed.js";
import { itemOf } from "../record/objects.js";
import { copiedElement, make } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { wordOf } from "./called.js";
import { askedOf, kindOf, lineOf, planOf, saidOf, seenOf, unitOf, whenOf } from "./course.js";
import { figuresOf } from "./pictured.js";

/** @typedef {import("../record/followed.js").Followed} Followed */
/** @typedef {import("../record/followed.js").Group} Group */
/** @typedef {import("../record/followed.js").Standing} Standing */
/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {{ one: Followed, now: Standing, group: Group }} Line */

export const ORDER = /** @type {Group[]} */ (Object.keys(groups));
const NEVER = "9999";

/** @type {(one: Line, other: Line) => number} */
const byDue = ({ one, now }, other) => {
  const [mine, theirs] = [now.due || NEVER, other.now.due || NEVER];
  return compared(mine, theirs) || compared(one.found.date, other.one.found.date) || compared(one.key, other.one.key);
};

/**
 * Say how findings stand today, what is due first before what is due later.
 * @param {Followed[]} all
 * @returns {Line[]}
 */
export const linesOf = (all) => {
  const today = day();
  const lines = all.map((one) => {
    const now = standing(one, today);
    return { one, now, group: groupOf(now) };
  });
  return lines.sort((one, other) => ORDER.indexOf(one.group) - ORDER.indexOf(other.group) || byDue(one, other));
};

// One finding

/**
 * @param {string} words
 * @param {string} action
 * @param {string} className
 */
export const button = (words, action, className) => {
  const made = Object.assign(make("button", words, className), { type: "button" });
  made.dataset.action = action;
  return made;
};

/** @param {Line} line */
const waysOf = ({ one, now }) => {
  const ways = nextOf(one, now).map((kind, n) => button(steps[kind], kind, n ? "quiet" : ""));
  const paper = make("a", following.print);
  paper.href = `?finding=${encodeURIComponent(one.key)}`;
  return [...ways, paper];
};

const gradeOf = (/** @type {import("../record/types").Found} */ { grade }) => (grade ? wordOf(grade) : "");

/**
 * @param {Line} line
 * @param {Store} keeper
 */
export const rowOf = ({ one, now, group }, keeper) => {
  const { found, steps: all } = one;
  const row = copiedElement("followed");
  row.dataset.findingId = one.key;
  row.dataset.state = group;
  part("when", row).textContent = whenOf(one, now);
  if (found.grade) part("grade", row).replaceWith(make("span", gradeOf(found), `grade grade--${found.grade === "major" ? "major" : "general"}`));
  part("supervised", row).hidden = !now.supervised;
  part("unit", row).textContent = unitOf(found);
  part("seen", row).textContent = seenOf(found);
  part("item", row).textContent = askedOf(one);
  part("plan", row).textContent = planOf(one, now);
  part("steps", row).replaceChildren(...all.map((step) => make("li", lineOf(step))));
  part("count", row).textContent = phrase.steps({ count: all.length });
  need("details", row).hidden = !all.length;
  part("ways", row).replaceChildren(...waysOf({ one, now, group }));
  const last = [...all].reverse().find(({ photos }) => photos.length);
  const shown = [...found.photos.slice(0, 1), ...(last ? last.photos.slice(0, 1) : [])];
  figuresOf(shown, keeper).then((figures) => part("photos", row).replaceChildren(...figures));
  return row;
};

/**
 * A finding in the list on paper, in the order of its columns.
 * @param {Line} line
 */
export const cellsOf = ({ one, now }) => {
  const { of, found, steps: all } = one;
  const last = all[all.length - 1];
  const item = [itemOf(of.question), found.object].filter(Boolean).join(" ");
  const done = last ? `${kindOf(last)}　${saidOf(last)}` : "";
  const watched = now.supervised ? steps.supervised : "";
  return [unitOf(found), item, seenOf(found), gradeOf(found), found.responsible, now.due, whenOf(one, now), watched, done];
};
