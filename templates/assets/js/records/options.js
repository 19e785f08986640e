/** What can be done with a record that came in: a closed record is never changed. */
import { taking as phrase } from "#words";
import { compare } from "../record/merging.js";
import { PEOPLE, whose } from "../record/rules.js";
import { same } from "../record/values.js";
import { titleOf } from "./called.js";
import { nameOf } from "./lists.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {"skip" | "photos" | "take" | "copy" | "replace" | "both" | "merge"} Kind */
/** @typedef {{ kind: Kind, words: string, target?: InspectionRecord }} Option `target` is the record here that it is done to */

/** @param {InspectionRecord} record */
export const short = (record) => [titleOf(record), record.date].filter(Boolean).join("　");

/** @type {(one: InspectionRecord, other: InspectionRecord) => boolean} */
const sameVisit = (one, other) => one.date === other.date && whose(one) !== "" && whose(one) === whose(other);

/**
 * Whether one record says nothing that another does not.
 * @param {InspectionRecord} mine
 * @param {InspectionRecord} theirs
 */
const adds = (mine, theirs) => {
  const { header, answers } = compare(mine, theirs);
  const people = PEOPLE.some((name) => theirs[name].some((one) => !mine[name].some((own) => own.name === one.name && (own.certificate || !one.certificate))));
  return people || header.length + answers.length > 0;
};

/**
 * Whether two records say the same, whenever they left their devices.
 * @param {InspectionRecord} one
 * @param {InspectionRecord} other
 */
export const alike = (one, other) => same({ ...one, exported: null }, { ...other, exported: null });

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
