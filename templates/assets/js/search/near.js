/** Where nothing fits: the nearest words, and the query to be copied to the editor of the glossary. */
import { subjects } from "./entries.js";
import { nearest } from "./words.js";
import { need } from "../site/need.js";

/** @import { Found } from "./rank.js" */

const MOST = 8;
const WEAK = 0.25; // below this the best result has too little of the query

/**
 * Whether even the best result has too little of the query.
 * @param {Found} found
 */
export const isWeak = ({ sure, absent }) => sure < WEAK && !absent;

/** @param {string} word */
const link = (word) => {
  const row = document.createElement("li");
  const one = document.createElement("a");
  one.href = `?${new URLSearchParams({ q: word })}`;
  one.textContent = word;
  row.append(one);
  return row;
};

/**
 * The nearest words; where none is near, what the checklists are about.
 * @param {string} query
 */
const offered = (query) => {
  const found = nearest(query, MOST);
  return found.length ? found : subjects.slice(0, MOST);
};

/**
 * Give what shows, in its part of the page, what to try instead of a query; "" hides it.
 * @param {HTMLElement} root
 */
export const nearIn = (root) => {
  const terms = need("[data-search-terms]", root);
  /** @type {HTMLInputElement} */
  const copied = need("[data-search-copied]", root);
  const button = need('[data-action="copy"]', root);
  const copy = button.textContent;
  const done = () => {
    button.textContent = button.dataset.done || "";
  };

  button.addEventListener("click", () => {
    copied.select();
    if (navigator.clipboard) navigator.clipboard.writeText(copied.value).then(done, () => {});
    else if (document.execCommand("copy")) done(); // plain http on an intranet
  });

  return (/** @type {string} */ query, /** @type {Found} */ found) => {
    root.hidden = !query;
    if (!query) return;
    const words = isWeak(found) ? offered(query) : [];
    terms.hidden = !words.length;
    need("ul", terms).replaceChildren(...words.map(link));
    copied.value = `${root.dataset.says}${query}`;
    button.textContent = copy;
  };
};
