/** Unpack what search downloads (paicha/render/search/waves.py) into entries, their lines, and words. */
import { found as phrase } from "#words";
import { indexed } from "./index.js";
import { learnSounds } from "./sounds.js";
import { fold, learnTraditional } from "./text.js";

/** @import { Index } from "./index.js" */
/** @typedef {"item" | "guidance" | "duty" | "form" | "date" | "clause" | "term"} Kind */
/** @typedef {{ entry: Entry, field: string, text: string, number: number }} Line */
/**
 * What can be found: `where` says in words where it stands.
 * @typedef {{
 *   kind: Kind, path: string, where: string, list: string, id: string, major: boolean, number: number, title: Line,
 *   lines: Line[],
 * }} Entry
 */
/** @typedef {{ kind: Kind, path: string, where: string, list?: string, id?: string, major?: boolean }} NewEntry */
/** @typedef {[string, number, number, string, string, string[], string?]} ItemRow */
/** @typedef {[string[], string[], string[], number[]]} RestRow what to look for, evidence, values, bases of an item */
/** @typedef {[Kind, string, [string, string], string, [string, string][]]} EntryRow */
/** @typedef {{ lists: [string, string][], sections: [number, string][], items: ItemRow[] }} Items */
/**
 * @typedef {{
 *   bases: string[], rests: RestRow[], meanings: string[], related: number[][], entries: EntryRow[], traditional: string,
 * }} More
 */
/** @typedef {{ words: string[][], sounds: string } & (Items | More)} Wave */

/** @type {Entry[]} */
export const entries = [];
/** @type {Line[]} */
export const lines = [];
/** @type {[string, string][]} */
export const checklists = []; // [id, title]
/** @type {string[]} */
export const subjects = []; // what the checklists are about
/** @type {string[][]} */
export const terms = []; // [word, ...] of one meaning
/** @type {number[][]} */
export const related = []; // by term, the terms that its meaning names
/** @type {Index[]} */
export const indexes = [];

/**
 * @param {Entry} entry
 * @param {string} field
 * @param {string} text
 */
const line = (entry, field, text) => {
  const one = { entry, field, text, number: lines.length };
  lines.push(one);
  entry.lines.push(one);
  return one;
};

/**
 * @param {NewEntry} entry
 * @param {string} field
 * @param {string} title
 */
const add = (entry, field, title) => {
  const begun = { list: "", id: "", major: false, ...entry, number: entries.length, lines: [] };
  const one = /** @type {Entry} */ (/** @type {unknown} */ (begun)); // its title is a line of it
  entries.push(one);
  one.title = line(one, field, title);
  return one;
};

/**
 * @param {Items} wave
 * @param {ItemRow} row
 */
const addItem = ({ lists, sections }, [id, section, major, check, ask, whens, edition]) => {
  const [at, title] = sections[section];
  const [list, called] = lists[at];
  const where = `${called} › ${title}${edition ? `（${edition}）` : ""}`;
  const entry = add({ kind: "item", path: `items/${id}/index.html`, where, list, id, major: Boolean(major) }, "check", check);
  if (ask) line(entry, "ask", ask);
  for (const when of whens) line(entry, "when", when);
  line(entry, "section", where);
};

/**
 * @param {Entry} entry
 * @param {RestRow} rest
 * @param {string[]} bases
 */
const addRest = (entry, [looks, evidence, values, based], bases) => {
  for (const one of looks) line(entry, "look", one);
  if (evidence.length) line(entry, "evidence", evidence.join("、"));
  if (values.length) line(entry, "measure", values.join("、"));
  for (const one of based) line(entry, "basis", bases[one]);
};

/** @param {Items} wave */
const addItems = (wave) => {
  checklists.push(...wave.lists);
  subjects.push(...wave.sections.map(([, title]) => title));
  for (const row of wave.items) addItem(wave, row);
};

/** @param {More} wave */
const addMore = ({ bases, rests, meanings, related: named, entries: others }) => {
  related.push(...named);
  rests.forEach((rest, n) => addRest(entries[n], rest, bases));
  for (const [kind, path, [field, title], where, more] of others) {
    const entry = add({ kind, path, where }, field, title);
    for (const [name, said] of more) line(entry, name, said);
  }
  meanings.forEach((meaning, n) => {
    const [word, ...also] = terms[n];
    const entry = add({ kind: "term", path: `glossary/index.html#${word}`, where: phrase.term }, "title", word);
    if (also.length) line(entry, "also", also.join("、"));
    line(entry, "text", meaning);
  });
};

/**
 * Take one download; the first brings the items, the second everything else.
 * @param {Wave} wave
 */
export const take = (wave) => {
  const from = lines.length;
  learnSounds(wave.sounds);
  if ("traditional" in wave) learnTraditional(wave.traditional);
  terms.push(...wave.words);
  if ("items" in wave) addItems(wave);
  else addMore(wave);
  indexes.push(indexed(lines.slice(from).map((one) => fold(one.text)), from));
};
