/** Hold lines of text so that a word is found by its characters, its sound, or its letters. */
import { heard, names, syllables } from "./sounds.js";

/** @import { Heard } from "./sounds.js" */
/** @import { Needle } from "./sums.js" */
/** @typedef {Heard & { text: string, length: number }} Word to be found */
/** @typedef {"exact" | "alike" | "whole" | "first"} Way to find a word */
/** @typedef {(where: Heard, place: number, word: Word) => number} Matching how many characters match at a place */
/** @typedef {(line: number) => void} Report */
/** @typedef {{ heads: Int32Array, places: Int32Array }} Sorted of kind k are places[heads[k]] up to places[heads[k + 1]] */
/** @typedef {Heard & { lineOf: Uint32Array, byChar: Sorted, bySound: () => Sorted }} Index */

const inNumber = (/** @type {number} */ code) => (code >= 48 && code <= 57) || code === 46; // a point stands in numbers only

/**
 * A number is found whole: 5m is not in 15m, nor in 0.5m.
 * @type {Matching}
 */
const whole = ({ codes }, place, word) => {
  const last = word.length - 1;
  if (inNumber(word.codes[0]) && inNumber(codes[place - 1])) return 0;
  if (inNumber(word.codes[last]) && inNumber(codes[place + last + 1])) return 0;
  return word.length;
};

/** @type {Matching} */
const spells = (where, place, word) => {
  for (let n = 0; n < word.length; n += 1) if (where.codes[place + n] !== word.codes[n]) return 0;
  return whole(where, place, word);
};

/** @type {Matching} */
const sounds = (where, place, word) => {
  const { codes, one, other } = where;
  for (let n = 0; n < word.length; n += 1) {
    const here = place + n;
    const same = (/** @type {number} */ sound) => sound && (one[here] === sound || other[here] === sound);
    if (codes[here] !== word.codes[n] && !same(word.one[n]) && !same(word.other[n])) return 0;
  }
  return whole(where, place, word);
};

/**
 * How many characters letters spell syllable by syllable, the last perhaps half typed.
 * @param {Heard} where
 * @param {number} place
 * @param {string} letters
 * @param {number} from
 * @returns {number}
 */
const typesWhole = (where, place, letters, from) => {
  for (const sound of [where.one[place], where.other[place]]) {
    const name = sound ? names[sound] : "";
    if (!name) continue;
    if (letters.length - from <= name.length) {
      if (name.startsWith(letters.slice(from))) return 1;
    } else if (letters.startsWith(name, from)) {
      const more = typesWhole(where, place + 1, letters, from + name.length);
      if (more) return more + 1;
    }
  }
  return 0;
};

/**
 * @param {Heard} where
 * @param {number} place
 * @param {string} letters
 */
const typesFirst = ({ one, other }, place, letters) => {
  for (let n = 0; n < letters.length; n += 1) {
    const here = place + n;
    const isOf = (/** @type {number} */ sound) => sound && names[sound][0] === letters[n];
    if (!isOf(one[here]) && !isOf(other[here])) return 0;
  }
  return letters.length;
};

/**
 * A word to be found.
 * @param {string} text
 * @returns {Word}
 */
export const asked = (text) => {
  const { codes, one, other } = heard(text);
  return { text, length: text.length, codes, one, other };
};

/** @type {Record<Way, Matching>} */
const WAYS = {
  exact: spells,
  alike: sounds,
  whole: (where, place, word) => typesWhole(where, place, word.text, 0),
  first: (where, place, word) => typesFirst(where, place, word.text),
};

/**
 * Sort places by what stands there.
 * @param {number} kinds how many there are
 * @param {...Uint16Array} rows
 * @returns {Sorted}
 */
const sorted = (kinds, ...rows) => {
  const heads = new Int32Array(kinds + 2);
  for (const row of rows) for (let n = 0; n < row.length; n += 1) heads[row[n] + 2] += 1;
  for (let n = 2; n < heads.length; n += 1) heads[n] += heads[n - 1];
  const places = new Int32Array(heads[kinds + 1]);
  for (const row of rows) for (let n = 0; n < row.length; n += 1) places[heads[row[n] + 1]++] = n;
  return { heads, places };
};
/** @type {(list: Sorted, kind: number) => number} */
const count = ({ heads }, kind) => (kind && kind + 1 < heads.length ? heads[kind + 1] - heads[kind] : 0);

/**
 * Index folded lines; they are numbered from `from` on.
 * @param {string[]} texts
 * @param {number} from
 * @returns {Index}
 */
