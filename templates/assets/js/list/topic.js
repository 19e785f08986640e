/** A whole topic that does not apply: its open items are answered so, with one reason, and taken back at once. */
import { topic as phrase } from "#words";
import { make } from "../site/elements.js";
import { asks } from "./events.js";
import { chosenFacets } from "./filter.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */

/**
 * The items of a topic that are asked and shown here, and of which nothing is said yet, not even a value.
 * @param {Draft} draft
 * @param {Element} section
 */
const untouched = (draft, section) => {
  const isBlank = (/** @type {Row} */ item) => !draft.hand.answerOf(item) && !Object.values(draft.measured(item)).some(Boolean);
  return draft.hand.asked(chosenFacets()).filter((item) => section.contains(item.row) && item.row.offsetParent && isBlank(item));
};

/**
 * @param {string} words
 * @param {string} className
 * @param {"button" | "submit"} type
 */
const button = (words, className, type) => Object.assign(make("button", words, className), { type });

/**
 * The question why, with its field; gives the reason to `done`, or nothing where nothing is changed.
 * @param {number} count
 * @param {(reason: string) => void} done
 */
const question = (count, done) => {
  const form = make("form", "", "pending no-print");
  const field = Object.assign(make("input"), { autocomplete: "off" });
  const label = make("label", phrase.of({ count }));
  label.append(" ", field);
  const fields = make("div", "", "fields");
  fields.append(label);
  const actions = make("p", "", "actions");
  const cancel = Object.assign(button(phrase.cancel, "quiet", "button"), { onclick: () => done("") });
  const send = button(phrase.do({ count }), "", "submit");
  send.dataset.action = "topic-na"; // held like the first touch where a record of another day may not be meant (early.js)
  actions.append(send, cancel);
  form.append(fields, actions);
  form.onsubmit = (event) => {
    event.preventDefault();
    if (asks()) return; // it is sent once that is said
    if (field.value.trim()) done(field.value.trim());
    else field.focus(); // not without a reason
  };
  return { form, field };
};

/**
 * Ask why a topic does not apply, below its head.
 * @param {Draft} draft
 * @param {HTMLElement} opener
 */
export const setAside = (draft, opener) => {
  const section = /** @type {Element} */ (opener.closest("[data-section]"));
  section.querySelector("form.pending, p.pending")?.remove();
  const head = /** @type {Element} */ (opener.parentElement);
  const count = untouched(draft, section).length;
  if (draft.hand.closed) return;
  if (!count) return void head.after(Object.assign(make("p", phrase.none, "pending no-print"), { role: "status" }));
  const { form, field } = question(count, (reason) => {
    form.remove();
    if (reason) draft.hand.giveAll(untouched(draft, section), "none", (given) => (given.note = reason));
    opener.focus({ preventScroll: true });
  });
  head.after(form);
  field.focus();
};
