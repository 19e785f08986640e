/** Values that judge themselves in a row, and what they make of its answer. */
import { wholeDay } from "../record/days.js";
import { beyond, dayOf, judge } from "../record/judge.js";
import { copied } from "../site/elements.js";
import { on } from "./events.js";
import { itemOf } from "./rows.js";
import { unfetched } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Measure} Measure */
/** @typedef {import("../record/types").Value} Value */

/** @param {Row} item */
const fieldsOf = ({ row }) => /** @type {HTMLInputElement[]} */ ([...row.querySelectorAll("[data-measure]")]);

/**
 * What is measured so far, by label.
 * @param {Row} item
 */
const measuresOf = (item) => {
  const all = fieldsOf(item).map(({ value }, at) => [item.measures[at].label, value]);
  return Object.fromEntries(all.filter(([, value]) => value));
};

/**
 * Show what is written of a measure. A day that no date field takes stays as it is written, in a field for text.
 * @param {HTMLInputElement} field
 * @param {Measure} measure
 * @param {string} text
 */
const fill = (field, { date }, text) => {
  if (document.activeElement === field) return;
  if (date) field.type = wholeDay(text) === text ? "date" : "text";
  field.value = text;
};

/**
 * Say beside a field what was understood of it, or why it can't be read: the words come late.
 * @param {HTMLInputElement} field
 * @param {Measure} measure
 * @param {string} today
 */
const explain = (field, measure, today) =>
  import("./beside.js").then((beside) => beside.explain(field, measure, today)).catch(unfetched);

/**
 * Say how a field is judged.
 * @param {HTMLInputElement} field
 * @param {Measure} measure
 * @param {string} today
 */
const say = (field, measure, today) => {
  const line = /** @type {Element} */ (field.closest("p"));
  const right = judge(measure, field.value, today);
  const isSaid = line.querySelector("[data-judged]");
  if (!field.value && !isSaid) return;
  if (!isSaid) line.append(copied("judged"));
  field.setAttribute("aria-invalid", String(!right && field.value.trim() !== ""));
  for (const one of line.querySelectorAll("[data-judged]")) {
    const word = /** @type {HTMLElement} */ (one);
    word.hidden = word.dataset.judged !== String(right);
  }
  if (field.value || line.querySelector("output")) explain(field, measure, today);
};

/**
 * @param {Draft} draft
 * @param {Row} item
 */
export const showMeasures = (draft, item) => {
  const { hand } = draft;
  const given = hand.answerOf(item);
  const measures = given ? given.measures : draft.measured(item);
  fieldsOf(item).forEach((field, n) => {
    const measure = item.measures[n];
    fill(field, measure, measures[measure.label] || "");
    field.disabled = hand.closed;
    say(field, measure, dayOf(hand.record));
  });
};

/**
 * Answer an item with what was measured: a value beyond its limits makes it a "no".
 * @param {Draft} draft
 * @param {Row} item
 * @param {Value} value
 */
export const give = ({ hand }, item, value) => {
  const measures = measuresOf(item);
  const add = (/** @type {{ measures: object }} */ given) => Object.assign(given.measures, measures);
  if (beyond(item, measures, hand.record) && value !== "fail") hand.giveByValue(item, value, add);
  else hand.give(item, value, add);
};

/**
 * Keep a measured value as it is typed: half a number is judged on the screen and answers nothing.
 * @param {Draft} draft
 * @param {Row} item
 * @param {HTMLInputElement} field
 */
const keep = (draft, item, field) => {
  const { value } = field;
  if (draft.hand.answerOf(item)) {
    const { label } = item.measures[fieldsOf(item).indexOf(field)];
    draft.hand.edit(item, (given) => (given.measures[label] = value));
  } else {
    draft.measure(item, measuresOf(item));
    showMeasures(draft, item);
  }
};

/** @param {Draft} draft */
export const startMeasures = (draft) => {
  const { hand } = draft;
  on("input", (target) => {
    const item = target.matches("[data-measure]") && itemOf(hand.items, target);
    if (item) keep(draft, item, target);
  });
  // Not at its change: a date changes with every figure of the year.
  on("focusout", (target) => {
    const item = target.matches("[data-measure]") && itemOf(hand.items, target);
    if (!item || hand.closed) return;
    const said = hand.state(item);
    const measures = measuresOf(item);
    if (said !== "fail" && beyond(item, measures, hand.record)) hand.giveByValue(item, said, (given) => Object.assign(given.measures, measures));
  });
};