export const indexed = (texts, from) => {
  const all = heard(`${texts.join("\0")}\0`);
  const lineOf = new Uint32Array(all.codes.length);
  let place = 0;
  texts.forEach((text, line) => {
    lineOf.fill(from + line, place, place + text.length + 1);
    place += text.length + 1;
  });
  /** @type {Sorted | null} */
  let bySound = null; // most queries do without
  return { ...all, lineOf, byChar: sorted(65536, all.codes), bySound: () => (bySound ||= sorted(names.length, all.one, all.other)) };
};

/**
 * Say at which places of a kind a word matches whose character `back` stands there.
 * @param {Index} index
 * @param {{ list: Sorted, kind: number, back: number }} places
 * @param {{ word: Word, matches: Matching }} wanted
 * @param {(place: number) => void} tell
 */
const matched = (index, { list, kind, back }, { word, matches }, tell) => {
  const last = count(list, kind) ? list.heads[kind + 1] : 0;
  for (let n = last ? list.heads[kind] : 0; n < last; n += 1) {
    const place = list.places[n] - back;
    if (place >= 0 && matches(index, place, word)) tell(place);
  }
};

const rarest = (/** @type {number[]} */ counts) => counts.indexOf(Math.min(...counts));

/** @type {(index: Index, word: Word, report: Report) => void} */
const byChar = (index, word, report) => {
  const list = index.byChar;
  const back = rarest(Array.from(word.codes, (code) => count(list, code)));
  matched(index, { list, kind: word.codes[back], back }, { word, matches: spells }, (place) => report(index.lineOf[place]));
};

/** @type {(index: Index, word: Word, report: Report) => void} */
const bySound = (index, word, report) => {
  const of = (/** @type {number} */ n) => [...new Set([word.one[n], word.other[n]])].filter(Boolean);
  const places = [...word.codes.keys()];
  if (places.some((n) => !of(n).length)) return;
  const list = index.bySound();
  const back = rarest(places.map((n) => of(n).reduce((sum, sound) => sum + count(list, sound), 0)));
  for (const kind of of(back)) matched(index, { list, kind, back }, { word, matches: sounds }, (place) => report(index.lineOf[place]));
};

/** @type {(index: Index, word: Word, matches: Matching, tell: (place: number) => void) => void} */
const byLetters = (index, word, matches, tell) => {
  const list = index.bySound();
  for (let kind = syllables; kind < names.length; kind += 1) {
    if (names[kind][0] === word.text[0]) matched(index, { list, kind, back: 0 }, { word, matches }, tell);
  }
};

const parts = (/** @type {number | undefined} */ code) => !code || code === 32; // of a line's beginning, or a mark that parts

/**
 * Find what has these first letters. It must be a word, not the end of one and the beginning of another: what stands
 * before and behind it differs from place to place.
 * @type {(index: Index, word: Word, report: Report) => void}
 */
const byFirst = (index, word, report) => {
  const { codes, lineOf } = index;
  /** @type {Map<string, { places: number[], before: Set<number>, behind: Set<number> }>} */
  const found = new Map();
  byLetters(index, word, WAYS.first, (place) => {
    const text = String.fromCharCode(...codes.subarray(place, place + word.length));
    const one = found.get(text) || { places: [], before: new Set(), behind: new Set() };
    found.set(text, one);
    one.places.push(place);
    one.before.add(codes[place - 1]);
    one.behind.add(codes[place + word.length]);
  });
  for (const { places, before, behind } of found.values()) {
    if (before.size > 1 && behind.size > 1) for (const place of places) report(lineOf[place]);
    else if ([...before].some(parts)) for (const place of places) report(lineOf[place]);
  }
};

/**
 * Report the line of each place where a word is found in one of the ways.
 * @param {Index} index
 * @param {Way} way
 * @param {Word} word
 * @param {Report} report
 */
export const find = (index, way, word, report) => {
  if (way === "exact") byChar(index, word, report);
  else if (way === "alike") bySound(index, word, report);
  else if (way === "first") byFirst(index, word, report);
  else byLetters(index, word, WAYS[way], (place) => report(index.lineOf[place]));
};

/**
 * List where one is found in a text: [place, length].
 * @param {string} text
 * @param {Heard} where
 * @param {Needle} needle
 */
const placesOf = (text, where, { way, word }) => {
  /** @type {[number, number][]} */
  const found = [];
  const next = (/** @type {number} */ from) => (way === "exact" ? text.indexOf(word.text, from) : from < text.length ? from : -1);
  for (let place = next(0); place >= 0; place = next(place + 1)) {
    const length = WAYS[way](where, place, word);
    if (length) found.push([place, length]);
  }
  return found;
};

/**
 * List where any is found in one folded text.
 * @param {string} text
 * @param {Needle[]} needles
 */
export const within = (text, needles) => {
  const where = heard(`${text}\0`);
  return needles.flatMap((needle) => placesOf(text, where, needle));
};
