/** A record as a file of its own. */
import { exports as phrase, proving } from "#words";
import { unitOf } from "../record/proofs.js";
import { sorted } from "../record/values.js";
import { titleOf } from "./called.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Proof} Proof */
/** @typedef {import("../record/types").Step} Step */

/**
 * A record, a step or a proof as text: keys in order, so that the same one is the same file.
 * @param {InspectionRecord | Step | Proof} record
 */
export const json = (record) => `${JSON.stringify(sorted(record), null, 1)}\n`;

/** Only what every system takes in a file's name. @param {string} text */
export const plain = (text) => text.replace(/[\\/:*?"<>|\p{C}\p{Z}.]/gu, "").slice(0, 30);

/**
 * A file's name that every system takes: whose, when, which record.
 * @param {InspectionRecord} record
 * @param {string} ending
 */
export const fileName = (record, ending) => {
  const whose = plain(titleOf(record));
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

/**
 * A proof, called by its title, whose it is and of which day.
 * @param {Proof} proof
 */
export const proofFile = (proof) => {
  const { title, date, id, revision } = proof;
  const unit = plain(unitOf(proof)) || phrase.unnamed;
  const name = proving.file({ title: plain(title), unit, date: date || phrase.undated, id: id.slice(0, 6), revision });
  return textFile(json(proof), name, "application/json");
};
