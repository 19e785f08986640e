/** What went wrong with keeping the record, above the list. */

/**
 * Say it: "failed" a change, "full" a picture, "unopened" the store, "unfetched" a late script, or "" nothing any more.
 * @param {"failed" | "full" | "unopened" | "unfetched" | ""} kind
 */
export const sayTrouble = (kind) => {
  const box = /** @type {HTMLElement} */ (document.querySelector("[data-record-trouble]"));
  box.hidden = !kind;
  for (const one of box.querySelectorAll("[data-kind]")) {
    const line = /** @type {HTMLElement} */ (one);
    line.hidden = line.dataset.kind !== kind;
  }
};
