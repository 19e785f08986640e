/** The time that ends with a day on which something is due. */
import { written } from "../site/days.js";

/**
 * From which day to which: so many whole months with the day's own, or, where there are none, the week that ends with it.
 * @param {string} day
 * @param {number} months
 */
export const spanOf = (day, months) => {
  const [year, month, date] = day.split("-").map(Number);
  const of = (/** @type {Date} */ at) => written(at.getFullYear(), at.getMonth() + 1, at.getDate());
  if (!months) return { first: of(new Date(year, month - 1, date - 6)), last: day };
  return { first: of(new Date(year, month - months, 1)), last: of(new Date(year, month, 0)) };
};
