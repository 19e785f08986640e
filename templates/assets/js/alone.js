/** A checklist as one file: it holds two pages, the list and the records on this device, of which the address asks for one. */
import { startList } from "./list/list.js";
import { startRecords } from "./records/records.js";
import { attach } from "./site/attach.js";
import { need } from "./site/need.js";

const asked = new URLSearchParams(location.search);
if (["records", "sheet", "keyin", "round", "findings", "finding"].some((name) => asked.has(name))) {
  /** @type {HTMLTemplateElement} */
  const other = need("template[data-page]");
  need("main").replaceChildren(other.content);
  document.body.className = other.dataset.class || "";
  document.title = other.dataset.title || "";
  for (const choice of document.querySelectorAll("[data-path]")) /** @type {HTMLElement} */ (choice).dataset.path = location.pathname;
}

// A picture stands in the file once.
for (const again of document.querySelectorAll("img[data-again]")) {
  const { dataset } = /** @type {HTMLImageElement} */ (again);
  /** @type {HTMLImageElement} */
  const first = need(`img[data-picture="${dataset.again}"]`);
  /** @type {HTMLImageElement} */ (again).src = first.src;
}

// One page at a time: each finds what it is for, or nothing.
startList();
attach("records", startRecords);
