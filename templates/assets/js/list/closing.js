/** The end of a record: closed, or what it lacks is listed. */
import { need, part } from "../site/need.js";
import { lacking } from "./lacking.js";

/** @typedef {import("./draft.js").Draft} Draft */

/**
 * Close the record, or list what it lacks, each with a way to it.
 * @param {HTMLElement} root
 * @param {Draft} draft
 */
export const close = async (root, draft) => {
  const { record, items } = draft.hand;
  const lacks = record ? lacking(items, record) : [];
  const line = (/** @type {typeof lacks[number]} */ { id, text }) => {
    const row = document.createElement("li");
    row.append(Object.assign(document.createElement("a"), { href: `#${id || "record"}`, textContent: text }));
    return row;
  };
  const box = part("lacking", root);
  box.hidden = !lacks.length;
  need("ul", box).replaceChildren(...lacks.map(line));
  if (!lacks.length) await draft.close();
};
