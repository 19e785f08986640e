/** A day as people say it: 7月12日. */
import { dayname as phrase } from "#words";

/**
 * A day as it is said: without its year where it is this one.
 * @param {string} date
 * @param {string} today
 */
export const said = (date, today) => {
  const [year, month, number] = date.split("-");
  const within = date ? phrase.day({ month: Number(month), day: Number(number) }) : phrase.no_day;
  return !date || year === today.slice(0, 4) ? within : phrase.year({ year }) + within;
};
