/** What people write: a number with its unit, a day, names. It is read, or not; tests/values.yaml says how, told.js says why not. */
import { written as phrase } from "#words";
import { wholeDay } from "./days.js";

/** @param {string} text */
export const plain = (text) => text.normalize("NFKC").trim();

/** A text whose full stops, as a keyboard for Chinese writes them, are points. */
const pointed = (/** @type {string} */ text) => plain(text).replace(/\u3002/g, ".");

// Numbers

/** How many of the smallest each unit of a kind is. */
const KINDS = phrase.units.split("|").map((kind) => Object.fromEntries(kind.split(" ").map((one) => one.split("="))));
const THOUSANDS = /^[-+]?[1-9]\d{0,2}(,\d{3})+(,\d{3}|\.\d+)$/;
const NUMBER = /^[-+]?(\d{1,12}(\.\d*)?|\.\d+)$/;

/** A comma that is the decimal point: what may be a thousand, as in 1,200, is neither. */
const POINT = /^([-+]?0),|,(?!\d{3}$)/;

/**
 * How many of the smallest of their kind two units are, or nothing where they are of two kinds: "" is the other one.
 * @param {string} theirs
 * @param {string} ours
 */
const sizes = (theirs, ours) => {
  if (!theirs || theirs === ours) return [1, 1];
  const kind = KINDS.find((one) => one[theirs] && one[ours]);
  return kind && [kind[theirs], kind[ours]];
};

/**
 * Read a number of a unit: 6.5, ６．５, 0,3, 30cm where metres are asked; null where it is none.
 * @param {string} text
 * @param {string} unit
 */
export const numberIn = (text, unit) => {
  const [, digits, theirs] = /** @type {RegExpExecArray} */ (/^([-+]?[\d.,]*)\s*(.*)$/s.exec(pointed(text).toLowerCase()));
  const number = THOUSANDS.test(digits) ? digits.replace(/,/g, "") : digits.replace(POINT, "$1.");
  const both = NUMBER.test(number) && sizes(theirs, plain(unit).toLowerCase());
  return both ? Number(((Number(number) * both[0]) / both[1]).toPrecision(15)) : null;
};

// Days

/** Two figures of a year between slashes may as well be a day. */
const MARKED = /^(?!\d\d\/\d+\/)(?:(\d\d|\d{4})[-./\u3001\u5e74])?(\d\d?)[-./\u3001\u6708](\d\d?)[\u65e5\u53f7]?$/;
const UNMARKED = /^(\d{4})?(\d\d)(\d\d)$/;

/**
 * Tell the year, month and day of a text apart, be they of the calendar or not; null where it has others.
 * @param {string} text
 */
export const partsOf = (text) => {
  const written = pointed(text).replace(/\s*([^\d\s])\s*/g, "$1");
  const found = MARKED.exec(written) || UNMARKED.exec(written);
  return found && found.slice(1);
};

/**
 * Give a year whole; without one that of the day `from`, or the next where the day has passed.
 * @param {string | undefined} year
 * @param {string} from
 * @param {boolean} passed
 */
const whole = (year, from, passed) => {
  if (!year) return Number(from.slice(0, 4)) + Number(passed);
  return year.length > 2 ? year : (year < "80" ? "20" : "19") + year;
};

/**
 * Read a day: 2030-07-15, 30.7.15, 7月15号, 0715; null where it is none. Without a year it is that of the day `from`, or,
 * `ahead`, the next such day.
 * @param {string} text
 * @param {string} from
 * @param {boolean} [ahead]
 */
export const dayIn = (text, from, ahead = false) => {
  const [year, ...rest] = partsOf(text) || [];
  const within = rest.map((one) => one.padStart(2, "0")).join("-");
  return wholeDay(`${whole(year, from, ahead && within < from.slice(5))}-${within}`) || null;
};

// Names

/**
 * Read names: between two stands a mark or a line's end. A blank is part of a name, for 张  建 and Иван Петров are one each.
 * @param {string} text
 */
export const namesIn = (text) =>
  text
    .split(/[、，,;；\u060c\u061b\r\n]+/)
    .map((one) => one.trim().replace(/\s+/g, " "))
    .filter(Boolean);
