/** Names that are read from the right, set apart on paper: a number behind one would else be drawn before it. */
import { make } from "./elements.js";

const RIGHT = "[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]+";
const NAME = new RegExp(`(${RIGHT}(?:[ \\u00a0.\\u00b7'\\u2019-]+${RIGHT})*)`, "u");

/**
 * Part a text: every second piece is read from the right.
 * @param {string} text
 */
export const pieces = (text) => text.split(NAME);

/**
 * Set apart what is within an element.
 * @param {Element} root
 */
export const setApart = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    const parts = pieces(text.data);
    if (parts.length > 1) text.replaceWith(...parts.map((piece, n) => (n % 2 ? make("bdi", piece) : piece)));
  }
};
