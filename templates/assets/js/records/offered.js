/** Items that a typed line may mean, listed under it: arrows choose one, a tap takes it. */
import { make } from "../site/elements.js";

/** @typedef {import("../record/types").Item} Item */

/**
 * @param {Item} item
 * @param {string} name
 */
const optionOf = (item, name) => {
  const row = make("li", `${name}　${item.check}`);
  row.id = `found-${item.id}`;
  row.setAttribute("role", "option");
  row.dataset.found = item.id;
  return row;
};

/**
 * Give a field its list; `taken` is told the id of an item that is tapped.
 * @param {HTMLInputElement} line
 * @param {HTMLElement} options
 * @param {(item: Item) => string} nameOf
 * @param {(id: string) => unknown} taken
 */
export const offering = (line, options, nameOf, taken) => {
  /** @returns {HTMLElement | null} */
  const active = () => options.querySelector('[aria-selected="true"]');

  const show = (/** @type {Item[]} */ items) => {
    options.hidden = !items.length;
    line.setAttribute("aria-expanded", String(items.length > 0));
    line.removeAttribute("aria-activedescendant");
    options.replaceChildren(...items.map((item) => optionOf(item, nameOf(item))));
  };

  /** Go down or up the list, from its end to its start. */
  const step = (/** @type {1 | -1} */ by) => {
    const rows = [...options.children];
    if (!rows.length) return;
    const now = rows.findIndex((row) => row === active());
    for (const row of rows) row.removeAttribute("aria-selected");
    const row = rows[(now + by + rows.length + (now < 0 && by < 0 ? 1 : 0)) % rows.length];
    row.setAttribute("aria-selected", "true");
    line.setAttribute("aria-activedescendant", row.id);
  };

  options.addEventListener("pointerdown", (event) => {
    /** @type {HTMLElement | null} */
    const row = /** @type {Element} */ (event.target).closest("[data-found]");
    if (!row) return;
    event.preventDefault();
    taken(row.dataset.found || "");
  });
  return { show, step, chosen: () => active()?.dataset.found || null };
};
