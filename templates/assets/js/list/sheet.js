/** The sheet that narrows the list: it comes from below on a phone, and goes with the choice kept or taken back. */
import { need, part } from "../site/need.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** @param {Field} field */
const isTick = (field) => field instanceof HTMLInputElement && field.type === "checkbox";

/** @param {Field} field */
const valueOf = (field) => (isTick(field) ? String(/** @type {HTMLInputElement} */ (field).checked) : field.value);

/**
 * Give a field another value, as a person does.
 * @param {Field} field
 * @param {string} value
 */
const put = (field, value) => {
  if (valueOf(field) === value) return;
  if (isTick(field)) /** @type {HTMLInputElement} */ (field).checked = value === "true";
  else field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
};

/** @param {HTMLDialogElement} sheet */
export const openSheet = (sheet) => {
  const wide = matchMedia("(min-width: 60rem)"); // there it stands beside the list, if need be since the tap
  if (wide.matches || !sheet.showModal) return; // Safari before 15.4 knows no dialogs: there it stands open in the page
  const fields = /** @type {Field[]} */ ([...sheet.querySelectorAll("input, select")]);
  const before = fields.map(valueOf);
  const close = () => sheet.close();
  need('[data-action="see"]', sheet).onclick = close;
  need('[data-action="undo-filter"]', sheet).onclick = () => fields.forEach((field, n) => put(field, before[n]));
  sheet.onclick = ({ target }) => {
    if (target === sheet) close(); // beside it
  };
  wide.addEventListener("change", close, { once: true });
  sheet.showModal();
  part("title", sheet).focus(); // not the field of words, which would bring up the keyboard
};
