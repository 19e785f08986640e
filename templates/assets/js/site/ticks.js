/**
 * Keep on this device what a role has ticked off in its monthly plan. A tick is named by its matter, its day and which
 * time it is: what a new edition plans otherwise has another name and is open, all else stays ticked.
 */
import { keep, kept } from "./choices.js";
import { need } from "./need.js";

/** @param {HTMLElement} root */
export const startTicks = (root) => {
  const key = `paicha ${document.documentElement.dataset.site} plan ${root.dataset.role}`;
  const boxes = /** @type {HTMLInputElement[]} */ ([...root.querySelectorAll("input")]);
  const ticked = () => new Set(kept(key).split("\n").filter(Boolean));
  const show = () => {
    const now = ticked();
    for (const box of boxes) box.checked = now.has(box.value);
  };
  root.addEventListener("change", ({ target }) => {
    const { value, checked } = /** @type {HTMLInputElement} */ (target);
    const now = ticked(); // of another window, too
    if (checked) now.add(value);
    else now.delete(value);
    need("[data-ticks-unkept]", root).hidden = keep(key, [...now].join("\n"));
  });
  addEventListener("storage", (event) => {
    if (event.key === key) show();
  });
  show();
  for (const box of boxes) box.disabled = false;
  need("[data-ticks-kept]", root).hidden = false;
};
