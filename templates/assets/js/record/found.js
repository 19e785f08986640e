/** What a record found, wherever its format keeps it. */

/** @typedef {import("./types").InspectionRecord} InspectionRecord */

/**
 * List the findings of a record, each with the item it is of.
 * @param {Pick<InspectionRecord, "answers">} record
 */
export const findingsIn = ({ answers }) => Object.entries(answers).flatMap(([id, given]) => given.findings.map((found) => ({ id, given, found })));

/** The pictures that a step of a finding shows, before and after. @param {import("./types").Step} step */
export const photosIn = ({ found, photos }) => [...found.photos, ...photos];
