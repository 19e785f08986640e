/** Whether what is measured is within its limits, on the day of the check. */
import { written as phrase } from "#words";
import { day } from "./days.js";
import { dayIn, numberIn } from "./written.js";

/** @typedef {import("./types").Measure} Measure */

/**
 * The day that judges what has a date: that of the check, or today while there is none.
 * @param {{ date: string } | null} record
 */
export const dayOf = (record) => (record && record.date) || day();

/**
 * The last day that something holds which holds so many months since a day.
 * @param {string} since
 * @param {number} months
 */
const lastDay = (since, months) => {
  const [year, month, date] = since.split("-").map(Number);
  const end = new Date(year, month + months, 0).getDate();
  return day(new Date(year, month - 1 + months, Math.min(date, end)));
};

/**
 * @param {Measure} measure
 * @param {string} value a day
 * @param {string} today
 */
const judgeDay = ({ date, max, unit }, value, today) => {
  if (date === "until") return today <= value;
  return today <= lastDay(value, Math.round(Number(max) * (unit === phrase.in_years ? 12 : 1)));
};

/**
 * Read what is written of a measure on a day: a number of its unit, a day, or null.
 * @param {Measure} measure
 * @param {string} text
 * @param {string} today
 */
export const read = ({ date, unit }, text, today) => (date ? dayIn(text, today) : numberIn(text, unit || ""));

/**
 * Judge what is written of a measure on a day: true right, false wrong, null where it can't be read.
 * @param {Measure} measure
 * @param {string} text
 * @param {string} today
 */
export const judge = (measure, text, today) => {
  const value = read(measure, text, today);
  if (value === null) return null;
  if (typeof value === "string") return judgeDay(measure, value, today);
  const { min, max } = measure;
  return (min === null || value >= min) && (max === null || value <= max);
};

/**
 * Whether something that was measured for an item is beyond its limits.
 * @param {{ measures: Measure[] }} item
 * @param {{ [label: string]: string }} values
 * @param {{ date: string } | null} record
 */
export const beyond = ({ measures }, values, record) => measures.some((one) => judge(one, values[one.label] || "", dayOf(record)) === false);
