/** Do what somebody asked for of the list; what came of it, or went wrong, is said there. */
import { part } from "../site/need.js";
import { troubleOf } from "./trouble.js";

/** @typedef {{ list: HTMLElement }} Listing */

/**
 * @param {Listing} page
 * @param {string} words
 */
export const say = ({ list }, words) => {
  part("said", list).textContent = words;
};

/**
 * Say something where it is seen.
 * @param {Listing} page
 * @param {string} words
 */
export const sayInSight = (page, words) => {
  say(page, words);
  part("said", page.list).scrollIntoView({ block: "center" });
};

/**
 * Do what somebody asked for; what goes wrong is said.
 * @param {Listing} page
 * @param {() => Promise<unknown>} work
 */
export const attempt = async (page, work) => {
  try {
    await work();
  } catch (error) {
    say(page, troubleOf(error));
  }
};
