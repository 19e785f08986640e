/**
 * Rank entries for a query.
 *
 * A query is parted at blanks and marks. Of each part we look, in this order of weight, for the words
 * of the glossary in it, or what else people say for them (or for what sounds the same); for each pair
 * of its characters, or one that sounds the same, by how rare it is, so that one wrong character leaves
 * the others; for the part as a phrase; and for single characters. Letters are looked for as they stand,
 * as pinyin, and as first letters of it. What is found in the question itself counts most, in a line
 * below it less (sums.js); what stands in one line counts more than what is strewn over several;
 * an entry that has every part stands before one that has but some. At a tie: items, then what else
 * can be done, then what is written; major before general; then the order of publication.
 */
import { entries } from "./entries.js";
import { fitOf, numberIn } from "./numbers.js";
import { any, begin, close, lineOf, look, needlesFound, partsOf, put, rarity, scoreOf, settle, totals } from "./sums.js";
import { fold } from "./text.js";
import { learnWords, pieced, wordsTyped, wordsWithin } from "./words.js";

/** @import { Entry, Kind, Line } from "./entries.js" */
/** @import { Needle } from "./sums.js" */
/** @typedef {{ entry: Entry, line: Line, score: number }} Result the line is the best of its entry */
/** @typedef {{ results: Result[], needles: Needle[], sure: number }} Found */
/**
 * A part of a query that is not letters, while its units are added up: `edges` say where its characters begin and where
 * it ends (a number is one), `rare` is for each pair the rarity of the word it belongs to, `total` what was found comes
 * to, `missed` what was not.
 * @typedef {{
 *   text: string, length: number, edges: number[], rare: Float32Array, covered: Uint8Array, total: number,
 *   missed: number, pairs: number,
 * }} Part
 */

/** @type {Record<Kind, number>} */
const KINDS = { item: 0.06, guidance: 0.03, duty: 0.02, form: 0.02, date: 0.02, clause: 0, term: 0 };
const MAJOR = 0.005;
// Characters that bind a sentence and say little by themselves.
const BINDING = new Set("的了吗呢吧啊是在有和与或及就都也还要能可会该得谁哪什么怎样多几少这那个来去被把给让从到之先么为何因算叫办做搞用");
const PARTICLES = new Set("了着的呀吗呢吧啊");
const ASKS_MEANING = /是什么|什么叫|什么意思|怎么算/;
const UNKNOWN = 4; // what a pair weighs that is nowhere
const ENOUGH = 0.4; // of the best one's score: what is shown at all
const FEW = 5; // so many are always shown
const LONG = 30; // from this length on a part is pasted, not typed: no single characters

/** @param {string} word */
const binding = (word) => [...word].reduce((share, char) => share * (BINDING.has(char) ? 0.35 : 1), 1);

/**
 * Words of the glossary in a part, also across particles: 灯泡坏了 has 坏灯.
 * @param {string} part
 */
const spansOf = (part) => {
  const spans = wordsWithin(part);
  const kept = [...part].map((char, n) => (PARTICLES.has(char) ? -1 : n)).filter((n) => n >= 0);
  if (kept.length === part.length || kept.length < 2) return spans;
  for (const one of wordsWithin(kept.map((n) => part[n]).join(""))) {
    const [start, stop] = [kept[one.start], kept[one.stop - 1] + 1];
    if (!spans.some((other) => other.start <= start && other.stop >= stop)) spans.push({ ...one, start, stop });
  }
  return spans;
};

/**
 * What the others describe comes last, and weighs more.
 * @param {Part} part
 * @param {number} stop
 */
const head = ({ length }, stop) => 1 + (0.2 * stop) / length;

/** @param {Part} part */
const takeWords = (part) => {
  for (const { start, stop, word, others } of spansOf(part.text)) {
    look(word, 1);
    for (const [other, strength] of others) look(other, strength);
    if (!any()) continue;
    const rare = rarity();
    part.total += settle(rare * Math.max(1, Math.min(3, stop - start - 1)) * head(part, stop));
    part.covered.fill(1, start, stop);
    part.rare.fill(rare, start, stop - 1);
  }
};

/**
 * @param {Part} part
 * @param {number} start
 * @param {number} stop
 */
const takePair = (part, start, stop) => {
  const pair = part.text.slice(start, stop);
  const inWord = part.rare[start]; // how rare the word is that it belongs to, or 0
  if (!look(pair, 1)) look(pair, 0.6, "alike");
  if (!inWord) for (const [other, strength] of pieced(pair)) look(other, strength);
  if (!any()) {
    if (!inWord) part.missed += UNKNOWN * binding(pair);
    return;
  }
  const rare = rarity() * binding(pair);
  const weight = inWord ? Math.min(rare, inWord) : rare;
  part.covered.fill(1, start, stop);
  part.pairs += weight;
  part.total += settle(weight * (inWord ? 0.3 : 1) * head(part, stop));
};

