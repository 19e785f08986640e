/** Elements for a page: made with their text, copied from its templates. */
import { need } from "./need.js";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [text]
 * @param {string} [className]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const make = (tag, text = "", className = "") => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};

/**
 * Copy what a template of the page holds.
 * @param {string} name
 */
export const copied = (name) => {
  /** @type {HTMLTemplateElement} */
  const template = need(`template[data-template="${name}"]`);
  return document.importNode(template.content, true);
};

/**
 * Copy the one element that a template of the page holds.
 * @param {string} name
 */
export const copiedElement = (name) => /** @type {HTMLElement} */ (copied(name).firstElementChild);

/**
 * Show a text in a part, or hide the part where there is none.
 * @param {HTMLElement} box
 * @param {string} text
 */
export const tell = (box, text) => {
  box.textContent = text;
  box.hidden = !text;
};

/**
 * Put a text into a field. A choice that is not offered, as of another list, is kept and shown.
 * @param {HTMLInputElement | HTMLSelectElement} field
 * @param {string} text
 */
export const fill = (field, text) => {
  if (field instanceof HTMLSelectElement && ![...field.options].some(({ value }) => value === text)) field.add(new Option(text));
  field.value = text;
};
