/** Take records that came in, each as was chosen: a closed record is never changed. */
import { taking as phrase } from "#words";
import { moment } from "../record/days.js";
import { compare, merge } from "../record/merging.js";
import { key, newId } from "../record/rules.js";
import { isFull } from "../record/database.js";
import { note, tellTabs } from "../record/store.js";
import { same } from "../record/values.js";
import { photosOf } from "./counting.js";
import { nameOf } from "./lists.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./reading.js").Found} Found */
/** @typedef {import("./options.js").Kind} Kind */
/** @typedef {import("./options.js").Option} Option */
/** @typedef {Pick<Found, "record" | "photos"> & { chosen: Option, taken: Map<string, string> }} Ready `taken` says which side of each conflict */

/**
 * The same as a record of its own.
 * @param {InspectionRecord} record
 * @returns {InspectionRecord}
 */
const fresh = (record) => ({
  ...record,
  id: newId(),
  revision: 1,
  revises: record.closed ? { number: record.closed.number, hash: record.closed.hash } : record.revises,
  closed: null,
  exported: null,
  signatures: [],
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

/**
 * Take steps of findings with their pictures, each once, however often it comes; gives how many are new, and words for
 * what went wrong, or "".
 * @param {Store} keeper
 * @param {import("./reading.js").FoundStep[]} steps
 */
export const acceptSteps = async (keeper, steps) => {
  const here = new Set((await keeper.steps()).map(({ id }) => id));
  let count = 0;
  try {
    for (const { step, photos } of steps) {
      await putPictures(keeper, photos.found);
      if (here.has(step.id)) continue;
      await keeper.keepStep(step);
      here.add(step.id);
      count += 1;
      tellTabs(`step:${step.id}`);
    }
    return { count, wrong: "" };
  } catch (error) {
    return { count, wrong: refusal(error) };
  }
};
