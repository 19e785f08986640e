/** A remark beside an answer: its field where a detail is open, its line where there is one. */
import { remark as phrase } from "#words";
import { tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { on } from "./events.js";
import { itemOf } from "./rows.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */

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
export const showRemark = ({ hand }, item) => {
  const given = hand.stale(item) ? null : hand.answerOf(item);
  const note = given && given.note;
  showField(item, hand.closed, note);
  const line = lineIn(item.row) || (note && makeLine(item));
  if (line) tell(line, note ? phrase.said({ note }) : "");
};

/** @param {Draft} draft */
export const startRemarks = (draft) => {
  const { hand } = draft;
  on("input", (target) => {
    const item = target.dataset.part === "remark" && itemOf(hand.items, target);
    if (item) hand.edit(item, (given) => (given.note = target.value));
  });
  const opened = (/** @type {HTMLElement} */ target) => {
    const item = target.dataset.part === "more" && itemOf(hand.items, target);
    if (item) showRemark(draft, item);
  };
  on("toggle", opened, true);
};
