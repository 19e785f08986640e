/** Add up what a query finds: for each unit of it the best line of each entry, for each part its share. */
import { entries, indexes, lines } from "./entries.js";
import { asked, find } from "./index.js";

// How much a line says of its entry; long lines say a little less.
const FIELDS = { check: 1, title: 1, label: 1, also: 0.95, ask: 0.9, when: 0.9, text: 0.85, evidence: 0.8, measure: 0.8, look: 0.75, role: 0.7, note: 0.6, section: 0.6, basis: 0.5 };
const worth = ({ field, text }) => FIELDS[field] * (1 - Math.min(0.15, text.length / 600));

const COVERED = 0.35; // of a part: what counts as having it

const numbers = (length) => new Float32Array(length);
let size = 0;
let worths, entryOf, isTerm, best, partLine, partEntry, line, entry, parts, top, bestLine, mark;
let round = 0;
let touched = []; // lines the unit has found
let reached = []; // lines the part has found
let all = []; // lines the query has found
let needles = []; // what was looked for and is there: {word, way, strength}
let whole = 0;

const grow = () => {
  size = lines.length;
  worths = Float32Array.from(lines, worth);
  entryOf = Uint32Array.from(lines, (one) => one.entry.number);
  isTerm = Uint8Array.from(lines, (one) => Number(one.entry.kind === "term"));
  mark = new Uint32Array(entries.length);
  [best, partLine, line] = [1, 2, 3].map(() => numbers(size));
  bestLine = new Uint32Array(entries.length);
  [partEntry, entry, parts, top] = [1, 2, 3, 4].map(() => numbers(entries.length));
};

const begin = () => {
  if (size !== lines.length) grow();
  for (const one of [line, entry, parts]) one.fill(0);
  [all, needles, whole] = [[], [], 0];
};

/** Look for a word in one of the ways; say whether it is anywhere. */
const look = (text, strength, way = "exact") => {
  const word = asked(text);
  const before = touched.length;
  const hit = (one) => {
    if (!best[one]) touched.push(one);
    if (best[one] < strength) best[one] = strength;
  };
  for (const one of indexes) find(one, way, word, hit);
  if (touched.length > before) needles.push({ word, way, strength });
  return touched.length > before;
};

const put = (one, strength) => {
  if (!best[one]) touched.push(one);
  best[one] = strength;
};

const any = () => touched.length > 0;

/** How rare what the unit found is; words of the glossary do not count. */
const rarity = () => {
  let count = 0;
  round += 1;
  for (const one of touched) {
    if (mark[entryOf[one]] === round) continue;
    mark[entryOf[one]] = round;
    count += 1 - isTerm[one];
  }
  return count ? Math.log(1 + entries.length / count) : 0.2;
};

/** Close a unit: an entry has it as well as its best line has. */
const settle = (weight) => {
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

/** Close a part: `total` is what the weights of its units come to. */
const close = (total, importance, counts = true) => {
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
const totals = () => {
  const numbers = [];
  for (const one of all) {
    const at = entryOf[one];
    if (mark[at] !== round + 1) numbers.push(at);
    if (mark[at] !== round + 1 || line[bestLine[at]] < line[one]) bestLine[at] = one;
    mark[at] = round + 1;
  }
  round += 1;
  return numbers;
};
const lineOf = (at) => lines[bestLine[at]];
const scoreOf = (at) => (line[bestLine[at]] + entry[at]) / 2 / whole;
const partsOf = (at) => parts[at];
/** What was looked for and is there, to be marked. */
const needlesFound = () => needles;

export { any, begin, close, lineOf, look, needlesFound, partsOf, put, rarity, scoreOf, settle, totals };
