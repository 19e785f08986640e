/** Bring records from another place of this device into the store: nothing is lost, and what both changed stands twice. */
import { photosIn } from "./found.js";
import { compare, merge } from "./merging.js";
import { proofsIn } from "./proofs.js";
import { key } from "./rules.js";
import { sha256 } from "./sha256.js";
import { copy, same, sorted } from "./values.js";

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {{ states: { [key: string]: string }, lacking: string[] }} Seen in which state each record was brought; pictures to try again */
/** @typedef {{ taken: InspectionRecord, beside: InspectionRecord | null }} Both what stands under the key, and what beside it */

/**
 * A mark of a text, short since one of each record is kept: what changed within the same second has another one.
 * @param {string} text
 */
const markOf = (text) => {
  let mark = 2_166_136_261;
  for (let n = 0; n < text.length; n += 1) mark = Math.imul(mark ^ text.charCodeAt(n), 16_777_619);
  return (mark >>> 0).toString(36);
};

/** @param {InspectionRecord} record */
export const state = (record) => [record.changed, record.closed ? record.closed.hash : "", markOf(JSON.stringify(sorted(record)))].join(" ");

/**
 * The same as a draft of its own; its id follows from what it says, so that a second try makes no second one.
 * @template {import("./types").Kept} R
 * @param {R} record
 * @returns {R}
 */
const apart = (record) => ({
  ...copy(record),
  id: sha256(new TextEncoder().encode(JSON.stringify(sorted(record)))).slice(0, 16),
  revision: 1,
  revises: record.closed ? { number: record.closed.number, hash: record.closed.hash } : record.revises,
  closed: null,
  exported: null,
});

/** @type {(mine: InspectionRecord, theirs: InspectionRecord) => boolean} */
const agree = (mine, theirs) => {
  const { header, answers } = compare(mine, theirs);
  return [...header, ...answers].every(({ kind }) => kind !== "conflict");
};

/**
 * Two that both changed: one whole where they agree, else both. A closed record keeps its key.
 * @type {(mine: InspectionRecord, theirs: InspectionRecord) => Both}
 */
const parted = (mine, theirs) => {
  if (theirs.closed && !mine.closed) return { taken: theirs, beside: apart(mine) };
  if (mine.closed || !agree(mine, theirs)) return { taken: mine, beside: apart(theirs) };
  return { taken: merge(mine, theirs, new Set()), beside: null };
};

/**
 * Say what becomes of a record that lies in two places: the later state where only one of them changed since they were
 * `seen` the same, else as above.
 * @param {InspectionRecord | null} mine
 * @param {InspectionRecord} theirs
 * @param {string | undefined} seen
 * @returns {Both}
 */
export const settled = (mine, theirs, seen) => {
  if (!mine || state(mine) === seen) return { taken: theirs, beside: null };
  if (state(theirs) === seen || same(mine, theirs)) return { taken: mine, beside: null };
  return parted(mine, theirs);
};

/**
 * Bring what belongs to a record: with which one its list goes on, what was measured before its answer.
 * @param {Store} into
 * @param {Store} from
 * @param {InspectionRecord} record
 */
const bringNotes = async (into, from, record) => {
  const own = key(record);
  const list = `${record.checklist}.${record.edition}`;
  if ((await from.current(list)) === own) await into.setCurrent(list, own);
  for (const name of [`${own}.measured`, `arrived:${own}`]) {
    const value = await from.current(name);
    if (value && !(await into.current(name))) await into.setCurrent(name, value);
  }
};

/**
 * Bring one record; gives whether that changed anything here. Somebody else's change in between waits for the next time.
 * @param {Store} into
 * @param {Store} from
 * @param {InspectionRecord} theirs
 * @param {string | undefined} seen
 */
