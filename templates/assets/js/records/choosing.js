/** What is done with several records that were chosen; each way gives what is said of it. */
import { chosen as phrase } from "#words";
import { day } from "../record/days.js";
import { exportAll, save } from "./handing.js";
import { listsOf } from "./lists.js";
import { showSheets } from "./printing.js";
import { bookOf } from "./workbook.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {(summaries: Summary[], keeper: Store) => Promise<string>} Act */

/**
 * Read records one after the other: many at once are more than a phone holds.
 * @param {Summary[]} summaries
 * @param {Store} keeper
 */
const read = async (summaries, keeper) => {
  /** @type {InspectionRecord[]} */
  const records = [];
  for (const { key } of summaries) {
    const record = await keeper.get(key);
    if (record) records.push(record);
  }
  return records;
};

/** @type {Act} */
const workbook = async (summaries, keeper) => {
  const records = await read(summaries, keeper);
  const { parts, rows } = bookOf(records, await listsOf(records));
  if (!rows) return phrase.no_findings;
  const name = phrase.book({ count: rows, day: day() });
  save(new File(parts, name, { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }));
  return phrase.book_saved({ name, count: rows });
};

/** @type {(onlyFailed: boolean) => Act} */
const print = (onlyFailed) => async (summaries, keeper) => {
  const records = await read(summaries, keeper);
  await showSheets({ records, lists: await listsOf(records), keeper }, onlyFailed);
  return "";
};

/** @type {Record<string, Act>} */
export const ACTS = {
  "export-chosen": (summaries, keeper) => exportAll(summaries, keeper, false),
  "print-chosen": print(false),
  "print-failed": print(true),
  "findings-chosen": workbook,
};
