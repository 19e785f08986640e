/** Say where today stands: before, within, between or after the phases; mark the one it is in. */
import { today } from "./days.js";
import { need } from "./need.js";

/** @typedef {{ name: "before" | "within" | "between" | "ended", phase?: HTMLElement }} Standing */

/**
 * Where a day stands. A phase without a first day has begun already.
 * @param {HTMLElement[]} phases
 * @param {string} day
 * @returns {Standing}
 */
const standing = (phases, day) => {
  const next = phases.findIndex((one) => day <= (one.dataset.end || ""));
  const phase = phases[next];
  if (!phase) return { name: "ended" };
  if (!((phase.dataset.start || "") > day)) return { name: "within", phase };
  return { name: next ? "between" : "before", phase };
};

/**
 * Say it in the line above the page's doors.
 * @param {HTMLElement} root
 * @param {Standing} where
 */
const say = (root, { name, phase }) => {
  /** @type {HTMLTemplateElement} */
  const words = need(`[data-words="${name}"]`, root);
  const said = document.importNode(words.content, true);
  const fill = (/** @type {string} */ key, /** @type {string | null | undefined} */ text) => {
    for (const place of said.querySelectorAll(`[${key}]`)) place.textContent = text ?? "";
  };
  fill("data-phase-title", phase?.textContent);
  fill("data-phase-start", phase?.dataset.said);
  const line = need("[data-today]", root);
  line.append(said);
  line.hidden = false;
};

/**
 * Mark the phase that a day is in, and those that are past.
 * @param {string} day
 * @param {Standing} where
 */
const markPhases = (day, { name, phase }) => {
  /** @type {NodeListOf<HTMLElement>} */
  const all = document.querySelectorAll("[data-phase-end]");
  for (const one of all) {
    const end = one.dataset.phaseEnd || "";
    if (name === "within" && end === phase?.dataset.end) one.setAttribute("aria-current", "step");
    one.classList.toggle("phase--past", end < day);
  }
};

/**
 * Of the deadlines only the next few are news; the schedule has them all.
 * @param {string} day
 */
const leaveNext = (day) => {
  const dates = /** @type {HTMLElement[]} */ ([...need("[data-dates]").children]);
  const coming = dates.filter((one) => (one.dataset.day || "") >= day).slice(0, 4);
  for (const one of dates) one.hidden = !coming.includes(one);
  need("[data-dates-past]").hidden = coming.length > 0;
};

/**
 * Say at once where today stands; give what is to be done when the whole page is there.
 * @param {HTMLElement} root
 */
export const startToday = (root) => {
  const day = today();
  const where = standing([.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-phases] > li"))], day);
  say(root, where);
  return () => {
    markPhases(day, where);
    leaveNext(day);
  };
};
