/** A record as a file of its own. */
import { exports as phrase } from "#words";
import { sorted } from "../record/values.js";
import { titleOf } from "./called.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */

/**
 * A record as text: keys in order, so that the same record is the same file.
 * @param {InspectionRecord} record
 */
export const json = (record) => `${JSON.stringify(sorted(record), null, 1)}\n`;

/**
 * A file's name that every system takes: whose, when, which record.
 * @param {InspectionRecord} record
 * @param {string} ending
 */
export const fileName = (record, ending) => {
  const whose = titleOf(record).replace(/[\\/:*?"<>|\p{C}\p{Z}.]/gu, "").slice(0, 30);
  return phrase.file({
    unit: whose || phrase.unnamed,
    date: record.date || phrase.undated,
    id: record.id.slice(0, 6),
    revision: record.revision,
    ending,
  });
};

/**
 * @param {string} text
 * @param {string} name
 * @param {string} type
 */
export const textFile = (text, name, type) => new File([text], name, { type });

/**
 * A record's data without its pictures.
 * @param {InspectionRecord} record
 */
export const dataFile = (record) => textFile(json(record), fileName(record, "json"), "application/json");
