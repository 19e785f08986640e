/** How far a record is and since when, in words. No page here. */
import { before as phrase } from "#words";
import { said } from "../record/dayname.js";
import { day } from "../record/days.js";

const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

/**
 * When something was: of today and yesterday by the minute, else by its day.
 * @param {Date} at
 */
export const whenOf = (at, now = new Date()) => {
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (day(at) === day(now)) return phrase.today({ time });
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return day(at) === day(yesterday) ? phrase.yesterday({ time }) : said(day(at), day(now));
};

/**
 * How far a record is and since when; of which day it is, where that is another one.
 * @param {import("./unfinished.js").Open} open
 */
export const standOf = ({ record: { changed, date }, done, asked }, now = new Date()) => {
  const at = new Date(changed);
  const other = date && date !== day(at) ? phrase.of({ day: said(date, day(now)) }) : "";
  const count = asked === null ? phrase.given({ done }) : `${done}/${Math.max(asked, done)}`;
  return [count, whenOf(at, now), other].filter(Boolean).join("　");
};