const bringOne = async (into, from, theirs, seen) => {
  const own = key(theirs);
  const mine = (await into.get(own)) || null;
  const { taken, beside } = settled(mine, theirs, seen);
  if (beside) await into.put(key(beside), beside);
  if (taken !== mine) {
    const kept = await into.change(own, taken, (stored) => (stored === taken || same(stored, mine) ? taken : stored));
    if (kept !== taken) throw new Error("changed meanwhile");
    await bringNotes(into, from, theirs);
  }
  return taken !== mine || beside !== null;
};

/**
 * Bring pictures that are not here yet; gives the names of those for which there was no room.
 * @param {Store} into
 * @param {Store} from
 * @param {string[]} names
 */
const bringPictures = async (into, from, names) => {
  const lacking = [];
  for (const name of names) {
    try {
      const blob = (await into.photo(name)) ? undefined : await from.photo(name);
      if (blob) await into.putPhoto(name, blob);
    } catch {
      lacking.push(name);
    }
  }
  return lacking;
};

/**
 * The names of a record's pictures, also of those that wait to be made smaller.
 * @param {Store} from
 * @param {InspectionRecord} record
 */
const picturesOf = async (from, record) => {
  const found = Object.values(record.answers).flatMap(({ findings }) => findings.flatMap(({ photos }) => photos));
  return [...found.map(({ name }) => name), ...(await from.photoNames(`raw:${key(record)}:`))];
};

/**
 * Take away what is brought, where it lay only for want of a database: nothing that changed since, no closed record
 * that is not here under its key.
 * @param {Store} into
 * @param {Store} from
 * @param {InspectionRecord} record
 */
const clear = async (into, from, record) => {
  const own = key(record);
  if (from.kind !== "local" || !same(await from.get(own), record)) return;
  if (record.closed && !same(await into.get(own), record)) return;
  await from.remove(own);
  for (const name of [`${own}.measured`, `arrived:${own}`]) await from.setCurrent(name, null);
};

/**
 * Bring what became of findings: a step never changes, so there is nothing to settle. Gives the names of their pictures.
 * @param {Store} into
 * @param {Store} from
 */
const bringSteps = async (into, from) => {
  const here = (await into.steps()).map(({ id }) => id);
  const there = await from.steps().catch((error) => (error.name === "NotFoundError" ? [] : Promise.reject(error))); // one of before has none
  const fresh = there.filter(({ id }) => !here.includes(id));
  for (const step of fresh) await into.keepStep(step);
  if (from.kind === "local") for (const { id } of there) await from.setCurrent(`step:${id}`, null);
  return fresh.flatMap(photosIn).map(({ name }) => name);
};

/**
 * Bring proofs that lay in texts for want of a database; one that says something else here comes beside it.
 * @param {Store} into
 * @param {Store} from
 */
const bringProofs = async (into, from) => {
  if (!from.proofs) return;
  const proofs = proofsIn(into);
  for (const theirs of await from.proofs.all()) {
    const mine = await proofs.get(key(theirs));
    const one = !mine || same(mine, theirs) ? theirs : apart(theirs);
    await proofs.change(key(one), one, () => one);
    await from.proofs.remove(key(theirs));
  }
};

/**
 * Bring all that is new in a place since it was seen last; a database there stays as it is. Gives what is seen by now,
 * and how many records changed here.
 * @param {Store} into
 * @param {Store} from
 * @param {Seen | null} before
 */
export const bring = async (into, from, before) => {
  const { states, lacking } = copy(before || { states: {}, lacking: [] });
  lacking.push(...(await bringSteps(into, from)));
  await bringProofs(into, from);
  const all = await from.all();
  const fresh = all.filter((record) => state(record) !== states[key(record)]);
  let count = 0;
  for (const record of fresh) {
    if (await bringOne(into, from, record, states[key(record)])) count += 1;
    states[key(record)] = state(record);
    lacking.push(...(await picturesOf(from, record)));
  }
  for (const record of all) await clear(into, from, record);
  return { seen: { states, lacking: await bringPictures(into, from, lacking) }, count };
};
