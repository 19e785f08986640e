/** What can be done with a record that came in, and doing it: a closed record is never changed. */
import { taking as phrase } from "#words";
import { moment } from "../record/days.js";
import { compare, merge } from "../record/merging.js";
import { create, key, PEOPLE } from "../record/rules.js";
import { isFull, note, tellTabs } from "../record/store.js";
import { same } from "../record/values.js";
import { titleOf } from "./called.js";
import { photosOf } from "./counting.js";
import { nameOf } from "./lists.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./reading.js").Found} Found */
/** @typedef {"skip" | "photos" | "take" | "copy" | "replace" | "both" | "merge"} Kind */
/** @typedef {{ kind: Kind, words: string, target?: InspectionRecord }} Option `target` is the record here that it is done to */
/** @typedef {Pick<Found, "record" | "photos"> & { chosen: Option, taken: Map<string, string> }} Ready `taken` says which side of each conflict */

// What can be done

/** @param {InspectionRecord} record */
const unexported = ({ exported: _exported, ...rest }) => rest;

/** @param {InspectionRecord} record */
export const short = (record) => [titleOf(record), record.date].filter(Boolean).join("　");

/** @type {(one: InspectionRecord, other: InspectionRecord) => boolean} */
const sameVisit = (one, other) => one.date === other.date && Boolean(one.unit) && one.unit === other.unit;

/**
 * Whether one record says nothing that another does not.
 * @param {InspectionRecord} mine
 * @param {InspectionRecord} theirs
 */
const adds = (mine, theirs) => {
  const { header, answers } = compare(mine, theirs);
  const people = PEOPLE.some((name) => theirs[name].some((one) => !mine[name].includes(one)));
  return people || header.length + answers.length > 0;
};

/**
 * Whether two records say the same, whenever they left their devices.
 * @param {InspectionRecord} one
 * @param {InspectionRecord} other
 */
export const alike = (one, other) => same(unexported(one), unexported(other));

const MOST = 8; // records offered to merge into
/** @type {Option} */
export const SKIP = { kind: "skip", words: phrase.skip };
/** @type {Option} */
const COPY = { kind: "copy", words: phrase.copy };

/**
 * The same record is here already, and says something else: a closed one is never changed.
 * @param {InspectionRecord} record
 * @param {InspectionRecord} mine
 * @returns {Option[]}
 */
const optionsBeside = (record, mine) => {
  if (mine.closed) return [COPY, SKIP];
  if (!record.closed) return [{ kind: "merge", target: mine, words: phrase.merge }, COPY, SKIP];
  if (!adds(record, mine)) return [{ kind: "replace", target: mine, words: phrase.replace }, SKIP];
  return [{ kind: "both", target: mine, words: phrase.both }, SKIP];
};

/**
 * Give what can be done, the likeliest first; `mine` is the same record here, if it is, `drafts` are the open records here.
 * @param {InspectionRecord} record
 * @param {InspectionRecord | undefined} mine
 * @param {InspectionRecord[]} drafts
 * @returns {Option[]}
 */
export const optionsFor = (record, mine, drafts) => {
  if (mine) return optionsBeside(record, mine);
  const near = drafts.filter((one) => nameOf(one) === nameOf(record));
  near.sort((one, other) => Number(sameVisit(other, record)) - Number(sameVisit(one, record)));
  const into = near.slice(0, MOST).map((one) => {
    const words = phrase.merge_into({ name: short(one), count: Object.keys(one.answers).length });
    return { kind: /** @type {const} */ ("merge"), target: one, words };
  });
  const take = { kind: /** @type {const} */ ("take"), words: record.closed ? phrase.take_closed : phrase.take };
  return near.length && sameVisit(near[0], record) ? [...into, take, SKIP] : [take, ...into, SKIP];
};

// Doing it

/**
 * The same as a record of its own.
 * @param {InspectionRecord} record
 * @returns {InspectionRecord}
 */
const fresh = (record) => ({
  ...record,
  id: create(record).id,
  revision: 1,
  revises: record.closed ? { number: record.closed.number, hash: record.closed.hash } : record.revises,
  closed: null,
  exported: null,
  changed: moment(),
});

