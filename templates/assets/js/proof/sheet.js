/** A proof on paper: as its form is printed, filled in, once for each copy. */
import { proving as phrase } from "#words";
import { rowsOf } from "../record/proofs.js";
import { setApart } from "../site/apart.js";
import { copiedElement, make, tell } from "../site/elements.js";
import { need, part } from "../site/need.js";

/** @typedef {import("../record/types").Proof} Proof */

const FEWEST = 3; // rows: the pen may add what came after

/**
 * @param {HTMLElement} sheet
 * @param {Proof} proof
 */
const fillRows = (sheet, proof) => {
  const columns = [.../** @type {NodeListOf<HTMLElement>} */ (sheet.querySelectorAll("th[data-column]"))].map(({ dataset }) => dataset.column || "");
  const rows = rowsOf(proof);
  const blank = { cells: /** @type {{ [column: string]: string }} */ ({}) };
  const all = [...rows, ...Array.from({ length: Math.max(0, FEWEST - rows.length) }, () => blank)];
  const cellsOf = (/** @type {typeof blank} */ { cells }, /** @type {number} */ n) => columns.map((column) => make("td", column === "#" ? String(n + 1) : cells[column] || ""));
  const lines = all.map((row, n) => {
    const line = make("tr");
    line.append(...cellsOf(row, n));
    return line;
  });
  part("lines", sheet).replaceChildren(...lines);
};

/**
 * What a proof says that its form has no place for any more, so that no word of it is lost.
 * @param {HTMLElement} sheet
 * @param {Proof} proof
 */
const restOf = (sheet, { fields, labels }) => {
  const there = new Set([...sheet.querySelectorAll("[data-said]")].map((one) => one.getAttribute("data-said")));
  return Object.keys(fields).filter((name) => !there.has(name)).map((name) => phrase.line({ label: labels[name] || name, text: fields[name] }));
};

/**
 * Give the sheet of one copy.
 * @param {Proof} proof
 * @param {string} copy
 */
const sheetOf = (proof, copy) => {
  const sheet = copiedElement("proof-sheet");
  tell(part("copy", sheet), copy);
  part("draft", sheet).hidden = proof.closed !== null;
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (sheet.querySelectorAll("[data-said]"))) {
    one.textContent = "day" in one.dataset ? proof.date : proof.fields[one.dataset.said || ""] || "";
  }
  if (sheet.querySelector('[data-part="lines"]')) fillRows(sheet, proof);
  tell(part("rest", sheet), restOf(sheet, proof).join("；"));
  part("seal", sheet).textContent = proof.closed ? phrase.seal({ number: proof.closed.number, hash: proof.closed.hash }) : "";
  setApart(sheet);
  return sheet;
};

/**
 * Lay out a proof for the printer: nothing of it is seen on the screen.
 * @param {HTMLElement} root
 * @param {Proof} proof
 */
export const drawSheets = (root, proof) => {
  const { copies = "" } = root.dataset;
  need('[data-part="sheets"]').replaceChildren(...copies.split("\n").map((copy) => sheetOf(proof, copy)));
};
