/** What the records of a device remember for the next one: people with their certificates, units with their particulars. */
import { PEOPLE } from "./rules.js";

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {InspectionRecord["particulars"]} Particulars */

/** What is of one day and no other. */
const PASSING = ["weather", "progress"];

/** @param {InspectionRecord[]} records */
const newestFirst = (records) => [...records].sort((one, two) => Number(one.changed < two.changed) - Number(one.changed > two.changed));

/**
 * Each unit, with one project of its, as its latest record says it; what was changed last comes first.
 * @param {InspectionRecord[]} records
 */
export const units = (records) => {
  /** @type {Map<string, Particulars>} */
  const known = new Map();
  for (const { particulars } of newestFirst(records)) {
    const { unit, project } = particulars;
    const name = `${unit}\n${project || ""}`;
    if (unit?.trim() && !known.has(name)) known.set(name, particulars);
  }
  return [...known.values()];
};

/**
 * The certificate that each person was last written down with, by name.
 * @param {InspectionRecord[]} records
 */
export const certificates = (records) => {
  const people = newestFirst(records).reverse().flatMap((record) => PEOPLE.flatMap((kind) => record[kind]));
  return new Map(people.filter(({ certificate }) => certificate).map(({ name, certificate }) => [name, certificate]));
};

/**
 * What is known of a unit and not said yet, but what is of its day only.
 * @param {Particulars} said
 * @param {Particulars} known
 */
export const toFill = (said, known) => Object.entries(known).filter(([id, text]) => text && !said[id] && !PASSING.includes(id));

/**
 * Whether a record that has answers was of another unit.
 * @param {InspectionRecord | null} record
 * @param {string} before
 * @param {string} now
 */
export const isOther = (record, before, now) =>
  record !== null && Object.keys(record.answers).length > 0 && before.trim() !== "" && now.trim() !== "" && before.trim() !== now.trim();
