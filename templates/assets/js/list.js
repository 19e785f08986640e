/** The page of a checklist. */
import { startFilter } from "./list/filter.js";
import { startPanes } from "./list/panes.js";
import { attach } from "./site/attach.js";
import { startEverywhere } from "./site/everywhere.js";

startEverywhere();
attach("filter", (root) => {
  const reveal = startFilter(/** @type {HTMLDetailsElement} */ (root));
  // For the scripts that are no modules yet.
  Object.assign(window, { paicha: { .../** @type {object} */ (Reflect.get(window, "paicha")), reveal } });
});
attach("panes", startPanes);
