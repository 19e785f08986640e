/** What a record asks: an item once, or once of each object of the kinds that it is asked of; how objects get their names. */
import { newId } from "./rules.js";

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Question} Question */
/** @typedef {Pick<InspectionRecord, "objects" | "answers">} Asked what decides which questions there are */

const LONGEST = 30; // characters of a name
const ORDER = new Intl.Collator("zh", { numeric: true });

/** The item that a question is of. @param {string} question */
export const itemOf = (question) => question.split("@")[0];

/** The object that a question is of, or "". @param {string} question */
export const objectOf = (question) => question.split("@")[1] || "";

/**
 * What a question asks, by the items of a list or by the questions of a record.
 * @template Item
 * @param {Map<string, Item>} items
 * @param {string} question
 */
export const askedBy = (items, question) => items.get(question) || items.get(itemOf(question));

/**
 * What people call a question: its item's number, and its object's name. Of an object that the record lost, its id.
 * @param {Pick<InspectionRecord, "objects">} record
 * @param {string} question
 */
export const called = ({ objects }, question) => {
  const object = objectOf(question);
  return [itemOf(question), objects[object]?.name ?? object].filter(Boolean).join(" ");
};

/** Order names as people count: 2号 before 10号. @type {(one: string, other: string) => number} */
export const byName = (one, other) => ORDER.compare(one, other);

/**
 * The objects of a record, in the order of their names.
 * @param {Pick<InspectionRecord, "objects">} record
 */
export const objectsIn = ({ objects }) =>
  Object.entries(objects)
    .map(([id, one]) => ({ id, ...one }))
    .sort((one, other) => byName(one.name, other.name) || (one.id < other.id ? -1 : 1));

/**
 * The questions of an item in a record: one of each object that it is asked of, or was answered of; and the plain one for
 * whatever else it applies to, or as long as an answer stands under it. An answer is never hidden.
 * @template {Question} Item
 * @param {Asked} record
 * @param {Item} item
 * @returns {Item[]}
 */
export const questionsOf = (record, item) => {
  const of = (/** @type {{ id: string }} */ { id }) => `${item.id}@${id}`;
  const all = objectsIn(record).filter((one) => item.each.includes(one.kind) || of(one) in record.answers);
  if (!all.length) return [item];
  const rest = item.facets.filter((facet) => !item.each.includes(facet) || !all.some(({ kind }) => kind === facet));
  const plain = rest.length || item.id in record.answers ? [{ ...item, facets: rest }] : [];
  return [...plain, ...all.map((one) => ({ ...item, id: of(one), facets: [one.kind] }))];
};

/**
 * The questions of a record by their ids, in walking order.
 * @template {Question} Item
 * @param {Asked | null} record
 * @param {Map<string, Item>} items
 * @returns {Map<string, Item>}
 */
export const questions = (record, items) =>
  record ? new Map([...items.values()].flatMap((item) => questionsOf(record, item)).map((one) => [one.id, one])) : items;

// Names

/** A name as it is kept: on one line, without what can't be seen. @param {string} text */
export const cleanName = (text) => text.replace(/[\p{C}\s]+/gu, " ").trim().slice(0, LONGEST).trim();

/**
 * Whether no other object of a record is called so.
 * @param {Pick<InspectionRecord, "objects">} record
 * @param {string} name
 * @param {string} [id] whose name it may be
 */
export const isFree = ({ objects }, name, id = "") => Object.entries(objects).every(([one, { name: taken }]) => one === id || taken !== name);

/**
 * What the next object of a kind is called, unless somebody says otherwise.
 * @param {Pick<InspectionRecord, "objects">} record
 * @param {string} kind
 * @param {string} pattern with {n} for its number
 */
export const nextName = (record, kind, pattern) => {
  const named = (/** @type {number} */ n) => pattern.replace("{n}", String(n));
  let n = Object.values(record.objects).filter((one) => one.kind === kind).length + 1;
  while (!isFree(record, named(n))) n += 1;
  return named(n);
};

/**
 * The items whose answers become those of the first object of a kind: what was said before anybody told its things apart.
 * @template {Question} Item
 * @param {Asked | null} record
 * @param {Iterable<Item>} items
 * @param {string} kind
 */
export const unnamed = (record, items, kind) =>
  !record || Object.values(record.objects).some((one) => one.kind === kind) ? [] : [...items].filter(({ id, each }) => each.includes(kind) && id in record.answers);

/**
 * Name an object, and give it answers that were given without a name.
 * @param {InspectionRecord} record
 * @param {{ id?: string, kind: string, name: string }} object
 * @param {{ id: string }[]} [moved] the items whose answers it gets
 */
export const name = (record, { id = newId(4), kind, name: text }, moved = []) => {
  record.objects[id] = { kind, name: text };
  if (record.facets.length && !record.facets.includes(kind)) record.facets.push(kind);
  for (const item of moved) {
    if (!(item.id in record.answers)) continue;
    record.answers[`${item.id}@${id}`] = record.answers[item.id];
    delete record.answers[item.id];
  }
  return id;
};

/**
 * Whether an object may be taken away: nothing is answered of it.
 * @param {Asked} record
 * @param {string} id
 */
export const isBare = ({ answers }, id) => !Object.keys(answers).some((question) => objectOf(question) === id);

// Two records

/**
 * Give a record's objects the ids that another one knows the same ones by: of the same kind and name.
 * @param {InspectionRecord} theirs
 * @param {InspectionRecord} mine
 * @returns {InspectionRecord}
 */
export const aligned = (theirs, mine) => {
  const known = objectsIn(mine);
  const idOf = (/** @type {string} */ id) => {
    const one = theirs.objects[id];
    const same = !one || id in mine.objects ? null : known.find(({ kind, name: text }) => kind === one.kind && text === one.name);
    return same ? same.id : id;
  };
  const moved = (/** @type {string} */ question) => [itemOf(question), idOf(objectOf(question))].filter(Boolean).join("@");
  return {
    ...theirs,
    objects: Object.fromEntries(Object.entries(theirs.objects).map(([id, one]) => [idOf(id), one])),
    answers: Object.fromEntries(Object.entries(theirs.answers).map(([id, given]) => [moved(id), given])),
  };
};
