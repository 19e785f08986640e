/** The fields of a form and its rows: what a proof says in them, what people write into them. */
import { dropRow, setCell, setDay, setField } from "../record/proofs.js";
import { newId } from "../record/rules.js";
import { copiedElement } from "../site/elements.js";
import { hold } from "../site/leaving.js";
import { need, part } from "../site/need.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../record/types").Proof} Proof */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @param {ParentNode} root @param {string} selector */
const fieldsIn = (root, selector) => /** @type {NodeListOf<Field>} */ (root.querySelectorAll(selector));

/**
 * Put a text where it is written, unless somebody is writing there.
 * @param {Field} field
 * @param {string} text
 */
const put = (field, text) => {
  if (field.type === "radio") /** @type {HTMLInputElement} */ (field).checked = field.value === text;
  else if (document.activeElement !== field) field.value = text;
};

/**
 * What a proof says in a field, or what one would that is begun now.
 * @param {Desk} desk
 * @param {Field} field
 */
const saidIn = ({ proof, begins }, { dataset: { field = "", day } }) => {
  if (day !== undefined) return proof?.date || "";
  return (proof ? proof.fields : begins)[field] || "";
};

// Rows

/** @param {HTMLElement} root */
const box = (root) => part("rows", root);

/** @param {HTMLElement} root */
const drawn = (root) => /** @type {HTMLElement[]} */ ([...box(root).children]);

/**
 * @param {string} id
 */
const newRow = (id) => {
  const row = copiedElement("proof-row");
  row.dataset.row = id;
  for (const field of fieldsIn(row, "[type=radio]")) /** @type {HTMLInputElement} */ (field).name += id;
  return row;
};

/**
 * @param {HTMLElement} row
 * @param {number} n
 * @param {{ [column: string]: string }} cells
 */
const showRow = (row, n, cells) => {
  part("number", row).textContent = String(n + 1);
  for (const field of fieldsIn(row, "[data-column]")) put(field, cells[field.dataset.column || ""] || "");
};

/**
 * Show a row for each that the proof has, and a blank one where it has none; a row that one is writing in stays where it is.
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
const showRows = (root, desk) => {
  const rows = desk.proof?.rows || [];
  const there = new Map(drawn(root).map((row) => [row.dataset.row || "", row]));
  const [first = newId(4)] = there.keys();
  const ids = rows.length || desk.closed ? rows.map(({ id }) => id) : [first];
  const elements = ids.map((id) => there.get(id) || newRow(id));
  if (elements.length !== there.size || elements.some((one, n) => box(root).children[n] !== one)) box(root).replaceChildren(...elements);
  elements.forEach((row, n) => showRow(row, n, rows[n]?.cells || {}));
};

/**
 * Show what the proof says; a closed one is read only.
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
export const showFields = (root, desk) => {
  for (const field of fieldsIn(root, "[data-field]")) put(field, saidIn(desk, field));
  if (root.querySelector('[data-part="rows"]')) showRows(root, desk);
  for (const set of root.querySelectorAll("fieldset[data-set]")) /** @type {HTMLFieldSetElement} */ (set).disabled = desk.closed;
};

/**
 * Keep what is written, as it is written.
 * @param {Desk} desk
 * @param {Field} field
 */
const written = (desk, field) => {
  const { field: name, column, day } = field.dataset;
  const { value } = field;
  const row = /** @type {HTMLElement | null} */ (field.closest("[data-row]"))?.dataset.row;
  if (name) desk.change((proof) => (day === undefined ? setField(proof, name, value) : setDay(proof, value)));
  else if (column && row) desk.change((proof) => setCell(proof, row, column, value));
};

/**
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
export const startFields = (root, desk) => {
  root.addEventListener("input", ({ target }) => written(desk, /** @type {Field} */ (target)));
  root.addEventListener("click", ({ target }) => {
    /** @type {HTMLElement | null} */
    const button = /** @type {Element} */ (target).closest("[data-action]");
    const { action } = button?.dataset || {};
    const row = /** @type {HTMLElement | null} */ (button?.closest("[data-row]"));
    if (action === "add-row") {
      const added = newRow(newId(4));
      box(root).append(added);
      part("number", added).textContent = String(drawn(root).length);
      /** @type {HTMLElement} */ (need("[data-column]", added)).focus();
    } else if (action === "drop-row" && row) {
      row.remove();
      desk.change((proof) => dropRow(proof, row.dataset.row || ""));
      showRows(root, desk);
    }
  });
  // A browser gives nothing of half a date: it must not be left, or it is gone.
  hold(() => document.activeElement?.matches("[type=date]:invalid"));
};
