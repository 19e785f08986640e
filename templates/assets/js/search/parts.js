/**
 * What a part of a query comes to, unit by unit.
 *
 * Looked for are, in this order of weight, the words of the glossary in it, or what else people say for them (or for
 * what sounds the same); values with their units; each pair of its characters, or one that sounds the same, by how rare
 * it is, so that one wrong character leaves the others; the part as a phrase; and single characters. Letters are looked
 * for as what they are typed for, else as they stand, as pinyin, and as first letters of it.
 */
import { edgesOf, isValue, otherwise } from "./figures.js";
import { any, look, rarity, settle } from "./sums.js";
import { pieced, standard, termsTyped, wordsOf, wordsWithin } from "./words.js";

/**
 * A part of a query that is not letters, while its units are added up: `edges` say where its characters begin and where
 * it ends (a number is one), `rare` is for each pair the rarity of the word it belongs to, `total` what was found comes
 * to, `missed` what was not; `firm` says how sure what was found is: single characters of more say nothing.
 * @typedef {{
 *   text: string, length: number, edges: number[], rare: Float32Array, covered: Uint8Array, total: number,
 *   missed: number, pairs: number, firm: number,
 * }} Part
 */

// Characters that bind a sentence and say little by themselves.
const BINDING = new Set("的了吗呢吧啊是在有和与或及就都也还要能可会该得谁哪什么怎样多几少这那个来去被把给让从到之先么为何因算叫办做搞用");
const PARTICLES = new Set("了着的呀吗呢吧啊");
const UNKNOWN = 4; // what a pair weighs that is nowhere
const FIGURES = /[0-9]/;
const OTHERWISE = 0.95; // a number as it is also written
const HALF = 0.5; // how sure one is of a word of two characters by one of them
const LONG = 30; // from this length on a part is pasted, not typed: no single characters

const bindsOnly = (/** @type {string} */ pair) => [...pair].every((char) => BINDING.has(char));

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
    part.firm = 1;
    part.total += settle(rare * Math.max(1, Math.min(3, stop - start - 1)) * head(part, stop));
    part.covered.fill(1, start, stop);
    part.rare.fill(rare, start, stop - 1);
  }
};

/**
 * Values are found whole, with their units.
 * @param {Part} part
 */
const takeValues = (part) => {
  if (!FIGURES.test(part.text)) return;
  for (let n = 0; n < part.edges.length - 1; n += 1) {
    const [start, stop] = [part.edges[n], part.edges[n + 1]];
    const value = part.text.slice(start, stop);
    if (!isValue(value)) continue;
    if (!look(value, 1)) {
      part.missed += UNKNOWN;
      continue;
    }
    part.firm = 1;
    part.total += settle(rarity() * head(part, stop));
    part.covered.fill(1, start, stop);
  }
};

/**
 * Look for a pair as it stands, as it sounds, as it is also written, and for what it is a piece of.
 * @param {string} pair
 * @param {boolean} alone whether no word holds it
 */
const lookPair = (pair, alone) => {
  const firm = look(pair, 1);
  if (!firm) look(pair, 0.6, "alike");
  if (bindsOnly(pair)) return false;
  if (!alone) return firm;
  const others = pieced(pair).map(([other, strength]) => look(other, strength));
  const written = otherwise(pair).map((one) => look(one, OTHERWISE));
  return [firm, ...others, ...written].some(Boolean);
};

/**
 * @param {Part} part
 * @param {number} start
 * @param {number} stop
 */
const takePair = (part, start, stop) => {
  const pair = part.text.slice(start, stop);
  const inWord = part.rare[start]; // how rare the word is that it belongs to, or 0
  if (lookPair(pair, !inWord)) part.firm = 1;
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
  const { text, edges } = part;
  const figures = FIGURES.test(text);
  const values = edges.map((start, n) => figures && isValue(text.slice(start, edges[n + 1])));
  for (let n = 0; n < edges.length - 2; n += 1) if (!values[n] && !values[n + 1]) takePair(part, edges[n], edges[n + 2]);
};

/** @param {Part} part */
const takePhrase = (part) => {
  if (part.length < 3) return;
  if (!look(part.text, 1) && !look(part.text, 0.8, "alike")) return;
  part.firm = 1;
  part.total += settle(part.pairs * 0.4);
};

/**
 * Single characters say much where nothing longer has them, a little where something has.
 * @param {Part} part
 */
const takeSingles = (part) => {
  const { text, length, edges } = part;
  if (edges.length === 2) return takeOnly(part);
  const firm = length < 3 ? HALF : 0;
  for (let n = 0; n < edges.length - 1 && length < LONG; n += 1) {
    const char = text.slice(edges[n], edges[n + 1]);
    if (saysLittle(char) || !look(char, 1)) continue;
    part.firm = Math.max(part.firm, firm);
    part.total += settle(rarity() * (part.covered[edges[n]] ? 0.08 : 0.3));
  }
};
const saysLittle = (/** @type {string} */ char) => BINDING.has(char) || isValue(char);

/**
 * The one character, or number, that a part is.
 * @param {Part} part
 */
const takeOnly = (part) => {
  if (isValue(part.text) || !look(part.text, 1)) return;
  part.firm = 1;
  part.total += settle(rarity());
};

/**
 * What a part comes to, unit by unit.
 * @param {string} chars
 */
export const weighed = (chars) => {
  const { length } = chars;
  /** @type {Part} */
  const part = { text: chars, length, edges: edgesOf(chars), rare: new Float32Array(length), covered: new Uint8Array(length), total: 0, missed: 0, pairs: 0, firm: 0 };
  for (const take of [takeWords, takeValues, takePairs, takePhrase, takeSingles]) take(part);
  return part;
};

/**
 * What a part of letters comes to. What they are typed for is looked for as if it were written.
 * @param {string} letters
 */
export const spelt = (letters) => {
  const terms = termsTyped(letters);
  if (terms.length === 1) return weighed(standard(terms[0]));
  look(letters, 1);
  for (const [other, strength] of wordsOf(terms)) look(other, strength);
  const known = any();
  if (letters.length > 1) {
    look(letters, 0.85, "whole");
    look(letters, known ? 0.3 : 0.7, "first");
  }
  const firm = Number(any());
  return firm ? { total: settle(rarity()), missed: 0, firm } : { total: 0, missed: UNKNOWN, firm };
};
