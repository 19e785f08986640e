/** Sum up records that have no summary, or one of another program or list: a few at a time, so that the page stays quick. */
import { byOf } from "./holding.js";
import { listOf, nameOf } from "./lists.js";
import { summaryOf } from "./summary.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/store.js").SumUp} SumUp */
/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {import("./lists.js").Edition} Edition */
/** @typedef {import("./lists.js").Listed} Listed */

const AT_ONCE = 10; // records: a tenth of a second on a slow phone

/** @type {Map<string, Listed | null>} */
const lists = new Map();

/**
 * Sum up records and keep it, or where there is no room, only sum up.
 * @param {Store} keeper
 * @param {string[]} keys
 * @param {SumUp} made
 */
const summed = async (keeper, keys, made) => {
  try {
    return await keeper.sumUp(keys, made);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const records = await Promise.all(keys.map((own) => keeper.get(own)));
    return records.map((record) => record ? made(record, undefined) : null);
  }
};

/**
 * Sum up some records; of one whose list does not arrive what can be said without it, until the next visit.
 * @param {Store} keeper
 * @param {string[]} keys
 * @returns {Promise<(Summary | null)[]>} null where there is no such record
 */
const few = async (keeper, keys) => {
  /** @type {Edition[]} */
  const lacking = [];
  const failed = new Set();
  /** @type {SumUp} */
  const made = (record, arrived) => {
    const name = nameOf(record);
    if (!lists.has(name) && !failed.has(name)) lacking.push(record);
    const by = failed.has(name) ? "" : byOf(record);
    return lists.has(name) || failed.has(name) ? summaryOf(record, lists.get(name) || null, { by, arrived }) : null;
  };
  const first = await summed(keeper, keys, made);
  if (!lacking.length) return first;
  for (const record of lacking) {
    try {
      lists.set(nameOf(record), await listOf(record));
    } catch {
      failed.add(nameOf(record));
    }
  }
  return summed(keeper, keys, made);
};

/**
 * Sum up records, a few at a time; `told` hears of each few.
 * @param {Store} keeper
 * @param {string[]} keys
 * @param {(made: [string, Summary | null][]) => unknown} told
 */
export const sumUp = async (keeper, keys, told) => {
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const some = keys.slice(at, at + AT_ONCE);
    const made = await few(keeper, some);
    told(some.map((own, n) => [own, made[n]]));
  }
};
