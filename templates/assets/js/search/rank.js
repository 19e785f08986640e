/**
 * Rank entries for a query.
 *
 * A query is parted at blanks and marks; parts.js says what is looked for of each part. What is found in the
 * question itself counts most, in a line below it less (sums.js); what stands in one line counts more than what
 * is strewn over several; an entry that has every part stands before one that has but some. Where of all parts
 * nothing longer than a character is found, nothing is. At a tie: items, then what else can be done, then what
 * is written; major before general; then the order of publication.
 */
import { entries } from "./entries.js";
import { isLetters, joined } from "./letters.js";
import { fitOf, isOurs, numberIn } from "./numbers.js";
import { spelt, weighed } from "./parts.js";
import { any, begin, close, lineOf, look, needlesFound, partsOf, put, scoreOf, settle, totals } from "./sums.js";
import { fold, PARTING } from "./text.js";
import { learnWords } from "./words.js";

/** @import { Entry, Kind, Line } from "./entries.js" */
/** @import { ItemNumber } from "./numbers.js" */
/** @import { Needle } from "./sums.js" */
/** @typedef {{ entry: Entry, line: Line, score: number }} Result the line is the best of its entry */
/** @typedef {{ results: Result[], needles: Needle[], sure: number, absent: boolean }} Found */

/** @type {Record<Kind, number>} */
const KINDS = { item: 0.09, guidance: 0.03, duty: 0.02, form: 0.02, date: 0.02, clause: 0, term: 0 };
const MAJOR = 0.005;
const ASKS_MEANING = /是什么|什么叫|什么意思|怎么算/;
const ENOUGH = 0.4; // of the best one's score: what is shown at all
const FEW = 5; // so many are always shown

/**
 * Items by their number.
 * @param {ItemNumber} number
 */
const numbered = (number) => {
  for (const { id, title } of entries) {
    const fit = fitOf(id, number);
    if (fit) put(title.number, fit);
  }
  return any() ? settle(1) : 0;
};

const PARTS = new RegExp(`(?:\\s|${PARTING.source})+`);
const WHETHER = /(.)不\1/gu; // 行不行 asks whether 行
const plain = (/** @type {string} */ query) => query.normalize("NFKC").replace(WHETHER, "$1");
const partsIn = (/** @type {string} */ query) => joined(plain(query).split(PARTS).map((one) => fold(one)).filter(Boolean));

/**
 * Find and add up words; say how many parts there are, and what share of them is known at all.
 * @param {string} query
 */
const worded = (query) => {
  const parts = partsIn(query);
  let [known, asked, firm] = [0, 0, 0];
  for (const chars of parts) {
    const part = isLetters(chars) ? spelt(chars) : weighed(chars);
    known += part.total;
    asked += part.total + part.missed;
    firm = Math.max(firm, part.firm);
    if (part.total) close(part.total, Math.sqrt(part.total));
  }
  if (parts.length > 1 && look(fold(query), 1)) close(settle(1), 0.3, false);
  return { parts: parts.length, known: (firm * known) / asked, absent: false };
};

/**
 * Find and add up; `absent` says that it is a number which no item has.
 * @param {string} query
 */
const search = (query) => {
  const number = numberIn(query);
  const total = number ? numbered(number) : 0;
  if (total) close(total, 1);
  if (total) return { parts: 1, known: 1, absent: false };
  if (number && isOurs(number, ids())) return { parts: 1, known: 0, absent: true };
  return worded(query);
};
const ids = () => entries.map(({ id }) => id);

/**
 * @param {number} at the entry's number
 * @param {number} all how many parts there are
 * @param {boolean} asksMeaning
 */
const final = (at, all, asksMeaning) => {
  const { kind, major } = entries[at];
  const score = scoreOf(at) * (0.7 + (0.3 * partsOf(at)) / all) + KINDS[kind] + (major ? MAJOR : 0);
  if (kind !== "term") return score;
  return asksMeaning ? score + 0.3 : score * 0.5;
};

/**
 * Give what a query finds, the best first, without what has little of what the best has; `needles` are what to mark,
 * `sure` says how much of the query the best has, from 0 to 1, `absent` that no item has the number asked for.
 * @param {string} query
 * @returns {Found}
 */
export const rank = (query) => {
  learnWords();
  begin();
  const { parts, known, absent } = search(query);
  if (!known) return { results: [], needles: [], sure: 0, absent };
  const asksMeaning = ASKS_MEANING.test(query);
  const numbers = totals();
  const scores = new Float64Array(entries.length);
  for (const at of numbers) scores[at] = final(at, parts, asksMeaning);
  let first = 0;
  for (const at of numbers) first = Math.max(first, scores[at]);
  const near = numbers.filter((at) => scores[at] >= first * ENOUGH);
  const kept = near.length < FEW ? numbers : near;
  kept.sort((one, other) => scores[other] - scores[one] || one - other).splice(Math.max(near.length, FEW));
  return { results: kept.map((at) => ({ entry: entries[at], line: lineOf(at), score: scores[at] })), needles: needlesFound(), sure: kept.length ? first * known : 0, absent };
};
