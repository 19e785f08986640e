/** What a colleague's file says, made harmless and bounded before anything else looks at it. */
import { clean as phrase } from "#words";
import { called } from "./called.js";
import { UNSEEN } from "./shown.js";

/** @typedef {{ value: any, removed: string[], odd: boolean }} Cleaned `removed` are the characters, `odd` says that a key is no key */

export const LARGEST = 5 * 2 ** 20; // bytes of one record: 2,000 answers with half a page each; read in a moment on a phone
const LONGEST = 20_000; // characters of a text: ten pages, more than anyone writes into a field
const DEEPEST = 12; // levels: a record has seven
const MOST = 5_000; // of what nothing is said about: points of a signature, keys
/** @type {{ [name: string]: number }} */
const MOST_OF = {
  answers: 2_000, // the longest list asks 147, each of some objects
  findings: 50, // of an answer
  photos: 50, // of a finding: a phone takes six, some merged are more
  inspectors: 100,
  companions: 100,
};

/** A file that holds more than a record can. */
export class TooMuch extends Error {}

/**
 * @param {string} name
 * @param {number} count
 */
const checkCount = (name, count) => {
  const most = MOST_OF[name] || MOST;
  if (count > most) throw new TooMuch(phrase.many({ name: called(name), count, most }));
};

/** @param {string} char */
const codeOf = (char) => `U+${(char.codePointAt(0) || 0).toString(16).toUpperCase().padStart(4, "0")}`;

class Cleaning {
  /** @type {Set<string>} */
  removed = new Set();
  odd = false;

  /** @param {string} text */
  text(text) {
    if (text.length > LONGEST) throw new TooMuch(phrase.long({ count: text.length, most: LONGEST }));
    return text.replace(UNSEEN, (char) => {
      this.removed.add(codeOf(char));
      return "";
    });
  }

  /**
   * @param {any} value
   * @param {string} name
   * @param {number} depth
   * @returns {any}
   */
  any(value, name, depth) {
    if (typeof value === "string") return this.text(value);
    if (!value || typeof value !== "object") return value;
    if (depth === DEEPEST) throw new TooMuch(phrase.deep);
    return Array.isArray(value) ? this.#list(value, name, depth) : this.#object(value, name, depth);
  }

  /** @type {(value: any[], name: string, depth: number) => any[]} */
  #list(value, name, depth) {
    checkCount(name, value.length);
    return value.map((one) => this.any(one, "", depth + 1));
  }

  /** @type {(value: object, name: string, depth: number) => object} */
  #object(value, name, depth) {
    const all = Object.entries(value);
    checkCount(name, all.length);
    const made = Object.fromEntries(all.map(([key, one]) => [this.text(key), this.any(one, key, depth + 1)]));
    this.odd ||= Object.keys(made).length < all.length || Object.keys(made).includes("__proto__");
    return made;
  }
}

/**
 * Take out of every text and key what nobody sees or what turns others round. What is too much throws TooMuch, in words.
 * @param {unknown} value JSON
 * @returns {Cleaned}
 */
export const cleaned = (value) => {
  const cleaning = new Cleaning();
  const made = cleaning.any(value, "", 0);
  return { value: made, removed: [...cleaning.removed].sort(), odd: cleaning.odd };
};
