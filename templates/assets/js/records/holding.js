/** Which summaries hold: those of this program, and of the lists as they are now. */
import { need } from "../site/need.js";
import { madeOf, nameOf } from "./lists.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").Summary} Summary */

/** @param {import("./lists.js").Edition} record */
export const byOf = (record) => `${need('[data-module="records"]').dataset.program} ${madeOf(record)}`;

/**
 * Give what tells whether a summary is of this program and of the list as it is now.
 * @returns {(summary: Summary) => boolean}
 */
const telling = () => {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (summary) => {
    const name = nameOf(summary);
    if (!known.has(name)) known.set(name, byOf(summary));
    return known.get(name) === summary.by;
  };
};

/**
 * Give the summaries that hold, by their keys, and the keys of the records that have none.
 * @param {Store} keeper
 */
export const read = async (keeper) => {
  const [keys, kept] = await Promise.all([keeper.keys(), keeper.summaries()]);
  const holds = new Map(kept.filter(telling()).map((one) => [one.key, one]));
  const lacking = keys.filter((own) => !holds.has(own));
  const there = new Set(keys);
  for (const own of holds.keys()) if (!there.has(own)) holds.delete(own);
  return { holds, lacking };
};
