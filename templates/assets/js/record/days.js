/** Days and moments as a record writes them: `2026-07-15`, `2026-07-15T09:30:00+08:00`. */

/** The pattern of a day, be it one of the calendar or not. */
export const DAY = "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

const WHOLE = new RegExp(`^${DAY}$`);
const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

/** Write the day of a moment, where one is. */
export const day = (at = new Date()) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/**
 * A day, or "" where there is none such, as while its year is half typed.
 * @param {string} text
 */
export const wholeDay = (text) => (WHOLE.test(text) && new Date(`${text}T00:00Z`).getUTCDate() === Number(text.slice(8)) ? text : "");

/** Write a moment with its offset, so that it says when it was wherever it is read. */
export const moment = (at = new Date()) => {
  const offset = -at.getTimezoneOffset();
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${day(at)}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}${zone}`;
};

/**
 * A moment as people read it, without its seconds.
 * @param {string} written
 */
export const readable = (written) => written.slice(0, 16).replace("T", " ");
