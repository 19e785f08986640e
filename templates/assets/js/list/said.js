/** What is rarely said of an answer: a remark (its field where a detail is open, its line where there is one), what is pending, other words. */
import { remark as phrase } from "#words";
import { blankOf } from "../record/missing.js";
import { called } from "../record/objects.js";
import { copied, tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { on } from "./events.js";
import { itemOf, wordsOf } from "./rows.js";
import { unfetched } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Answer} Answer */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Pending} Pending */

// A remark

/** @param {Row} item */
const makeField = ({ row }) => {
  const label = Object.assign(document.createElement("label"), { className: "remark no-print" });
  const field = Object.assign(document.createElement("input"), { autocomplete: "off" });
  field.dataset.part = "remark";
  label.append(phrase.label, field);
  const detail = need("summary + *", part("more", row));
  const again = detail.querySelector('[data-part="again"]');
  if (again) again.after(label);
  else detail.prepend(label);
  return field;
};

/** @param {Row} item */
const makeLine = ({ row }) => {
  const line = Object.assign(document.createElement("p"), { className: "meta remark__said no-print" });
  line.dataset.part = "remark-said";
  part("more", row).before(line);
  return line;
};

/** @type {(row: HTMLElement) => HTMLInputElement | null} */
const fieldIn = (row) => row.querySelector('[data-part="remark"]');
/** @type {(row: HTMLElement) => HTMLElement | null} */
const lineIn = (row) => row.querySelector('[data-part="remark-said"]');
const isOpen = (/** @type {HTMLElement} */ row) => /** @type {HTMLDetailsElement} */ (part("more", row)).open;

/**
 * @param {Row} item
 * @param {boolean} isClosed
 * @param {string | null} note null where there is no answer to remark on
 */
const showField = (item, isClosed, note) => {
  const field = fieldIn(item.row) || (isOpen(item.row) && makeField(item));
  if (!field) return;
  /** @type {HTMLElement} */ (field.parentElement).hidden = note === null;
  field.disabled = isClosed;
  if (document.activeElement !== field) field.value = note || "";
};

/**
 * @param {Draft} draft
 * @param {Row} item
 */
const showRemark = ({ hand }, item) => {
  const given = hand.stale(item) ? null : hand.answerOf(item);
  const note = given && given.note;
  showField(item, hand.closed, note);
  const line = lineIn(item.row) || (note && makeLine(item));
  if (line) tell(line, note ? phrase.said({ note }) : "");
};

// What is pending

/** @param {Row} item */
const makePanel = ({ row }) => {
  const panel = /** @type {HTMLElement} */ (copied("pending").firstElementChild);
  part("more", row).before(panel);
  return panel;
};

/**
 * @param {HTMLElement} panel
 * @param {Pending} pending
 * @param {boolean} isClosed
 */
const fillPanel = (panel, pending, isClosed) => {
  const blank = blankOf(pending);
  for (const field of panel.querySelectorAll("input")) {
    const name = /** @type {"what" | "who"} */ (field.dataset.field);
    field.disabled = isClosed;
    field.toggleAttribute("data-blank", blank.includes(name));
    if (document.activeElement !== field) field.value = pending[name];
  }
};

/**
 * @param {Draft} draft
 * @param {Row} item
 */
const showPending = ({ hand }, item) => {
  const pending = hand.stale(item) ? null : hand.answerOf(item)?.pending;
  const panel = /** @type {HTMLElement | null} */ (item.row.querySelector('[data-part="pending"]')) || (pending && makePanel(item));
  if (!panel) return;
  panel.hidden = !pending;
  if (pending) fillPanel(panel, pending, hand.closed);
};

// Other words

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

// All

/** @type {WeakSet<Draft>} */
const heard = new WeakSet();

/**
 * Write what is typed into the record.
 * @param {Draft} draft
 */
const listen = (draft) => {
  if (heard.has(draft)) return;
  heard.add(draft);
  on("input", (target) => {
    const { part: name, field } = target.dataset;
    const item = (name === "remark" || target.closest('[data-part="pending"]')) && itemOf(draft.hand.items, target);
    if (!item) return;
    draft.hand.edit(item, (given) => {
      if (name === "remark") given.note = target.value;
      else if (given.pending) given.pending[/** @type {"what" | "who"} */ (field)] = target.value;
    });
  });
};

/**
 * Show it of an item, or hide it where nothing is said.
 * @param {Draft} draft
 * @param {Row} item
 */
export const showSaid = (draft, item) => {
  listen(draft);
  if (item.row.dataset.each && isOpen(item.row)) import("./naming.js").then(({ startNaming }) => startNaming(draft)).catch(unfetched);
  showRemark(draft, item);
  showPending(draft, item);
  showOld(draft, item);
};

/**
 * Show answers to items that this edition of the site no longer asks, by their ids.
 * @param {[string, Answer][]} gone
 * @param {InspectionRecord | null} record
 */
export const showGone = (gone, record) => {
  const box = need("[data-record-gone]");
  const line = (/** @type {[string, Answer]} */ [id, given]) =>
    Object.assign(document.createElement("li"), { textContent: `${record && called(record, id)}　${given.check}　${wordsOf(given.value)}` });
  box.hidden = !gone.length;
  need("ul", box).replaceChildren(...gone.map(line));
};
