/** The rows of a checklist: what each says of its item, by its hooks. */
import { need, part } from "../site/need.js";

/** @typedef {import("../record/types").Measure} Measure */
/**
 * A question and where it stands: in its item's row, or, of an object, in a block of that; `name` is what the latter is called.
 * @typedef {import("../record/types").Question & { row: HTMLElement, on_fail: string[], on_major: string[], name?: string }} Row
 */

const number = (/** @type {string | undefined} */ text) => (text === undefined ? null : Number(text));
const words = (/** @type {string | undefined} */ text) => (text || "").split(" ").filter(Boolean);
const text = (/** @type {Node | null | undefined} */ one) => one?.textContent || "";

/**
 * @param {HTMLElement} row
 * @param {string} name
 */
const actions = (row, name) => [...row.querySelectorAll(`[data-part="${name}"]`)].flatMap((one) => text(one).split("；")).filter(Boolean);

/** @param {HTMLElement} field whose label begins with its words */
const measure = (field) => {
  const { unit = "", min, max, date } = field.dataset;
  const label = text(field.closest("label")?.firstChild).trim();
  return /** @type {Measure} */ ({ label, unit, min: number(min), max: number(max), date: date || null });
};

/** @param {HTMLElement} row */
const read = (row) => {
  const { itemId: id = "", textHash = "", facet, each, sign } = row.dataset;
  const all = (/** @type {string} */ selector) => [...row.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));
  const conditions = () => all('[data-part="major-if"] > li');
  /** @type {Row} */
  const item = {
    id,
    row,
    check: text(part("check", row)),
    text_hash: textHash,
    facets: words(facet),
    each: words(each),
    sign: /** @type {Row["sign"]} */ (sign || null),
    // Of most items nobody asks for these: read from the start, they would cost a third of the time until one can answer.
    get conditions() {
      return conditions().map((one) => ({ when: text(one) }));
    },
    get measures() {
      return all("[data-measure]").map(measure);
    },
    get measured() {
      return conditions().flatMap((one) => (one.dataset.measured ? [{ when: text(one), labels: one.dataset.measured.split("|") }] : []));
    },
    get on_fail() {
      return actions(row, "on-fail");
    },
    get on_major() {
      return actions(row, "on-major");
    },
  };
  return item;
};

/** Read the rows of the page, in walking order, by their items' numbers. */
export const readRows = () => {
  const rows = [...document.querySelectorAll("[data-item-id]")].map((one) => read(/** @type {HTMLElement} */ (one)));
  return new Map(rows.map((item) => [item.id, item]));
};

/**
 * The question in whose row, or block, something stands.
 * @param {Map<string, Row>} items
 * @param {EventTarget | null} target
 */
export const itemOf = (items, target) => {
  const box = target instanceof Element && target.closest("[data-item-id], [data-object]");
  return (box && items.get(box.id)) || null;
};

/**
 * The words of an answer, as the page's first question has them.
 * @param {string} value
 */
export const wordsOf = (value) => text(need(`[data-answer][value="${value}"] + span`));