/** @param {Part} part */
const takePairs = (part) => {
  for (let n = 0; n < part.edges.length - 2; n += 1) takePair(part, part.edges[n], part.edges[n + 2]);
};

/** @param {Part} part */
const takePhrase = (part) => {
  if (part.length < 3) return;
  if (look(part.text, 1) || look(part.text, 0.8, "alike")) part.total += settle(part.pairs * 0.4);
};

/**
 * Single characters say much where nothing longer has them, a little where something has.
 * @param {Part} part
 */
const takeSingles = (part) => {
  const alone = part.edges.length === 2;
  for (let n = 0; n < part.edges.length - 1 && part.length < LONG; n += 1) {
    const char = part.text.slice(part.edges[n], part.edges[n + 1]);
    if ((BINDING.has(char) && !alone) || !look(char, 1)) continue;
    part.total += settle(rarity() * (alone ? 1 : part.covered[part.edges[n]] ? 0.08 : 0.3));
  }
};

/** @param {string} chars */
const edgesOf = (chars) => [...Array.from(chars.matchAll(/[0-9.]+|[^]/g), (one) => one.index), chars.length];

/**
 * What a part comes to, unit by unit.
 * @param {string} chars
 */
const weighed = (chars) => {
  const { length } = chars;
  /** @type {Part} */
  const part = { text: chars, length, edges: edgesOf(chars), rare: new Float32Array(length), covered: new Uint8Array(length), total: 0, missed: 0, pairs: 0 };
  for (const take of [takeWords, takePairs, takePhrase, takeSingles]) take(part);
  return part;
};

/**
 * What a part of letters comes to.
 * @param {string} letters
 */
const spelt = (letters) => {
  look(letters, 1);
  for (const [other, strength] of wordsTyped(letters)) look(other, strength);
  const known = any();
  if (letters.length > 1) {
    look(letters, 0.85, "whole");
    look(letters, known ? 0.3 : 0.7, "first");
  }
  return any() ? { total: settle(rarity()), missed: 0 } : { total: 0, missed: UNKNOWN };
};

/**
 * Items by their number.
 * @param {string} query
 */
const numbered = (query) => {
  const number = numberIn(query);
  if (!number) return 0;
  for (const { id, title } of entries) {
    const fit = fitOf(id, number);
    if (fit) put(title.number, fit);
  }
  return any() ? settle(1) : 0;
};

/** @param {string} query */
const partsIn = (query) => query.normalize("NFKC").split(/[\s,，。、;；?？!！:：]+/).map((one) => fold(one)).filter(Boolean);

/**
 * Find and add up; say how many parts there are, and what share of them is known at all.
 * @param {string} query
 */
const search = (query) => {
  const total = numbered(query);
  if (total) {
    close(total, 1);
    return { parts: 1, known: 1 };
  }
  const parts = partsIn(query);
  let [known, asked] = [0, 0];
  for (const chars of parts) {
    const part = /^[a-z]+$/.test(chars) ? spelt(chars) : weighed(chars);
    known += part.total;
    asked += part.total + part.missed;
    if (part.total) close(part.total, Math.sqrt(part.total));
  }
  if (parts.length > 1 && look(fold(query), 1)) close(settle(1), 0.3, false);
  return { parts: parts.length, known: known / asked };
};

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
 * `sure` says how much of the query the best has, from 0 to 1.
 * @param {string} query
 * @returns {Found}
 */
export const rank = (query) => {
  learnWords();
  begin();
  const { parts, known } = search(query);
  const asksMeaning = ASKS_MEANING.test(query);
  const numbers = totals();
  const scores = new Float64Array(entries.length);
  for (const at of numbers) scores[at] = final(at, parts, asksMeaning);
  let first = 0;
  for (const at of numbers) first = Math.max(first, scores[at]);
  const near = numbers.filter((at) => scores[at] >= first * ENOUGH);
  const kept = near.length < FEW ? numbers : near;
  kept.sort((one, other) => scores[other] - scores[one] || one - other).splice(Math.max(near.length, FEW));
  return { results: kept.map((at) => ({ entry: entries[at], line: lineOf(at), score: scores[at] })), needles: needlesFound(), sure: kept.length ? first * known : 0 };
};
