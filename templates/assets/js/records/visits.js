/** What became of each visit of a round: how its unit is graded, how far it is, what keeps it from being closed. */
import { round as phrase } from "#words";
import { contradictory } from "../record/contradictory.js";
import { lacking } from "../record/missing.js";
import { wordOf } from "./called.js";
import { counted } from "./counting.js";
import { verdictOf } from "./findings.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/rounds.js").Visit} Visit */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {{ visit: Visit, record: InspectionRecord | null, graded: string, found: string, state: string, isReady: boolean }} Seen `isReady` to be closed */

/**
 * The record of a visit, in its newest revision.
 * @param {Visit} visit
 * @param {Store} keeper
 */
const recordOf = async ({ key }, keeper) => {
  let record = key ? (await keeper.get(key)) || null : null;
  while (record) {
    const next = await keeper.get(`${record.id}.${record.revision + 1}`);
    if (!next) break;
    record = next;
  }
  return record;
};

/** @param {ReturnType<typeof counted>} counts */
const found = ({ fail, major }) => {
  if (!fail) return "";
  return phrase.found({ count: fail, major: major ? phrase.major({ major: wordOf("major"), count: major }) : "" });
};

/**
 * @param {InspectionRecord} record
 * @param {ReturnType<typeof counted>} counts
 * @param {number} wrong how much is missing or contradicts itself
 */
const stateOf = ({ closed }, { asked, done }, wrong) => {
  if (closed) return closed.number;
  return [phrase.progress({ done, asked: asked ?? "—" }), ...(wrong ? [phrase.wrong({ count: wrong })] : [])].join("，");
};

/**
 * @param {Visit} visit
 * @param {Listed} list
 * @param {Store} keeper
 * @returns {Promise<Seen>}
 */
const seen = async (visit, list, keeper) => {
  const record = await recordOf(visit, keeper);
  if (!record) return { visit, record, graded: "", found: "", state: visit.key ? phrase.gone : phrase.to_do, isReady: false };
  const counts = counted(record, list);
  const wrong = [...lacking(record), ...contradictory(list.items, record)].length;
  const title = verdictOf(record, list)?.title || "";
  const graded = title === list.verdict?.unfinished ? "" : title; // how far it is says as much
  return { visit, record, graded, found: found(counts), state: stateOf(record, counts, wrong), isReady: !record.closed && !wrong && counts.open === 0 };
};

/**
 * See all visits of a round, in their order.
 * @param {Visit[]} visits
 * @param {Listed} list
 * @param {Store} keeper
 */
export const seeAll = (visits, list, keeper) => Promise.all(visits.map((visit) => seen(visit, list, keeper)));
