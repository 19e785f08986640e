/** A round: the units that are visited by one list in one day, one after the other. No page and no storage here. */
import { round as phrase } from "#words";
import { day, moment } from "./days.js";
import { newId } from "./rules.js";
import { plain } from "./written.js";

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Person} Person */
/** @typedef {InspectionRecord["particulars"]} Particulars */
/** @typedef {{ id: string, label: string }} Asked a particular that the list asks */
/** @typedef {{ particulars: Particulars, key: string }} Visit `key` is of its record, "" until it has one */
/** @typedef {{ id: string, at: string, day: string, place: string, inspectors: Person[], visits: Visit[] }} Round */
/** @typedef {{ units: Particulars[], unknown: string[], twice: number, unnamed: number }} Read what rows say; columns that no particular is; rows not taken */

/**
 * @param {Pick<Round, "place" | "inspectors">} about
 * @param {Particulars[]} units
 * @returns {Round}
 */
export const newRound = (about, units) => ({ id: newId(4), at: moment(), day: day(), ...about, visits: units.map((particulars) => ({ particulars, key: "" })) });

/** @param {string} line */
const cellsOf = (line) => (line.includes("\t") ? line.split("\t") : line.split(/[，,]/)).map((one) => one.trim().replace(/\s+/g, " "));

/** @type {Record<string, string[]>} */
const ALSO = { unit: phrase.as_unit.split(" "), address: phrase.as_address.split(" ") };

/** What heads the column of a particular: its label, each of the label's words, what else people call it. @param {Asked} one */
const wordsOf = ({ id, label }) => [label, ...label.split(new RegExp(phrase.between)), ...(ALSO[id] || [])].map(plain).filter(Boolean);

/**
 * Which particular each cell of a first row heads, "" none; null where it heads nothing: then it is a unit's.
 * @param {string[]} cells
 * @param {Asked[]} asked
 */
const headOf = (cells, asked) => {
  const ids = cells.map((cell) => asked.find((one) => wordsOf(one).includes(plain(cell)))?.id || "");
  return ids.includes("unit") ? ids : null;
};

/**
 * What the columns are that have no head: the unit and where it is, behind running numbers.
 * @param {string[][]} rows
 * @param {Asked[]} asked
 */
const unheaded = (rows, asked) => {
  const isNumbered = rows.length > 1 && rows.every(([first], n) => Number(first) === n + 1);
  const rest = ["unit", ...asked.filter(({ id }) => id === "address").map(({ id }) => id)];
  return isNumbered ? ["", ...rest] : rest;
};

/**
 * @param {string[]} cells
 * @param {string[]} ids
 */
const unitOf = (cells, ids) => Object.fromEntries(ids.flatMap((id, n) => (id && cells[n] ? [[id, cells[n]]] : [])));

/**
 * Read units as they are typed, one a line, or as they come from a sheet: cells between tabs or commas, below a head that
 * names the list's particulars, or without one. What is not known is not taken, and said.
 * @param {string} text
 * @param {Asked[]} asked
 * @returns {Read}
 */
export const readUnits = (text, asked) => {
  const rows = text.split(/\r?\n/).map(cellsOf).filter((cells) => cells.some(Boolean));
  const head = rows.length ? headOf(rows[0], asked) : null;
  const body = head ? rows.slice(1) : rows;
  const ids = head || unheaded(rows, asked);
  const read = body.map((cells) => unitOf(cells, ids));
  const named = read.filter(({ unit }) => unit);
  const said = named.map((one) => JSON.stringify(one));
  const units = named.filter((_, n) => said.indexOf(said[n]) === n);
  const unknown = head ? rows[0].filter((cell, n) => cell && !ids[n]) : [...new Set(body.flatMap((cells) => cells.slice(ids.length).filter(Boolean)))];
  return { units, unknown, twice: named.length - units.length, unnamed: read.length - named.length };
};

/** @param {string} key of a record, in any revision */
const idOf = (key) => key.split(".")[0];

/**
 * Where a record stands in a round, from 0; -1 nowhere.
 * @param {Round} round
 * @param {string | null} key
 */
export const placeIn = ({ visits }, key) => (key ? visits.findIndex((one) => idOf(one.key) === idOf(key)) : -1);

/**
 * Where to go from a place: the next visit that has no record, from the start again behind the last; -1 when all have one.
 * @param {Round} round
 * @param {number} from
 */
export const nextIn = ({ visits }, from) => {
  const after = visits.findIndex(({ key }, n) => n > from && !key);
  return after < 0 ? visits.findIndex(({ key }) => !key) : after;
};

/**
 * Count what is said of each visit: as often as each is, in the order in which they come first.
 * @param {string[]} said
 * @returns {[string, number][]}
 */
export const totals = (said) => [...new Set(said)].map((one) => [one, said.filter((other) => other === one).length]);