class Changed extends Error {}

/**
 * Put a record where none or what was shown before stands; else somebody changed it meanwhile.
 * @param {Store} keeper
 * @param {InspectionRecord} record
 * @param {InspectionRecord} [expected]
 */
const put = (keeper, record, expected) =>
  keeper.change(key(record), record, (stored) => {
    if (stored !== record && !(expected && same(stored, expected))) throw new Changed();
    return record;
  });

/** @typedef {(keeper: Store, record: InspectionRecord, target: InspectionRecord, sides: Map<string, string>) => Promise<InspectionRecord | null>} Take */

/** @type {Take} */
const both = async (keeper, record, target) => {
  const { revises, exported, changed } = target;
  const moved = { ...fresh(target), revises, exported, changed };
  await put(keeper, moved);
  const whole = await put(keeper, record, target);
  if ((await keeper.current(nameOf(record))) === key(record)) await keeper.setCurrent(nameOf(record), key(moved));
  return whole;
};

/** @type {Take} */
const mergeInto = (keeper, record, target, sides) => {
  const theirs = new Set([...sides].filter(([, side]) => side === "theirs").map(([name]) => name));
  return keeper.change(key(target), target, (stored) => {
    const { header, answers } = compare(stored, record);
    const unseen = [...header, ...answers].some(({ name, kind }) => kind === "conflict" && !sides.has(name));
    // The target itself comes back where it is no longer stored.
    if (unseen || stored.closed || stored === target) throw new Changed();
    return merge(stored, record, theirs);
  });
};

const none = async () => null;
/** @type {Record<Kind, Take>} */
const TAKE = {
  skip: none,
  photos: none,
  take: (keeper, record) => put(keeper, record),
  copy: (keeper, record) => put(keeper, fresh(record)),
  replace: (keeper, record, target) => put(keeper, record, target),
  both,
  merge: mergeInto,
};

/**
 * @param {Store} keeper
 * @param {string[]} names
 */
const dropPictures = async (keeper, names) => {
  for (const name of names) await keeper.removePhoto(name);
};

/**
 * Put the pictures that are not here yet; gives their names.
 * @param {Store} keeper
 * @param {Found["photos"]["found"]} found
 */
const putPictures = async (keeper, found) => {
  /** @type {string[]} */
  const names = [];
  if (keeper.kind !== "indexeddb") return names;
  try {
    for (const { name, blob } of found) {
      if (await keeper.photo(name)) continue;
      await keeper.putPhoto(name, blob);
      names.push(name);
    }
  } catch (error) {
    await dropPictures(keeper, names);
    throw error;
  }
  return names;
};

/**
 * Take one record with its pictures: no picture stays that the record does not show.
 * @param {Store} keeper
 * @param {Ready} ready
 */
const takeWhole = async (keeper, { record, photos, chosen, taken }) => {
  const brought = await putPictures(keeper, photos.found);
  /** @type {string[]} */
  let shown = [];
  try {
    const stored = await TAKE[chosen.kind](keeper, record, chosen.target || record, taken);
    shown = photosOf(stored || record).map(({ name }) => name);
    return stored;
  } finally {
    await dropPictures(keeper, brought.filter((name) => !shown.includes(name)));
  }
};

/**
 * Say why a record was not taken.
 * @param {unknown} error
 */
const refusal = (error) => {
  if (error instanceof Changed) return phrase.changed;
  note(error);
  return isFull(error) ? phrase.full : phrase.refused;
};

/**
 * Take one record; gives whether it was, and words for what went wrong, or "".
 * @param {Store} keeper
 * @param {Ready} ready
 */
export const accept = async (keeper, ready) => {
  const { record, photos, chosen } = ready;
  if (chosen.kind === "skip") return { done: true, wrong: "" };
  try {
    const stored = await takeWhole(keeper, ready);
    if (stored && chosen.kind !== "merge") await keeper.setCurrent(`arrived:${key(stored)}`, moment());
    tellTabs(key(chosen.target || record));
    return { done: true, wrong: photos.found.length && keeper.kind !== "indexeddb" ? phrase.text_only : "" };
  } catch (error) {
    return { done: false, wrong: refusal(error) };
  }
};
