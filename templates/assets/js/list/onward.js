/** After a touch that passed an item the next open one comes into sight, where it cannot be read, and takes no tap until it rests. */
import { need } from "../site/need.js";
import { chosenFacets } from "./filter.js";
import { itemOf } from "./rows.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */

const SETTLING = 600; // milliseconds in which a tap is still the second half of the one before
const PASSED = ["pass", "none"]; // what needs no more words: others open their panels in place
const TYPED = "select, textarea, input:not([type=radio], [type=checkbox])";

/**
 * Whether a row's question and its answers, or those of an object, are in sight, with nothing over them.
 * @param {HTMLElement} row
 */
const isReadable = (row) =>
  [...row.querySelectorAll('[data-part="check"], [data-part="answers"]')].every((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const ends = [
      [left + 2, top + 2],
      [right - 2, bottom - 2],
    ];
    return ends.every(([x, y]) => row.contains(document.elementFromPoint(x, y)));
  });

/**
 * Whether somebody may have more to do where he is: a detail is open, a value not measured yet, a text being typed.
 * @param {HTMLElement} row
 */
const isBusy = (row) => {
  const measures = !document.querySelector("[data-own]"); // a family has no ruler at hand
  const blank = measures && [...row.querySelectorAll("[data-measure]")].some((field) => !(/** @type {HTMLInputElement} */ (field).value));
  return blank || row.closest("li")?.querySelector("[open]") !== null || Boolean(document.activeElement?.matches(TYPED));
};

/**
 * The next open item below another, of those that are asked and shown.
 * @param {Draft["hand"]} hand
 * @param {Row} item
 */
const nextTo = (hand, item) => {
  const all = hand.asked(chosenFacets());
  return all.slice(all.indexOf(item) + 1).find((one) => hand.state(one) === "open" && one.row.offsetParent);
};

/** @param {HTMLElement} row */
const bring = (row) => {
  row.scrollIntoView();
  if (matchMedia("(prefers-reduced-motion: no-preference)").matches) row.animate?.([{ opacity: 0.2, transform: "translateY(2rem)" }, {}], 150);
};

/**
 * The row that is to come into sight, if any. On a wide screen the detail of what is answered stands beside the list, and a
 * wheel is at hand: there nothing moves.
 * @param {Draft["hand"]} hand
 * @param {Row} item
 */
const wanted = (hand, item) => {
  if (!PASSED.includes(hand.state(item)) || matchMedia("(min-width: 80rem)").matches || isBusy(item.row)) return null;
  const next = nextTo(hand, item);
  return next && !isReadable(next.row) ? next.row : null;
};

/**
 * Begin with the first touch.
 * @param {Draft} draft
 */
export const startOnward = ({ hand }) => {
  const list = need('[data-module="panes"]');
  let early = false; // whether a finger came down before all was at rest
  const rest = () => delete list.dataset.settling;

  list.addEventListener("pointerdown", () => (early = "settling" in list.dataset));
  const refuse = (/** @type {MouseEvent} */ event) => {
    if (early && event.detail && itemOf(hand.items, event.target)) {
      event.preventDefault();
      event.stopPropagation();
    }
    early = false;
  };
  list.addEventListener("click", refuse, true);
  const goOn = (/** @type {Row} */ item) => {
    requestAnimationFrame(() => {
      const row = wanted(hand, item);
      if (!row) return rest();
      bring(row);
      return setTimeout(rest, SETTLING);
    });
    list.dataset.settling = ""; // now: what comes next may move
  };
  // A key's click has no detail: it moves nothing. Whoever corrects an answer stays where he is.
  list.addEventListener("click", ({ target, detail }) => {
    const item = detail && /** @type {Element} */ (target).matches("[data-answer]") && itemOf(hand.items, target);
    if (item && hand.state(item) === "open") goOn(item);
  });
  // The touch that asked for this may have answered meanwhile; while its finger is down nothing may settle.
  const touched = /** @type {HTMLInputElement} */ (document.activeElement);
  const item = touched.matches("[data-answer]") && itemOf(hand.items, touched);
  if (item && touched.value === hand.state(item)) goOn(item);
};
