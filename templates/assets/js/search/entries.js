/** Unpack what search downloads (paicha/render/search/waves.py) into entries, their lines, and words. */
import { found as phrase } from "#words";
import { indexed, learnSounds } from "./index.js";
import { fold, learnTraditional } from "./text.js";

const entries = []; // {kind, path, title: line, where, list, id, major, lines: [line]}
const lines = []; // {entry, field, text, number}
const checklists = []; // [id, title]
const subjects = []; // what the checklists are about
const terms = []; // [word, ...] of one meaning
const related = []; // by term, the terms that its meaning names
const indexes = [];

const line = (entry, field, said) => {
  const one = { entry, field, text: said, number: lines.length };
  lines.push(one);
  entry.lines.push(one);
  return one;
};

const add = (entry, field, title) => {
  const one = { list: "", id: "", major: false, ...entry, number: entries.length, lines: [] };
  entries.push(one);
  one.title = line(one, field, title);
  return one;
};

const addItems = ({ lists, sections, bases, items }) => {
  checklists.push(...lists);
  subjects.push(...sections.map(([, title]) => title));
  for (const [id, section, major, check, ask, whens, evidence, values, based, edition] of items) {
    const [list, title] = sections[section];
    const where = `${lists[list][1]} › ${title}${edition ? `（${edition}）` : ""}`;
    const entry = add({ kind: "item", path: `items/${id}/index.html`, where, list: lists[list][0], id, major: Boolean(major) }, "check", check);
    if (ask) line(entry, "ask", ask);
    for (const when of whens) line(entry, "when", when);
    if (evidence.length) line(entry, "evidence", evidence.join("、"));
    if (values.length) line(entry, "measure", values.join("、"));
    line(entry, "section", where);
    for (const one of based) line(entry, "basis", bases[one]);
  }
};

const addMore = ({ looks, meanings, related: named, entries: others }) => {
  related.push(...named);
  looks.forEach((said, n) => said.forEach((one) => line(entries[n], "look", one)));
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

/** Take one download; the first brings the items, the second everything else. */
const take = (wave) => {
  const from = lines.length;
  learnSounds(wave.sounds);
  if (wave.traditional) learnTraditional(wave.traditional);
  terms.push(...wave.words);
  if (wave.items) addItems(wave);
  else addMore(wave);
  indexes.push(indexed(lines.slice(from).map((one) => fold(one.text)), from));
};

export { checklists, entries, indexes, lines, related, subjects, take, terms };
