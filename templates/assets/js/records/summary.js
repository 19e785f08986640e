/** A record in few words: what the list of records shows, finds and counts, without reading the record. */
import { summed as phrase } from "#words";
import { findingsIn } from "../record/found.js";
import { key, namesOf, PEOPLE } from "../record/rules.js";
import { isBroken } from "../record/seal.js";
import { titleOf } from "./called.js";
import { counted, isExported, lastChange, photosOf } from "./counting.js";
import { verdictOf } from "./findings.js";
import { searched } from "./narrowing.js";
import { shownName } from "./shown.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {ReturnType<typeof counted>} Counts */

const MOST = 1_500; // characters that a search looks through: the head, and the first twenty findings or so

/**
 * What a search of the list looks through: whose it is, its number and people, what was found.
 * @param {InspectionRecord} record
 */
const wordsOf = (record) => {
  const objects = Object.values(record.objects).map(({ name }) => name);
  const people = PEOPLE.map((name) => namesOf(record[name]));
  const found = findingsIn(record).flatMap(({ id, given, found: { place, seen, responsible } }) => [id, place, seen, responsible, given.check]);
  const all = [...Object.values(record.particulars), record.closed?.number || "", ...people, record.title, ...objects, ...found];
  return searched(all.filter(Boolean).join("\n")).slice(0, MOST);
};

/**
 * What a list without grades of houses makes of a record, the gravest first; "" where nothing can be said without its list.
 * @param {Counts} counts
 */
const gradeOf = ({ major, fail, open, unsure }) => {
  if (major) return "major";
  if (fail) return "fail";
  if (open === null) return "";
  return open || unsure ? "unfinished" : "clear";
};

/**
 * The id of a record's grade, and how it is called in a word or two: that of a house, or what its answers make of any other.
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 * @param {Counts} counts
 */
const graded = (record, list, counts) => {
  const outcome = verdictOf(record, list);
  const [house] = Object.entries(list?.verdict || {}).find(([, one]) => one === outcome) || [];
  if (outcome && house) return { grade: house, verdict: outcome.title };
  const grade = outcome ? "unfinished" : gradeOf(counts);
  return { grade, verdict: grade && phrase[grade] };
};

/**
 * Sum up a record beside its list; `made` says by what, and when it arrived here.
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 * @param {{ by: string, arrived?: string }} made
 * @returns {Summary}
 */
export const summaryOf = (record, list, { by, arrived }) => {
  const { id, revision, revises, checklist, title, edition, edition_title, door, started, changed, exported, closed, date } = record;
  const counts = counted(record, list);
  const { done, asked, open, fail, unsure, major } = counts;
  return {
    ...{ id, revision, revises, checklist, title, edition, edition_title, door, started, changed, exported, closed, date },
    unit: (record.particulars.unit || "").trim(),
    address: shownName(record.particulars.address || ""), // two houses of one name are told apart by it
    called: titleOf(record),
    ...{ by, key: key(record), day: date || started.slice(0, 10), last: lastChange(record), arrived: arrived || started },
    ...{ done, asked, open, fail, unsure, major },
    given: Object.values(record.answers).filter(({ value }) => value !== "unsure").length,
    found: findingsIn(record).length,
    ...graded(record, list, counts),
    isExported: isExported(record),
    isBroken: isBroken(record),
    photos: photosOf(record).map(({ name }) => name),
    words: wordsOf(record),
  };
};
