/** What a checklist does: it is narrowed, shows details beside itself, and is filled in. */
import { note } from "../record/store.js";
import { attach } from "../site/attach.js";
import { startFilter } from "./filter.js";
import { startRecord } from "./record.js";
import { startTopics } from "./topics.js";

/**
 * What shows details beside the list is for wide screens only, and comes there late.
 * @param {HTMLElement} root
 */
const startBeside = (root) => {
  const wide = matchMedia("(min-width: 60rem)");
  const bring = () => {
    if (!wide.matches) return;
    wide.removeEventListener("change", bring);
    import("./panes.js").then(({ startPanes }) => startPanes(root)).catch(note); // without it details open in their places
  };
  wide.addEventListener("change", bring);
  bring();
};

export const startList = () => {
  let reveal = (/** @type {HTMLElement} */ _row) => {};
  attach("filter", (/** @type {HTMLDialogElement} */ root) => {
    reveal = startFilter(root);
  });
  attach("rest", (root) => import("./rest.js").then(({ startRest }) => startRest(root)).catch(note));
  attach("topics", startTopics);
  attach("panes", startBeside);
  attach("record", (root) => startRecord(root, (row) => reveal(/** @type {HTMLElement} */ (row.closest("li")))));
  const keep = () => import("./place.js").then(({ keepPlace }) => keepPlace()).catch(note);
  if (scrollY) keep(); // the browser was quicker
  else addEventListener("scroll", keep, { once: true });
};
