/** On a wide screen show one item's detail beside the list; arrow keys move from item to item. */
import { make } from "../site/elements.js";
import { need, part } from "../site/need.js";

/** @typedef {HTMLDetailsElement} Detail */

// A tap on one of these, or within a detail, is meant for it and not for the row.
const OWN = 'a, button, input, label, textarea, select, [data-part="more"]';

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** @param {EventTarget | null} target */
const elementOf = (target) => /** @type {Element} */ (target);

/** A row's own: each of its objects may have one, too, which stays in its place. @param {Element} row */
const detailOf = (row) => /** @type {Detail} */ (need(':scope > [data-part="more"]', row));

/**
 * Beside the list a detail must say what it is of.
 * @param {Detail} detail
 */
const sayWhose = (detail) => {
  const row = /** @type {Element} */ (detail.closest("[data-item-id]"));
  if (detail.querySelector('[data-part="again"]')) return;
  const line = make("p", `${row.id}　${part("check", row).textContent}`, "item__again");
  line.dataset.part = "again";
  need("summary + *", detail).prepend(line);
};

/**
 * Give the detail that an arrow key leads to.
 * @param {Detail[]} details
 * @param {KeyboardEvent} event
 */
const ledTo = (details, { key, target }) => {
  const step = STEPS[key] || 0;
  const here = step && elementOf(target).closest("summary");
  if (!here) return undefined;
  const shown = details.filter((one) => one.offsetParent);
  return shown[shown.findIndex((one) => one === here.parentElement) + step];
};

/**
 * @param {Detail[]} details
 * @param {MediaQueryList} wide
 */
const arrange = (details, wide) => {
  if (matchMedia("print").matches) return; // paper shows the list as it stands
  document.body.classList.toggle("page--panes", wide.matches);
  /** @type {Detail | null} */
  const target = document.querySelector(':target > [data-part="more"]');
  const open = details.find((one) => one.open);
  if (wide.matches && (target || !open)) (target || details.find((one) => one.offsetParent) || details[0]).open = true;
};

/** @param {HTMLElement} root */
export const startPanes = (root) => {
  const wide = matchMedia("(min-width: 80rem)");
  const details = /** @type {Detail[]} */ ([...root.querySelectorAll('[data-part="more"]')]);

  root.addEventListener("keydown", (event) => {
    const next = ledTo(details, event);
    if (!next) return;
    event.preventDefault();
    need("summary", next).focus();
    next.scrollIntoView({ block: "nearest" });
    if (wide.matches) next.open = true;
  });
  // Whatever one does in a row, its detail stands beside it.
  root.addEventListener("focusin", ({ target }) => {
    const row = wide.matches && elementOf(target).closest("[data-item-id]");
    if (row && !elementOf(target).closest('[data-part="more"]')) detailOf(row).open = true;
  });
  // A tap anywhere on a row is meant for its detail, unless it is meant for a link or a button.
  root.addEventListener("click", ({ target }) => {
    const row = wide.matches && elementOf(target).closest("[data-item-id]");
    if (row && !elementOf(target).closest(OWN)) detailOf(row).open = true;
  });
  // One detail at a time has the room beside the list.
  const opened = (/** @type {Event} */ event) => {
    const target = /** @type {Detail} */ (event.target);
    if (!wide.matches || !target.open || !details.includes(target)) return;
    for (const one of details) if (one !== target) one.open = false;
    sayWhose(target);
  };
  root.addEventListener("toggle", opened, true);
  addEventListener("hashchange", () => arrange(details, wide));
  wide.addEventListener("change", () => arrange(details, wide));
  arrange(details, wide);
};
