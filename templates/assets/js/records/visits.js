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
 * How a unit is graded, "" while that is open: how far the record is says as much.
 * @param {InspectionRecord} record
 * @param {Listed} list
 */
const gradeOf = (record, list) => {
  const title = verdictOf(record, list)?.title || "";
  return title === list.verdict?.unfinished ? "" : title;
};

/**
 * @param {InspectionRecord} record
 * @param {Listed} list
 */
const ofRecord = (record, list) => {
  const counts = counted(record, list);
  const wrong = [...lacking(record), ...contradictory(list.items, record)].length;
  const isReady = !record.closed && !wrong && counts.open === 0;
  return { graded: gradeOf(record, list), found: found(counts), state: stateOf(record, counts, wrong), isReady };
};

/** @param {Visit} visit */
const unseen = ({ key }) => ({ graded: "", found: "", state: key ? phrase.gone : phrase.to_do, isReady: false });

/**
 * See all visits of a round, in their order.
 * @param {Visit[]} visits
 * @param {Listed} list
 * @param {Store} keeper
 * @returns {Promise<Seen[]>}
 */
export const seeAll = (visits, list, keeper) =>
  Promise.all(
    visits.map(async (visit) => {
      const record = await recordOf(visit, keeper);
      return { visit, record, ...(record ? ofRecord(record, list) : unseen(visit)) };
    }),
  );
