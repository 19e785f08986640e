/** Do what somebody asked for in a view; what came of it, or went wrong, is said there. */
import { part } from "../site/need.js";
import { troubleOf } from "./trouble.js";

/**
 * @param {HTMLElement} view
 * @param {string} words
 */
export const say = (view, words) => {
  part("said", view).textContent = words;
};

/**
 * Say something where it is seen.
 * @param {HTMLElement} view
 * @param {string} words
 */
export const sayInSight = (view, words) => {
  say(view, words);
  part("said", view).scrollIntoView({ block: "center" });
};

/**
 * Do what somebody asked for; what goes wrong is said.
 * @param {HTMLElement} view
 * @param {() => unknown} work
 */
export const attempt = async (view, work) => {
  try {
    await work();
  } catch (error) {
    say(view, troubleOf(error));
  }
};
