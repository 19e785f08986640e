/** Letters in a query: which of them, parted by blanks, are one word. */
import { termsTyped } from "./words.js";

const LETTERS = /^[a-z]+$/;
const MOST = 4; // words of an English term

/**
 * @param {string} part
 */
export const isLetters = (part) => LETTERS.test(part);

/**
 * How many parts from one on are a word of the glossary: tower crane, or ta diao.
 * @param {string[]} parts
 * @param {number} from
 */
const together = (parts, from) => {
  let stop = from;
  while (stop < parts.length && stop - from < MOST && isLetters(parts[stop])) stop += 1;
  while (stop > from + 1 && !termsTyped(parts.slice(from, stop).join("")).length) stop -= 1;
  return Math.max(1, stop - from);
};

/**
 * Join parts of letters that are one word.
 * @param {string[]} parts
 */
export const joined = (parts) => {
  /** @type {string[]} */
  const out = [];
  for (let from = 0; from < parts.length; ) {
    const count = together(parts, from);
    out.push(parts.slice(from, from + count).join(""));
    from += count;
  }
  return out;
};
