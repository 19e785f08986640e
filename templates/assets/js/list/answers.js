/** The rows of a checklist as the record has them: four answers, what was measured, and what is said of it. */
import { need, part } from "../site/need.js";
import { hearChanged, on } from "./events.js";
import { give, showMeasures, startMeasures } from "./measures.js";
import { itemOf } from "./rows.js";
import { unfetched } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./pictures.js").Pictures} Pictures */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Value} Value */

/**
 * Show what is rarely said: what does it comes then.
 * @param {(said: typeof import("./said.js")) => unknown} show
 */
const late = (show) => import("./said.js").then(show).catch(unfetched);

/** @typedef {(work: (findings: ReturnType<typeof import("./finding.js").startFindings>) => unknown) => Promise<unknown>} WithFindings */

/**
 * Give what does something with findings: they come with the first.
 * @param {Draft} draft
 * @param {Pictures} pictures
 * @returns {WithFindings}
 */
const findings = (draft, pictures) => {
  /** @type {ReturnType<typeof import("./finding.js").startFindings> | null} */
  let there = null;
  return async (work) => {
    if (!there) {
      const came = await import("./finding.js").catch(unfetched);
      if (!came) return;
      there ||= came.startFindings(draft, pictures);
    }
    work(there);
  };
};

/** @param {HTMLElement} row */
const isOpen = (row) => /** @type {HTMLDetailsElement} */ (part("more", row)).open;

/**
 * Show what is rarely said of an item, where there is any, or a place for it.
 * @param {Draft} draft
 * @param {Row} item
 */
const showSaid = (draft, item) => {
  const { row } = item;
  const given = draft.hand.answerOf(item);
  const says = given && (given.pending || given.note || draft.hand.stale(item));
  if (says || isOpen(row) || row.querySelector('[data-part="old"], [data-part="pending"], [data-part^="remark"]')) late((said) => said.showSaid(draft, item));
};

/**
 * @param {Draft} draft
 * @param {WithFindings} withFindings
 * @param {Row} item
 */
const show = (draft, withFindings, item) => {
  const { hand } = draft;
  const state = hand.state(item);
  item.row.dataset.result = state;
  for (const one of item.row.querySelectorAll("[data-answer]")) {
    const input = /** @type {HTMLInputElement} */ (one);
    input.checked = input.value === state;
    input.disabled = hand.closed;
  }
  showMeasures(draft, item);
  if (state === "fail" || item.row.querySelector('[data-part="finding"]')) withFindings(({ show: showFinding }) => showFinding(item));
  showSaid(draft, item);
};

/** @param {Draft} draft */
const showGone = ({ hand, others }) => {
  const gone = Object.entries(hand.record?.answers || {}).filter(([id]) => !hand.items.has(id) && !others.includes(id));
  if (gone.length || !need("[data-record-gone]").hidden) late((said) => said.showGone(gone, hand.record));
};

/**
 * @param {Draft} draft
 * @param {Pictures} pictures
 */
export const startAnswers = (draft, pictures) => {
  const { hand } = draft;
  const withFindings = findings(draft, pictures);
  // To a screen reader each group of answers is called by its item; in the page such names would weigh 3 KB.
  for (const { id, check, row } of hand.items.values()) {
    const box = part("answers", row);
    box.setAttribute("aria-label", `${id} ${check}`);
    for (const input of box.querySelectorAll("input")) input.name = id;
  }
  // Before the first record a row says nothing, but for what a browser brings back of a page that ended.
  const isBlank = (/** @type {Row} */ { row }) => !hand.record && !row.dataset.result && !row.querySelector(":checked, [data-measure]");
  hearChanged((item) => {
    if (item) return show(draft, withFindings, item);
    for (const one of hand.items.values()) if (!isBlank(one)) show(draft, withFindings, one);
    return showGone(draft);
  });
  on("change", (target) => {
    const item = target.matches("[data-answer]") && itemOf(hand.items, target);
    if (!item) return;
    give(draft, item, /** @type {Value} */ (target.value));
    if (target.value === "fail") withFindings(({ bringUp }) => bringUp(item));
  });
  on("click", (target) => {
    const item = target.closest('[data-action="confirm-old"]') && itemOf(hand.items, target);
    const given = item && hand.answerOf(item);
    if (given) give(draft, item, given.value);
  });
  startMeasures(draft);
  on("toggle", (target) => {
    const item = target.dataset.part === "more" && itemOf(hand.items, target);
    if (item) showSaid(draft, item);
  }, true);
};
