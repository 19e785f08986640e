/** The search page: its field, filters and address; what is needed is downloaded when it is wanted. */
import { searching as phrase } from "#words";
import { checklists, take } from "./entries.js";
import { isWeak, nearIn } from "./near.js";
import { rank } from "./rank.js";
import { extend, goTo, place, resultsIn, show } from "./results.js";
import { handed } from "../site/handed.js";
import { need } from "../site/need.js";

/** @import { Entry } from "./entries.js" */
/** @import { Found, Result } from "./rank.js" */
/** @import { Place, Shown } from "./results.js" */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

const REST = 300; // ms without a key
const FILTERS = ["list", "kind"];
/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * The page and how far it is. `waves` says how many downloads have arrived, `used` whether the list shown is being
 * read, `counted` whether the status tells how many there are of all, `there` where one left the page.
 * @typedef {{
 *   form: HTMLFormElement, field: HTMLInputElement, status: HTMLElement, hint: string | null, results: Shown,
 *   near: (query: string, found: Found) => void, waves: number, wanted: boolean, failed: boolean, used: boolean,
 *   counted: boolean, there: Place | null, resting: number,
 * }} Page
 */

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const fieldOf = (form, name) => /** @type {Field} */ (form.elements.namedItem(name));
const listsOf = (/** @type {HTMLFormElement} */ form) => /** @type {HTMLSelectElement} */ (fieldOf(form, "list"));
const majorOf = (/** @type {HTMLFormElement} */ form) => /** @type {HTMLInputElement} */ (fieldOf(form, "major"));

/** @param {Page} page */
const chosen = ({ form }) => {
  const given = /** @type {[string, string][]} */ ([...new FormData(form)]);
  return new URLSearchParams(given.filter(([, value]) => value.trim()));
};

/** @param {Page} page */
const query = ({ field }) => field.value.trim();

/**
 * @param {URLSearchParams} choice
 * @returns {(result: Result) => boolean}
 */
const fits = (choice) => {
  const [checklist, kind, major] = ["list", "kind", "major"].map((name) => choice.get(name));
  return ({ entry }) =>
    (!checklist || entry.list === checklist) && (!kind || entry.kind === kind) && (!major || entry.major);
};

// What is said

/**
 * @param {Found} all
 * @param {string} rest
 */
const nothing = ({ results, absent }, rest) => {
  if (results.length) return phrase.unfiltered({ count: results.length });
  return absent ? phrase.absent : phrase.none({ rest });
};

/**
 * @param {Page} page
 * @param {number} count how many are shown
 * @param {Found} all
 */
const said = (page, count, all) => {
  if (!query(page)) return page.hint;
  if (page.failed) return phrase.failed;
  if (!page.waves) return phrase.loading;
  const rest = page.waves < 2 ? phrase.rest : "";
  if (count) return (isWeak(all) ? phrase.nearest({ count }) : phrase.found({ count })) + rest;
  return nothing(all, rest);
};

/** @param {Page} page */
const keep = (page) => {
  const address = chosen(page).toString();
  try {
    history.replaceState(place(page.results), "", address ? `?${address}` : location.pathname);
  } catch {
    // Safari refuses more than a hundred in half a minute; the next one will do.
  }
};

/**
 * Say how many there are, and what to do where it is not there, once typing rests.
 * @param {Page} page
 * @param {string | null} words
 * @param {string} asked
 * @param {Found} all
 */
const say = (page, words, asked, all) => {
  const tell = () => {
    page.status.textContent = words;
    page.counted = page.waves > 1 && all.results.length > 0;
  };
  if (!page.results.shown || !page.counted) tell();
  page.near("", all);
  clearTimeout(page.resting);
  page.resting = setTimeout(() => {
    tell();
    page.near(asked, all);
    keep(page);
  }, REST);
};

// What is searched

/** @type {Found} */
const NOTHING = { results: [], needles: [], sure: 0, absent: false };

/**
 * @param {Page} page
 * @param {(results: Shown, found: Found) => void} display
 */
const search = (page, display = show) => {
  const asked = query(page);
  const ready = asked !== "" && page.waves > 0;
  const all = ready ? rank(asked) : NOTHING;
  const kept = { ...all, results: all.results.filter(fits(chosen(page))) };
  display(page.results, kept);
  need('[data-action="all"]', page.form).hidden = !(ready && all.results.length > kept.results.length);
  say(page, said(page, kept.results.length, all), ready && page.waves > 1 ? asked : "", all);
};

