/** Add up what a query finds: for each unit of it the best line of each entry, for each part its share. */
import { entries, indexes, lines } from "./entries.js";
import { asked, find } from "./index.js";

/** @import { Line } from "./entries.js" */
/** @import { Way, Word } from "./index.js" */
/** @typedef {{ word: Word, way: Way, strength: number }} Needle what was looked for and is there */

// How much a line says of its entry; long lines say a little less.
/** @type {Record<string, number>} */
const FIELDS = { check: 1, title: 1, label: 1, also: 0.95, ask: 0.9, when: 0.9, text: 0.85, evidence: 0.8, measure: 0.8, look: 0.75, role: 0.7, note: 0.6, section: 0.6, basis: 0.5 };
const worth = (/** @type {Line} */ { field, text }) => FIELDS[field] * (1 - Math.min(0.15, text.length / 600));

const COVERED = 0.35; // of a part: what counts as having it

let size = 0; // lines there is room for
// By line, what it is worth, of which entry it is, and whether that is of the glossary.
let worths = new Float32Array();
let entryOf = new Uint32Array();
let isTerm = new Uint8Array();
// By line: what the unit has found there, the part, and the query.
let best = new Float32Array();
let partLine = new Float32Array();
let line = new Float32Array();
// By entry: its best of the unit, of the part, of the query; how many parts it has, and its best line.
let top = new Float32Array();
let partEntry = new Float32Array();
let entry = new Float32Array();
let parts = new Float32Array();
let bestLine = new Uint32Array();
let mark = new Uint32Array(); // the round in which it was counted
let round = 0;
/** @type {number[]} */
let touched = []; // lines the unit has found
/** @type {number[]} */
let reached = []; // lines the part has found
/** @type {number[]} */
let all = []; // lines the query has found
/** @type {Needle[]} */
let needles = [];
let whole = 0;

const grow = () => {
  size = lines.length;
  worths = Float32Array.from(lines, worth);
  entryOf = Uint32Array.from(lines, (one) => one.entry.number);
  isTerm = Uint8Array.from(lines, (one) => Number(one.entry.kind === "term"));
  mark = new Uint32Array(entries.length);
  [best, partLine, line] = [1, 2, 3].map(() => new Float32Array(size));
  bestLine = new Uint32Array(entries.length);
  [partEntry, entry, parts, top] = [1, 2, 3, 4].map(() => new Float32Array(entries.length));
};

export const begin = () => {
  if (size !== lines.length) grow();
  for (const one of [line, entry, parts]) one.fill(0);
  [all, needles, whole] = [[], [], 0];
};

/**
 * Look for a word in one of the ways; say whether it is anywhere.
 * @param {string} text
 * @param {number} strength
 * @param {Way} way
 */
export const look = (text, strength, way = "exact") => {
  const word = asked(text);
  const before = touched.length;
  const hit = (/** @type {number} */ one) => {
    if (!best[one]) touched.push(one);
    if (best[one] < strength) best[one] = strength;
  };
  for (const one of indexes) find(one, way, word, hit);
  if (touched.length > before) needles.push({ word, way, strength });
  return touched.length > before;
};

/**
 * Take a line as found.
 * @param {number} one
 * @param {number} strength
 */
export const put = (one, strength) => {
  if (!best[one]) touched.push(one);
  best[one] = strength;
};

/** Whether the unit has found anything. */
export const any = () => touched.length > 0;

/** How rare what the unit found is; words of the glossary do not count. */
export const rarity = () => {
  let count = 0;
  round += 1;
  for (const one of touched) {
    if (mark[entryOf[one]] === round) continue;
    mark[entryOf[one]] = round;
    count += 1 - isTerm[one];
  }
  return count ? Math.log(1 + entries.length / count) : 0.2;
};

/**
 * Close a unit: an entry has it as well as its best line has.
 * @param {number} weight
 */
export const settle = (weight) => {
  /** @type {number[]} */
  const met = [];
  for (const one of touched) {
    const value = weight * best[one] * worths[one];
    const at = entryOf[one];
    if (!partLine[one]) reached.push(one);
    partLine[one] += value;
    best[one] = 0;
    if (!top[at]) met.push(at);
    if (top[at] < value) top[at] = value;
  }
  for (const at of met) {
    partEntry[at] += top[at];
    top[at] = 0;
  }
  touched = [];
  return weight;
};

/**
 * Close a part.
 * @param {number} total what the weights of its units come to
 * @param {number} importance
 */
export const close = (total, importance, counts = true) => {
  for (const one of reached) {
    const at = entryOf[one];
    if (!line[one]) all.push(one);
    line[one] += (importance * partLine[one]) / total;
    partLine[one] = 0;
    const share = partEntry[at] / total;
    entry[at] += importance * share;
    if (counts && share > COVERED) parts[at] += 1;
    partEntry[at] = 0;
  }
  reached = [];
  if (counts) whole += importance;
};

/** Give the entries that were found by their numbers; `lineOf`, `scoreOf` and `partsOf` say more of each. */
export const totals = () => {
  /** @type {number[]} */
  const found = [];
  for (const one of all) {
    const at = entryOf[one];
    if (mark[at] !== round + 1) found.push(at);
    if (mark[at] !== round + 1 || line[bestLine[at]] < line[one]) bestLine[at] = one;
    mark[at] = round + 1;
  }
  round += 1;
  return found;
};
export const lineOf = (/** @type {number} */ at) => lines[bestLine[at]];
export const scoreOf = (/** @type {number} */ at) => (line[bestLine[at]] + entry[at]) / 2 / whole;
export const partsOf = (/** @type {number} */ at) => parts[at];
/** What was looked for and is there, to be marked: each once, as strong as it ever was. */
export const needlesFound = () => {
  const rising = needles.sort((one, other) => one.strength - other.strength);
  return [...new Map(rising.map((one) => [`${one.way} ${one.word.text}`, one])).values()];
};
