/** What went wrong with keeping the record, above the list. */
import { note } from "../record/store.js";
import { part } from "../site/need.js";

/**
 * Say it: "failed" a change, "full" a picture, "unopened" the store, "unfetched" a late script, or "" nothing any more.
 * @param {"failed" | "full" | "unopened" | "unfetched" | ""} kind
 */
export const sayTrouble = (kind) => {
  const box = part("trouble", document);
  box.hidden = !kind;
  for (const one of box.querySelectorAll("[data-kind]")) {
    const line = /** @type {HTMLElement} */ (one);
    line.hidden = line.dataset.kind !== kind;
  }
};

/**
 * Say that what should have come late did not.
 * @param {unknown} error
 */
export const unfetched = (error) => {
  note(error);
  sayTrouble("unfetched");
};