/** @param {Page} page */
const offerLists = ({ form }) => {
  const select = listsOf(form);
  const { value } = select;
  select.replaceChildren(select.options[0], ...checklists.map(([id, title]) => new Option(title, id)));
  select.value = checklists.some(([id]) => id === value) ? value : "";
};

/**
 * Come back to the list and the place one left, unless one has gone on since.
 * @param {Page} page
 */
const restore = (page) => {
  const { there } = page;
  if (!there || page.used) return;
  search(page, (results, found) => show(results, found, there.shown));
  goTo(page.results, there);
};

/**
 * Download what can be found: first the items, then what else they say and all else.
 * @param {Page} page
 */
const load = async (page) => {
  const { first, second } = page.form.dataset;
  for (const source of [first, second]) {
    take(await handed(source || ""));
    page.waves += 1;
    if (page.waves === 1) offerLists(page);
    search(page, page.used ? extend : show);
    page.form.dataset.arrived = String(page.waves);
  }
  restore(page);
};

/** @param {Page} page */
const want = (page) => {
  if (page.wanted) return;
  page.wanted = true;
  load(page).catch(() => {
    page.failed = true;
    search(page);
  });
};

/** @param {Page} page */
const changed = (page) => {
  want(page);
  page.used = false;
  page.there = null;
  search(page);
};

// Keys

/**
 * Go up and down from the field through the list.
 * @param {Page} page
 * @param {KeyboardEvent} event
 */
const step = ({ field, results }, event) => {
  const by = STEPS[event.key] || 0;
  if (!by || event.isComposing || /** @type {Element} */ (event.target).localName === "select") return;
  const links = [field, ...results.list.querySelectorAll("a")];
  const here = links.findIndex((one) => one === document.activeElement);
  const next = links[here + by];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
  if (next !== field) next.scrollIntoView({ block: "nearest" });
};

/**
 * Fill in what the address asks for.
 * @param {HTMLFormElement} form
 */
const fillIn = (form) => {
  const address = new URLSearchParams(location.search);
  listsOf(form).add(new Option(address.get("list") || "")); // its title comes with the first download
  for (const name of ["q", ...FILTERS]) fieldOf(form, name).value = address.get(name) || "";
  const kind = /** @type {HTMLSelectElement} */ (fieldOf(form, "kind"));
  if (kind.selectedIndex < 0) kind.value = "";
  majorOf(form).checked = address.has("major");
};

/** @param {Page} page */
const listen = (page) => {
  const { form, field, results } = page;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(page);
    keep(page);
    field.blur(); // the keyboard of a phone makes room for the list
  });
  form.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) changed(page);
  });
  field.addEventListener("compositionend", () => changed(page));
  field.addEventListener("focus", () => want(page));
  need('[data-action="all"]', form).addEventListener("click", () => {
    for (const name of FILTERS) fieldOf(form, name).value = "";
    majorOf(form).checked = false;
    changed(page);
    field.focus();
  });
  document.addEventListener("keydown", (event) => step(page, event));
  for (const kind of ["focusin", "pointerdown"]) results.list.addEventListener(kind, () => (page.used = true));
  results.list.addEventListener("click", () => keep(page));
  addEventListener("pagehide", () => keep(page));
};

/**
 * What an entry is grouped under: its checklist, else its kind.
 * @param {HTMLFormElement} form
 * @returns {(entry: Entry) => string}
 */
const groupIn = (form) => {
  const { options } = /** @type {HTMLSelectElement} */ (fieldOf(form, "kind"));
  const kinds = new Map([...options].map(({ value, text }) => [value, text]));
  return ({ list, kind }) => {
    const [, title] = checklists.find(([id]) => id === list) || [];
    return title || kinds.get(kind) || "";
  };
};

/** @param {HTMLFormElement} form */
export const startSearch = (form) => {
  const status = need("[data-search-status]");
  /** @type {Page} */
  const page = {
    form,
    field: /** @type {HTMLInputElement} */ (fieldOf(form, "q")),
    status,
    hint: status.textContent,
    results: resultsIn(need("[data-search-results]"), need('[data-action="more"]'), groupIn(form)),
    near: nearIn(need("[data-search-near]")),
    waves: 0,
    wanted: false,
    failed: false,
    used: false,
    counted: false,
    there: history.state,
    resting: 0,
  };
  fillIn(form);
  history.scrollRestoration = "manual";
  listen(page);
  if (!query(page)) return;
  want(page);
  search(page);
};
