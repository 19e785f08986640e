/** Show what a search has found, list by list: a few screens at once, the rest when asked for. */
import { searching as phrase } from "#words";
import { marked } from "./marks.js";
import { need } from "../site/need.js";

/** @import { Entry, Line } from "./entries.js" */
/** @import { Found, Result } from "./rank.js" */
/** @import { Needle } from "./sums.js" */
/** @typedef {{ shown: number, at: number, top: number, opened: boolean }} Place where one is in a list */

const AT_ONCE = 10;
const STEP = 30;
const TEXT = 90; // characters of the text and of the line below it
const LINE = 70;
const PLACE = 200;
// Lines that are named, so that one sees why an entry was found.
const NAMED = new Set(["ask", "when", "look", "evidence", "measure", "basis", "also"]);

/**
 * @param {string} name
 * @param {string} className
 * @param {...(Node | string)} children
 */
const element = (name, className, ...children) => {
  const one = document.createElement(name);
  if (className) one.className = className;
  one.append(...children);
  return one;
};

/**
 * Results as they are shown: `needles` are marked, `words` name lines and grades, `named` says what an entry is grouped
 * under, `opened` is the row last opened.
 * @typedef {{
 *   list: HTMLElement, more: HTMLElement, words: DOMStringMap, named: (entry: Entry) => string,
 *   results: Result[], needles: Needle[], shown: number, opened: Element | null,
 * }} Shown
 */

/**
 * Where it stands, without what it is grouped under.
 * @param {Entry} entry
 * @param {Shown} state
 */
const where = (entry, { needles, words, named }) => {
  const { id, major } = entry;
  const group = `${named(entry)} › `;
  const place = entry.where.startsWith(group) ? entry.where.slice(group.length) : entry.where;
  const line = element("span", "result__where meta");
  if (id) line.append(element("span", "id", id), " ");
  if (major) line.append(element("span", "grade grade--major", words.major || ""), " ");
  const long = needles.filter(({ word }) => word.length > 1);
  return marked(line, place, long.length ? long : needles, PLACE);
};

/**
 * The line that was found, where the text and the place do not show it already.
 * @param {Entry} entry
 * @param {Line} line
 * @param {Shown} state
 */
const below = (entry, line, { needles, words }) => {
  if (line === entry.title || entry.where.includes(line.text)) return [];
  const name = NAMED.has(line.field) ? [element("span", "result__field", words[line.field] || "")] : [];
  return [marked(element("span", "result__line", ...name), line.text, needles, LINE)];
};

/**
 * @param {Result} result
 * @param {Shown} state
 */
const row = ({ entry, line }, state) => {
  const title = marked(element("span", "result__text"), entry.title.text, state.needles, TEXT);
  const link = element("a", "result", title, ...below(entry, line, state), where(entry, state));
  link.setAttribute("href", `../${entry.path}`);
  const one = element("li", "", link);
  one.dataset.result = "";
  if (entry.id) one.dataset.itemId = entry.id;
  return one;
};

/**
 * Group results that are shown at once, the group of the best first.
 * @param {Result[]} results
 * @param {Shown} state
 */
const groups = (results, state) => {
  /** @type {Map<string, Result[]>} */
  const byName = new Map();
  for (const one of results) {
    const name = state.named(one.entry);
    byName.set(name, [...(byName.get(name) || []), one]);
  }
  return [...byName].map(([name, some]) => {
    const list = element("ol", "", ...some.map((one) => row(one, state)));
    return element("section", "", element("h2", "results__group", name), list);
  });
};

/**
 * Give the results that come next, up to the one of a number, and say how many more there are. What is shown at one time
 * is grouped by itself, so that nothing is put between what is being read.
 * @param {Shown} state
 * @param {number} count
 */
const upTo = (state, count) => {
  const added = [];
  while (state.shown < Math.min(count, state.results.length)) {
    const next = state.results.slice(state.shown, state.shown + (state.shown ? STEP : AT_ONCE));
    state.shown += next.length;
    added.push(...groups(next, state));
  }
  const left = state.results.length - state.shown;
  state.more.hidden = !left;
  state.more.textContent = left ? phrase.more({ count: Math.min(left, STEP) }) : "";
  return added;
};

/** @param {HTMLElement} list */
const rowsOf = (list) => [...list.querySelectorAll("[data-result]")];

/**
 * Show results from the first one on, `count` of them at once.
 * @param {Shown} state
 * @param {Found} found
 */
export const show = (state, { results, needles }, count = AT_ONCE) => {
  Object.assign(state, { results, needles, shown: 0 });
  state.list.replaceChildren(...upTo(state, count));
};

/**
 * Add below what is shown the results of another search that are not yet among it.
 * @param {Shown} state
 * @param {Found} found
 */
export const extend = (state, { results, needles }) => {
  const kept = state.results.slice(0, state.shown);
  const there = new Set(kept.map(({ entry }) => entry));
  Object.assign(state, { needles, results: [...kept, ...results.filter(({ entry }) => !there.has(entry))] });
  state.list.append(...upTo(state, state.shown + STEP));
};

/**
 * Where one is: how many results are shown, which was opened or is the first in sight, and its place.
 * @param {Shown} state
 * @returns {Place | null}
 */
export const place = ({ list, opened, shown }) => {
  const rows = rowsOf(list);
  const here = opened && rows.includes(opened) ? opened : rows.find((one) => one.getBoundingClientRect().bottom > 0);
  if (!here) return null;
  return { shown, at: rows.indexOf(here), top: here.getBoundingClientRect().top, opened: here === opened };
};

/**
 * Go back to where one was.
 * @param {Shown} state
 * @param {Place} there
 */
export const goTo = ({ list }, there) => {
  const here = rowsOf(list)[there.at];
  if (!here) return;
  here.scrollIntoView();
  scrollBy(0, here.getBoundingClientRect().top - there.top);
  if (there.opened) need("a", here).focus({ preventScroll: true });
};

/**
 * Give an empty list of results, with a button that asks for more of them.
 * @param {HTMLElement} list
 * @param {HTMLElement} more
 * @param {(entry: Entry) => string} named
 */
export const resultsIn = (list, more, named) => {
  /** @type {Shown} */
  const state = { list, more, named, words: list.dataset, results: [], needles: [], shown: 0, opened: null };
  list.addEventListener("click", ({ target }) => {
    state.opened = /** @type {Element} */ (target).closest("li");
  });
  more.addEventListener("click", () => {
    const next = state.shown;
    list.append(...upTo(state, next + STEP));
    need("a", rowsOf(list)[next]).focus();
  });
  return state;
};
