/** Days as the calendar of this device has them: 2030-05-25. */

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/**
 * @param {number} year
 * @param {number} month from 1
 * @param {number} date
 */
export const written = (year, month, date) => `${year}-${two(month)}-${two(date)}`;

export const today = (now = new Date()) => written(now.getFullYear(), now.getMonth() + 1, now.getDate());
