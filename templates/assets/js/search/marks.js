/** Show a line: cut to what matters, with what was found in it marked. */
import { within } from "./index.js";
import { fold } from "./text.js";

/** @import { Needle } from "./sums.js" */
/** @typedef {[number, number]} Range from a character up to another */

const AROUND = 24; // characters shown before what was found, where a line is cut
const FAINT = 0.45; // what was found less surely is not marked

/**
 * Where a mark ends: behind the bracket that closes one within it.
 * @type {(line: string, start: number, stop: number) => number}
 */
const closed = (line, start, stop) => (/[（(〔[【《][^）)〕\]】》]*$/.test(line.slice(start, stop)) && /[）)〕\]】》]/.test(line.charAt(stop)) ? stop + 1 : stop);

/**
 * Where in a line what was looked for stands; single characters count only where nothing longer does.
 * @param {string} line
 * @param {Needle[]} needles
 */
const ranges = (line, needles) => {
  /** @type {number[]} */
  const at = [];
  const folded = fold(line, at);
  const sure = needles.filter(({ strength }) => strength >= FAINT);
  const long = within(folded, sure.filter(({ word }) => word.length > 1));
  const found = long.length ? long : within(folded, sure);
  return joined(found.map(([place, length]) => [at[place], closed(line, at[place], at[place + length - 1] + 1)]));
};

/** @param {Range[]} found */
const joined = (found) => {
  /** @type {Range[]} */
  const out = [];
  for (const [start, stop] of found.sort((one, other) => one[0] - other[0])) {
    const last = out[out.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], stop);
    else out.push([start, stop]);
  }
  return out;
};

/**
 * Put a line into an element, with what was found in it marked.
 * @param {HTMLElement} element
 * @param {string} line
 * @param {Needle[]} needles
 * @param {number} most how many characters of it
 */
export const marked = (element, line, needles, most) => {
  const found = ranges(line, needles);
  const first = line.length > most && found.length ? Math.max(0, Math.min(found[0][0] - AROUND, line.length - most)) : 0;
  const last = Math.min(line.length, first + most);
  /** @type {(string | HTMLElement)[]} */
  const parts = [first ? "……" : ""];
  let done = first;
  for (const [start, stop] of found) {
    if (start < done || stop > last) continue;
    const mark = document.createElement("mark");
    mark.textContent = line.slice(start, stop);
    parts.push(line.slice(done, start), mark);
    done = stop;
  }
  element.append(...parts, line.slice(done, last), last < line.length ? "……" : "");
  return element;
};
