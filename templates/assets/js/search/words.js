/** Know the words of the glossary: what else people say for what stands in a query. */
import { related, terms } from "./entries.js";
import { asked, find, indexed } from "./index.js";
import { typed, typings } from "./sounds.js";
import { fold } from "./text.js";

/** @import { Index } from "./index.js" */
/** @typedef {[string, number][]} Others what else people say, each with how good it is */
/** @typedef {{ start: number, stop: number, word: string, others: Others }} Span a word of the glossary in a text */

const LONGEST = 12;
const SAME = 0.97; // how good another word for the same is
const SOUND = 0.7; // another word for what sounds the same
const PIECE = 0.85; // what the word is a piece of: times its share
const BESIDE = 0.4; // what the meaning names, and what names it
const HEARD = 0.5; // how much of that what only sounds alike is worth
const LEAST = 0.35; // how alike words must be to be offered
const MANY = 8; // a term with more beside it is too general to lead anywhere
const ENGLISH = /^[a-z]{3,}$/;
const SPELT = /[a-z0-9]/; // within other text letters are no pinyin
/** @type {string[][]} */
const words = []; // by term, folded
/** @type {Map<string, number[]>} */
const bySaid = new Map(); // word → terms
/** @type {Map<string, number[]>} */
const byTyped = new Map(); // letters → terms
/** @type {{ word: string, term: number }[]} */
const english = [];
/** @type {Map<number, number[]>} */
const beside = new Map(); // term → terms
/** @type {Index[]} */
const pieces = []; // of all words
/** @type {{ word: string, term: number }[]} */
const wordAt = []; // by line of those

/**
 * @template Key
 * @param {Map<Key, number[]>} map
 * @param {Key} key
 * @param {number} value
 */
const put = (map, key, value) => {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
};

const relate = () => {
  related.forEach((named, term) => {
    for (const other of named) {
      put(beside, term, other);
      put(beside, other, term);
    }
  });
};

/** Take in what has been downloaded since. */
export const learnWords = () => {
  const from = wordAt.length;
  for (let term = words.length; term < terms.length; term += 1) {
    words.push(terms[term].map((word) => fold(word)));
    for (const word of words[term]) {
      put(bySaid, word, term);
      for (const letters of typings(word)) put(byTyped, letters, term);
      wordAt.push({ word, term });
      if (ENGLISH.test(word)) english.push({ word, term });
    }
  }
  if (wordAt.length > from) pieces.push(indexed(wordAt.slice(from).map(({ word }) => word), from));
  if (related.length && !beside.size) relate();
};

/**
 * All words of some terms but one.
 * @param {number[]} some
 * @param {string} but
 * @param {number} strength
 * @returns {Others}
 */
const all = (some, but, strength) => some.flatMap((term) => words[term]).filter((one) => one !== but).map((one) => [one, strength]);

/**
 * Words for what a piece belongs to: 灯罩 is a piece of 灯罩碎, which is 罩破.
 * @param {string} piece
 */
export const pieced = (piece) => {
  /** @type {Others} */
  const also = [];
  const take = (/** @type {number} */ line) => {
    const { word, term } = wordAt[line];
    if (word !== piece) also.push(...all([term], word, (PIECE * piece.length) / word.length));
  };
  const wanted = asked(piece);
  for (const one of pieces) find(one, "exact", wanted, take);
  return also;
};

/**
 * Other words for one of the glossary; null where it is none.
 * @param {string} word
 * @param {string} letters by which it is typed
 */
const said = (word, letters) => {
  const own = bySaid.get(word);
  const alike = byTyped.get(letters);
  if (!own) return word.length > 1 && alike && !SPELT.test(word) ? all(alike, word, SOUND) : null;
  const around = own.flatMap((term) => beside.get(term) || []);
  return [...all(own, word, SAME), ...(around.length > MANY ? [] : all(around, word, BESIDE)), ...pieced(word)];
};

/**
 * The longest words of the glossary in a text, none within another.
 * @param {string} part
 */
export const wordsWithin = (part) => {
  const syllables = [...part].map(typed);
  /** @type {Span[]} */
  const spans = [];
  let stopped = 0;
  for (let start = 0; start < part.length; start += 1) {
    for (let stop = Math.min(part.length, start + LONGEST); stop > Math.max(start, stopped); stop -= 1) {
      const word = part.slice(start, stop);
      const others = said(word, syllables.slice(start, stop).join(""));
      if (!others) continue;
      spans.push({ start, stop, word, others });
      stopped = stop;
      break;
    }
  }
  return spans;
};

/**
 * Whether so few letters are wrong, missing or too many as a slip leaves: one of five, two of nine.
 * @param {string} typedAs
 * @param {string} word
 */
const slipped = (typedAs, word) => {
  const most = typedAs.length < 5 ? 0 : typedAs.length < 9 ? 1 : 2;
  if (Math.abs(typedAs.length - word.length) > most) return false;
  let before = Array.from({ length: word.length + 1 }, (_, n) => n); // what the letters so far are from each beginning
  for (let n = 1; n <= typedAs.length; n += 1) {
    const now = [n];
    for (let k = 1; k <= word.length; k += 1) {
      const other = typedAs[n - 1] === word[k - 1] ? 0 : 1;
      now.push(Math.min(before[k] + 1, now[k - 1] + 1, before[k - 1] + other));
    }
    before = now;
  }
  return before[word.length] <= most;
};

/**
 * Terms whose English word begins so, else holds these letters, else is meant with a slip.
 * @param {string} letters
 */
const meant = (letters) => {
  if (letters.length < 3) return [];
  for (const fits of [begins, holds, slipped]) {
    const found = english.filter(({ word }) => fits(letters, word));
    if (found.length) return found.map(({ term }) => term);
  }
  return [];
};
const begins = (/** @type {string} */ letters, /** @type {string} */ word) => word.startsWith(letters);
const holds = (/** @type {string} */ letters, /** @type {string} */ word) => letters.length > 4 && word.includes(letters);

/**
 * Terms that are typed so: by pinyin or its first letters, else in English.
 * @param {string} letters
 */
export const termsTyped = (letters) => byTyped.get(letters) || meant(letters);

/**
 * The words of some terms.
 * @param {number[]} some
 */
export const wordsOf = (some) => all(some, "", SAME);

/**
 * The word that stands for a term in texts.
 * @param {number} term
 */
export const standard = (term) => words[term][0];

/**
 * How alike two words are: twice the pieces they share, of all they have.
 * @param {Set<string>} one
 * @param {string[]} other
 */
const likeness = (one, other) => (2 * other.filter((piece) => one.has(piece)).length) / (one.size + other.length || 1);
const pairsOf = (/** @type {string} */ word) => Array.from({ length: Math.max(0, word.length - 1) }, (_, n) => word.slice(n, n + 2));
const piecesOf = (/** @type {string} */ word) => [...word, ...pairsOf(word)];

/**
 * The terms nearest to a query, by what is written and by how it sounds.
 * @param {string} query
 * @param {number} most
 */
export const nearest = (query, most) => {
  const folded = fold(query);
  const [written, letters] = [new Set(piecesOf(folded)), new Set(pairsOf(typed(folded)))];
  /** @type {Map<number, number>} */
  const scores = new Map();
  for (const { word, term } of wordAt) {
    const score = Math.max(likeness(written, piecesOf(word)), HEARD * likeness(letters, pairsOf(typed(word))));
    if (score > (scores.get(term) || LEAST)) scores.set(term, score);
  }
  return [...scores].sort((one, other) => other[1] - one[1]).slice(0, most).map(([term]) => terms[term][0]);
};
