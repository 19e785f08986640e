/** What a checklist does: it is narrowed, shows details beside itself, and is filled in. */
import { attach } from "../site/attach.js";
import { startFilter } from "./filter.js";
import { startPanes } from "./panes.js";
import { startRecord } from "./record.js";

export const startList = () => {
  let reveal = (/** @type {HTMLElement} */ _row) => {};
  attach("filter", (/** @type {HTMLDetailsElement} */ root) => {
    reveal = startFilter(root);
  });
  attach("panes", startPanes);
  attach("record", (root) => startRecord(root, (row) => reveal(row)));
};
