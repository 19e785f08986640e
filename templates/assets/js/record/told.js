/** What was made of what people wrote, in words: what is understood, or why it can't be read. */
import { told as phrase } from "#words";
import { dayOf, read } from "./judge.js";
import { dayIn, partsOf, plain } from "./written.js";

/** @typedef {import("./types").Measure} Measure */

const EITHER = /^[-+]?[1-9]\d*,\d{3}(?!\d|,)/; // 1,200: a thousand, or one and a bit
const DAY_FIRST = /^\d\d?\D+\d\d?\D+\d{4}$|^\d\d?\/\d\d?\/\d\d?$/; // or the month: 28.6.2030, 6/7/23

/**
 * Name why a text is no number.
 * @param {string} text
 */
export const noNumber = (text) => (EITHER.test(plain(text)) ? "comma" : "number");

/**
 * Name why a text is no day.
 * @param {string} text
 */
export const noDay = (text) => {
  const parts = partsOf(text);
  if (!parts) return DAY_FIRST.test(plain(text)) ? "order" : "day";
  const [year = "2000", month, date] = parts;
  return dayIn(`${year}-${date}-${month}`, year) ? "order" : "no_day";
};

/**
 * Say why a day can't be read.
 * @param {string} text
 */
export const whyNoDay = (text) => phrase[noDay(text)];

/**
 * Say why a number can't be read.
 * @param {string} text
 * @param {string | null} unit
 */
const whyNoNumber = (text, unit) => `${phrase[noNumber(text)]}${phrase.alone({ unit: unit || "" })}`;

/**
 * Say what was understood, or "" where it is no more than what is written.
 * @param {string} text
 * @param {number | string | null} value
 * @param {string} [unit]
 */
export const understoodOf = (text, value, unit = "") =>
  value === null || value === text || value === Number(text) ? "" : `${text} → ${value} ${unit}`.trim();

/**
 * Say why what is written of a measure can't be read, or "", and what was understood.
 * @param {Measure} measure
 * @param {string} text
 * @param {string} today
 */
export const told = (measure, text, today) => {
  const { date, unit } = measure;
  const value = read(measure, text, today);
  if (value === null) return { why: text.trim() && (date ? whyNoDay(text) : whyNoNumber(text, unit)), understood: "" };
  return { why: "", understood: understoodOf(text, value, date ? "" : unit || "") };
};

/**
 * Say what was written for an item and can't be read.
 * @param {{ measures: Measure[] }} item
 * @param {{ [label: string]: string }} values
 * @param {{ date: string } | null} record
 */
export const unread = ({ measures }, values, record) =>
  measures.flatMap((one) => {
    const text = values[one.label] || "";
    const { why } = told(one, text, dayOf(record));
    return why ? phrase.unread({ label: one.label, text: text.slice(0, 40), why }) : [];
  });
