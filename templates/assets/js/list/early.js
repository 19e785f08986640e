/** Hold what is done on a list before it is known of which record, from the first moment on; then do it again. */
import { CHOSEN, ELSEWHERE, HELD, READY, asks, tell } from "./events.js";

/** @typedef {{ type: string, target: HTMLInputElement, value: string, checked: boolean }} Done */

const PLACES = '[data-section], [data-module="record"], [data-part="bar"]';
const NAMES = '[data-action="add-object"]'; // in a row, and in the sheet
const ANSWERS = "[data-answer], [data-measure], [data-head]"; // what says something of a site that may be another

/** Whether what is done has no record yet: it is not there, or another may be meant. */
const waits = () => !("ready" in document.documentElement.dataset) || asks();

/** Which buttons say something of a record. */
const buttons = () => (asks() ? `[data-action="topic-na"], ${NAMES}` : `:is(${PLACES}) [data-action], ${NAMES}`);

/**
 * Whether an event is meant for the record: an answer, a word, a button; what is on this site.
 * @param {string} type
 * @param {HTMLInputElement} target
 */
const isMeant = (type, target) => {
  if (type === "click" && target.name !== "facet") return target.closest(buttons()) !== null;
  if (!target.closest(PLACES)) return target.name === "facet" || type === "reset";
  if (asks() && !target.matches(ANSWERS)) return false;
  return type !== "focusout" || target.matches("[data-measure]");
};

/** @param {Done} done */
const again = ({ type, target, value, checked }) => {
  if (target.disabled) return; // the record is closed
  if (type === "click") return void target.click();
  if (type === "reset") return void (/** @type {HTMLFormElement} */ (/** @type {unknown} */ (target)).reset());
  // The record has been shown meanwhile; a field that is being typed in stays as it is.
  if (target.value !== value) target.value = value;
  target.checked = checked;
  target.dispatchEvent(new Event(type, { bubbles: true }));
};

/** Begin to hold; READY and CHOSEN release what is held, ELSEWHERE forgets it. */
export const startEarly = () => {
  /** @type {Done[]} */
  const held = [];

  /** @param {Event} event */
  const hold = (event) => {
    const { type } = event;
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (!waits() || !isMeant(type, target)) return;
    if (target.closest(PLACES)) event.stopPropagation(); // the list narrows itself at once
    const { value, checked } = target;
    const before = held.find((one) => type === "input" && one.type === type && one.target === target);
    if (before) Object.assign(before, { value, checked });
    else held.push({ type, target, value, checked });
    document.documentElement.dataset.held = "";
    tell(HELD);
  };
  const empty = () => {
    delete document.documentElement.dataset.held;
    return held.splice(0);
  };

  for (const type of ["change", "click", "focusout", "input", "reset"]) addEventListener(type, hold, true);
  document.addEventListener(ELSEWHERE, empty);
  for (const known of [READY, CHOSEN]) document.addEventListener(known, () => waits() || empty().forEach(again));
};
