/** Whether what is measured is within its limits, on the day of the check. */
import { lacking as phrase } from "#words";
import { day } from "./days.js";

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
 * @param {string} value
 * @param {string} today
 */
const judgeDay = ({ date, max, unit }, value, today) => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  if (date === "until") return today <= value;
  return today <= lastDay(value, Math.round(Number(max) * (unit === phrase.in_years ? 12 : 1)));
};

/**
 * Judge a value measured on a day: true right, false wrong, null where it is not one.
 * @param {Measure} measure
 * @param {string} value
 * @param {string} today
 */
export const judge = (measure, value, today) => {
  if (!value.trim()) return null;
  if (measure.date) return judgeDay(measure, value, today);
  const { min, max } = measure;
  const number = Number(value.normalize("NFKC").trim());
  if (!Number.isFinite(number)) return null;
  return (min === null || number >= min) && (max === null || number <= max);
};

/**
 * Whether something that was measured for an item is beyond its limits.
 * @param {{ measures: Measure[] }} item
 * @param {{ [label: string]: string }} values
 * @param {{ date: string } | null} record
 */
export const beyond = ({ measures }, values, record) => measures.some((one) => judge(one, values[one.label] || "", dayOf(record)) === false);
