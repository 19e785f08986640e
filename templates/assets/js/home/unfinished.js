/** What was left unfinished on this device: the record to go on with, the findings that press. No page here. */
import { day } from "../record/days.js";
import { followed, groupOf, standing, toRead } from "../record/followed.js";
import { key } from "../record/rules.js";
import { counted } from "../records/counting.js";
import { newest } from "../records/latest.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Step} Step */
/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {{ checklist: string, edition: string, door?: string }} Edition */
/** @typedef {{ key: string, asked: number | null }} Pointed */
/** @typedef {{ key: string, record: InspectionRecord, done: number, asked: number | null }} Open `asked` is null where nobody knows */
/** @typedef {{ keys: string[], summaries: Summary[], steps: Step[] }} Known what is known without reading records */

/**
 * The keys of the records that must be read to know which findings there are.
 * @param {Known} known
 */
export const telling = ({ keys, summaries, steps }) => {
  const stepped = new Set(steps.map(({ of }) => of.record));
  return toRead(keys, summaries, ({ id, closed, found }) => stepped.has(id) || Boolean(closed && found));
};

/**
 * The newest revisions that are still open, what changed last first.
 * @template {Pick<Summary, "id" | "revision" | "closed" | "changed">} One
 * @param {One[]} all
 */
export const openIn = (all) =>
  newest(all)
    .filter(({ closed }) => !closed)
    .sort((one, other) => Date.parse(other.changed) - Date.parse(one.changed));

/**
 * How many findings are overdue, how many due within a week.
 * @param {InspectionRecord[]} records
 * @param {Step[]} steps
 */
export const pressing = (records, steps, now = day()) => {
  const groups = followed(records, steps).map((one) => groupOf(standing(one, now)));
  const count = (/** @type {string} */ group) => groups.filter((one) => one === group).length;
  return { overdue: count("overdue"), soon: count("soon") };
};

/**
 * @param {Store} store
 * @param {Pointed} pointed
 * @returns {Promise<Open | null>}
 */
const read = async (store, { key: own, asked }) => {
  const record = await store.get(own);
  return record && !record.closed ? { key: own, record, done: counted(record, null).done, asked } : null;
};

/**
 * The record that was changed last, if it is there and open.
 * @param {Store} store
 * @param {Pointed | undefined} last what is noted of it
 */
export const lastOpen = async (store, last) => (last ? read(store, last) : null);

/**
 * What else is unfinished: the open record of a list of this site that changed last, and the findings that press.
 * @param {Store} store
 * @param {(record: Edition) => boolean} isHere
 */
export const restOf = async (store, isHere) => {
  const [keys, summaries, steps] = await Promise.all([store.keys(), store.summaries(), store.steps()]);
  const wanted = telling({ keys, summaries, steps });
  const records = (await Promise.all(wanted.map((own) => store.get(own)))).filter((one) => one !== null && one !== undefined);
  const there = new Set(keys);
  const others = summaries.filter((one) => there.has(one.key) && !wanted.includes(one.key));
  const [open] = openIn([...records, ...others]).filter(isHere);
  const asked = summaries.find((one) => open && one.key === key(open))?.asked ?? null;
  return { open: open ? await read(store, { key: key(open), asked }) : null, ...pressing(records, steps) };
};
