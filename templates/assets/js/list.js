/** The page of a checklist. */
import { startFilter } from "./list/filter.js";
import { startPanes } from "./list/panes.js";
import { startRecord } from "./list/record.js";
import { attach } from "./site/attach.js";
import { startEverywhere } from "./site/everywhere.js";

let reveal = (/** @type {HTMLElement} */ _row) => {};

startEverywhere();
attach("filter", (/** @type {HTMLDetailsElement} */ root) => {
  reveal = startFilter(root);
});
attach("panes", startPanes);
attach("record", (root) => startRecord(root, (row) => reveal(row)));
