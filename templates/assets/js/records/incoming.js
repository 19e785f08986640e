/** Files come in: chosen, dropped anywhere on the page, or pasted as text. */
import { imports as phrase } from "#words";
import { hold } from "../site/leaving.js";
import { need, part } from "../site/need.js";

/** @typedef {(files: File[]) => unknown} Coming */

/** @param {DragEvent} event */
const holdsFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");

/**
 * @param {HTMLElement} box
 * @param {Coming} coming
 */
const listenForDrops = (box, coming) => {
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    box.classList.add("dropping");
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!relatedTarget) box.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    box.classList.remove("dropping");
    coming([...(event.dataTransfer?.files || [])]);
  });
};

/**
 * Tell of files that come in.
 * @param {HTMLElement} box
 * @param {Coming} coming
 */
export const listenForFiles = (box, coming) => {
  /** @type {HTMLInputElement} */
  const input = need('[data-action="import"]', box);
  input.addEventListener("change", async () => {
    await coming([...(input.files || [])]);
    input.value = "";
  });
  /** @type {HTMLTextAreaElement} */
  const pasted = part("pasted", box);
  hold(() => pasted.value.trim());
  need('[data-action="read-pasted"]', box).addEventListener("click", () => coming([new File([pasted.value], phrase.pasted, { type: "text/plain" })]));
  listenForDrops(box, coming);
};
