/** Values that judge themselves in a row, and what they make of its answer. */
import { beyond, dayOf, judge } from "../record/judge.js";
import { on } from "./events.js";
import { itemOf } from "./rows.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Result} Result */

/** @param {Row} item */
const fieldsOf = ({ row }) => /** @type {HTMLInputElement[]} */ ([...row.querySelectorAll("[data-measure]")]);

/**
 * What is measured so far, by label.
 * @param {Row} item
 */
const measuresOf = (item) => {
  const filled = fieldsOf(item).filter(({ value }) => value);
  return Object.fromEntries(filled.map(({ dataset, value }) => [dataset.label || "", value]));
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
    if (document.activeElement !== field) field.value = measures[measure.label] || "";
    field.disabled = hand.closed;
    const right = judge(measure, field.value, dayOf(hand.record));
    field.setAttribute("aria-invalid", String(right === false));
    for (const one of /** @type {Element} */ (field.closest("p")).querySelectorAll("[data-judged]")) {
      const word = /** @type {HTMLElement} */ (one);
      word.hidden = word.dataset.judged !== String(right);
    }
  });
};

/**
 * Answer an item with what was measured: a value beyond its limits makes it a "no".
 * @param {Draft} draft
 * @param {Row} item
 * @param {Result} result
 */
export const give = ({ hand }, item, result) => {
  const measures = measuresOf(item);
  const add = (/** @type {{ measures: object }} */ given) => Object.assign(given.measures, measures);
  if (beyond(item, measures, hand.record) && result !== "fail") hand.giveByValue(item, result, add);
  else hand.give(item, result, add);
};

/**
 * Keep a measured value as it is typed: half a number is judged on the screen and answers nothing.
 * @param {Draft} draft
 * @param {Row} item
 * @param {HTMLInputElement} field
 */
const keep = (draft, item, { dataset: { label = "" }, value }) => {
  if (draft.hand.answerOf(item)) {
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
