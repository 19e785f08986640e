/** The rows of a checklist as the record has them: four answers, what was measured, a remark, and old answers to other words. */
import { copied } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { hearChanged, on } from "./events.js";
import { focusFinding, showFinding, startFindings } from "./finding.js";
import { give, showMeasures, startMeasures } from "./measures.js";
import { itemOf, wordsOf } from "./rows.js";
import { sayTrouble } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./pictures.js").Pictures} Pictures */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Value} Value */

/**
 * Show an answer to other words beside today's question, until it is confirmed or given anew.
 * @param {Draft} draft
 * @param {Row} item
 */
const showOld = ({ hand }, item) => {
  item.row.querySelector('[data-part="old"]')?.remove();
  const given = hand.answerOf(item);
  if (!given || !hand.stale(item)) return;
  const made = copied("old");
  part("old-check", made).textContent = given.check;
  part("old-answer", made).textContent = wordsOf(given.value);
  part("answers", item.row).before(made);
};

/** @param {HTMLElement} row */
const isOpen = (row) => /** @type {HTMLDetailsElement} */ (part("more", row)).open;

/**
 * Show what is pending of an item, and what was remarked: what does it comes when there is either, or a place for it.
 * @param {Draft} draft
 * @param {Row} item
 */
const showSaid = async (draft, item) => {
  const { row } = item;
  const given = draft.hand.answerOf(item);
  if (!given?.pending && !given?.note && !isOpen(row) && !row.querySelector('[data-part="pending"], [data-part^="remark"]')) return;
  try {
    (await import("./said.js")).showSaid(draft, item);
  } catch {
    sayTrouble("unfetched");
  }
};

/**
 * @param {Draft} draft
 * @param {Pictures} pictures
 * @param {Row} item
 */
const show = (draft, pictures, item) => {
  const { hand } = draft;
  const state = hand.state(item);
  item.row.dataset.result = state;
  for (const one of item.row.querySelectorAll("[data-answer]")) {
    const input = /** @type {HTMLInputElement} */ (one);
    input.checked = input.value === state;
    input.disabled = hand.closed;
  }
  showOld(draft, item);
  showMeasures(draft, item);
  showFinding(draft, pictures, item);
  showSaid(draft, item);
};

/**
 * Answers to items that this edition of the site no longer asks stay readable.
 * @param {Draft} draft
 */
const showGone = ({ hand }) => {
  const box = need("[data-record-gone]");
  const gone = Object.entries(hand.record ? hand.record.answers : {}).filter(([id]) => !hand.items.has(id));
  const line = (/** @type {typeof gone[number]} */ [id, given]) =>
    Object.assign(document.createElement("li"), { textContent: `${id}　${given.check}　${wordsOf(given.value)}` });
  box.hidden = !gone.length;
  need("ul", box).replaceChildren(...gone.map(line));
};

/**
 * @param {Draft} draft
 * @param {Pictures} pictures
 */
export const startAnswers = (draft, pictures) => {
  const { hand } = draft;
  // To a screen reader each group of answers is called by its item; in the page such names would weigh 3 KB.
  for (const { id, check, row } of hand.items.values()) {
    const box = part("answers", row);
    box.setAttribute("aria-label", `${id} ${check}`);
    for (const input of box.querySelectorAll("input")) input.name = id;
  }
  hearChanged((item) => {
    if (item) return show(draft, pictures, item);
    for (const one of hand.items.values()) show(draft, pictures, one);
    return showGone(draft);
  });
  on("change", (target) => {
    const item = target.matches("[data-answer]") && itemOf(hand.items, target);
    if (!item) return;
    give(draft, item, /** @type {Value} */ (target.value));
    if (target.value === "fail") focusFinding(item);
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
  startFindings(draft, pictures);
};
