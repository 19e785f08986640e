/** Make text comparable: one width, case and script, units by their signs, of marks only what parts a sentence. */
import { inWords } from "./figures.js";

/** What parts a sentence, and a query: nothing is found across it. */
export const PARTING = /[,，。、;；?？!！:：]/;
const KEPT = /[\p{L}\p{N}%‰℃.\ud800-\udfff]/u;
/** @type {Record<string, string>} */
const UNITS = { 毫米: "mm", 厘米: "cm", 公分: "cm", 公里: "km", 平方米: "m2", 平米: "m2", 平方: "m2", 立方米: "m3", 立方: "m3", 米: "m", 公斤: "kg", 千克: "kg", 吨: "t", 摄氏度: "℃", 度: "℃", c: "℃", 伏: "v" };
const UNIT = /([0-9]万?)(毫米|厘米|公分|公里|平方米|平米|平方|立方米|立方|米|公斤|千克|吨|摄氏度|度|伏|c(?![a-z]))/g;
const COUNTED = /(第)([0-9]{1,2})(?=[条章款项])/g;
/** @type {Map<string, string>} */
const modern = new Map(); // a traditional character → today's
/** @type {string[]} */
const known = []; // by character code, what is compared of it

/**
 * What is compared of one character: "" of a mark, " " of one that parts, two characters of ㎡.
 * @param {number} code
 */
const plain = (code) => {
  const char = String.fromCharCode(code);
  const narrow = char === "℃" ? char : char.normalize("NFKC").toLowerCase();
  if (PARTING.test(narrow)) known[code] = " ";
  else known[code] = [...narrow].filter((one) => KEPT.test(one)).map((one) => modern.get(one) || one).join("");
  return known[code];
};
/** @type {(text: string, place: number) => string} */
const compared = (text, place) => known[text.charCodeAt(place)] ?? plain(text.charCodeAt(place));
const isDigit = (/** @type {string} */ char) => char >= "0" && char <= "9";

/**
 * Put other words for what a pattern finds behind its first group; `at` goes along.
 * @param {string} text
 * @param {number[] | undefined} at
 * @param {RegExp} pattern
 * @param {(found: string) => string} words
 */
const reworded = (text, at, pattern, words) => {
  /** @type {[number, number, string][]} */
  const moved = [];
  const out = text.replace(pattern, (all, before, found, place) => {
    moved.push([place + before.length, found.length, words(found)]);
    return before + words(found);
  });
  if (!at) return out;
  for (const [start, length, other] of moved.reverse()) {
    at.splice(start, length, ...[...other].map((_, n) => at[start + Math.min(n, length - 1)]));
  }
  return out;
};

/**
 * What is compared of a character where it stands: a point stands in numbers only.
 * @param {string} text
 * @param {number} place
 * @param {boolean} digit whether the character before is a digit
 */
const comparedIn = (text, place, digit) => {
  const chars = compared(text, place);
  if (chars !== ".") return chars;
  return digit && place + 1 < text.length && isDigit(compared(text, place + 1)) ? chars : "";
};

/** @type {(before: string, one: string) => string} what lies between two characters kept: " " parts, "-" does not */
const leftOut = (before, one) => (before === " " || one === " " ? " " : "-");

/**
 * Whether what comes next stays apart: a mark parts, any mark does between numbers.
 * @param {string} before
 * @param {string} between
 * @param {string} next
 */
const isApart = (before, between, next) => {
  if (between === " ") return before !== "";
  return between !== "" && isDigit(before.slice(-1)) && isDigit(next[0]);
};

/**
 * What is compared of a text, character by character; what a mark parts stays apart (甲、乙 is not 甲乙), numbers that
 * any mark parts too (5～10 is not 510).
 * @param {string} text
 * @param {number[] | undefined} at
 */
const keptOf = (text, at) => {
  let out = "";
  let digit = false; // the last character kept is one
  let between = ""; // what was left out since, as far as it matters
  for (let place = 0; place < text.length; place += 1) {
    const one = comparedIn(text, place, digit);
    if (!one || one === " ") {
      between = leftOut(between, one);
      continue;
    }
    const chars = isApart(out, between, one) ? ` ${one}` : one;
    out += chars;
    for (let n = 0; at && n < chars.length; n += 1) at.push(place);
    digit = isDigit(chars[chars.length - 1]);
    between = "";
  }
  return out;
};

/**
 * Fold a text. `at`, where given, is filled with the place in the text of each character kept; a decimal point stays.
 * @param {string} text
 * @param {number[]} [at]
 */
export const fold = (text, at) => {
  const out = keptOf(text, at);
  if (!/[0-9]/.test(out)) return out;
  return reworded(reworded(out, at, UNIT, (unit) => UNITS[unit]), at, COUNTED, (digits) => inWords(Number(digits)));
};

/**
 * Learn pairs "滅灭": a traditional character and today's.
 * @param {string} pairs
 */
export const learnTraditional = (pairs) => {
  const chars = [...pairs];
  for (let n = 0; n < chars.length; n += 2) modern.set(chars[n], chars[n + 1]);
  known.length = 0;
};
