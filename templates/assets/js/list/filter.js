/** Narrow a checklist; what is chosen stays in the address, so it can be sent to a colleague. */
import { filter as phrase } from "#words";
import { need, part } from "../site/need.js";
import { NARROWED, READY, hear, tell } from "./events.js";
import { unfetched } from "./trouble.js";

/**
 * The list and its form. `revealed` are rows shown although they do not fit, until something else is chosen.
 * @typedef {{
 *   form: HTMLFormElement, line: HTMLElement, items: HTMLElement[], sections: HTMLElement[], status: HTMLElement, revealed: Set<HTMLElement>,
 * }} Narrowing
 */

/**
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
const all = (selector) => [...document.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));

/**
 * What is chosen: each field's values, without the fields left at "all".
 * @param {HTMLFormElement} form
 */
const chosen = (form) => new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(form)].filter(([, value]) => value)));

/**
 * Whether an item has one of the values that a field asks for, if it asks for any.
 * @param {HTMLElement} item
 * @param {URLSearchParams} want
 * @param {string} key
 */
const has = (item, want, key) => {
  const wanted = want.getAll(key);
  const own = (item.dataset[key] || "").split(" ");
  return !wanted.length || wanted.some((value) => own.includes(value));
};

/**
 * Whether an item fits, field by field.
 * @type {((item: HTMLElement, want: URLSearchParams) => boolean)[]}
 */
const FITS = [
  (item, want) => !want.has("section") || sectionOf(item) === want.get("section"),
  (item, want) => !want.has("first") || "first" in item.dataset,
  (item, want) => !want.has("major") || item.dataset.grade === "major",
  (item, want) => !want.has("result") || (item.dataset.result || "open").includes(want.get("result") || ""),
  (item, want) => !want.has("q") || finds(item, /** @type {string} */ (want.get("q"))),
  (item, want) => has(item, want, "how"),
  (item, want) => has(item, want, "owner"),
  // An item bound to no facet concerns every site.
  (item, want) => !item.dataset.facet || has(item, want, "facet"),
];

/**
 * Whether an item fits all that is chosen.
 * @param {HTMLElement} item
 * @param {URLSearchParams} want
 */
export const fits = (item, want) => FITS.every((one) => one(item, want));

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").toLowerCase().replaceAll("-", "");

/**
 * Whether an item has each of some words in its question or its number: all of it, or the figures alone.
 * @param {HTMLElement} item
 * @param {string} words
 */
const finds = (item, words) => {
  const text = plain(item.id + part("check", item).textContent);
  return plain(words).split(/\s+/).every((word) => text.includes(word));
};

/** @param {HTMLElement} item */
const sectionOf = (item) => /** @type {HTMLElement} */ (item.closest("[data-section]")).dataset.section;

/** @param {HTMLInputElement | HTMLSelectElement} field */
const wordsOf = (field) => {
  if (field.type === "search") return `“${field.value}”`;
  const label = field instanceof HTMLInputElement ? field.labels?.[0] : field.selectedOptions[0];
  return (label?.textContent || "").trim();
};

/**
 * Say the choice in words, as the printed list needs it.
 * @param {HTMLFormElement} form
 */
const inWords = (form) => {
  const fields = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...form.querySelectorAll("input:checked, [type=search], select")]);
  return fields.filter(({ value }) => value).map(wordsOf).join(phrase.and);
};

/**
 * Hide a section of which nothing is left, also among the topics, and say there how much is.
 * @param {HTMLElement} section
 */
const count = (section) => {
  const left = section.querySelectorAll("[data-item-id]:not([hidden])").length;
  const topic = need(`[data-topic="${section.dataset.section}"]`);
  section.hidden = topic.hidden = !left;
  need("[data-count]", topic).textContent = String(left);
};

const facets = () => /** @type {HTMLInputElement[]} */ (all('[data-module="filter"] [name="facet"]'));

/** What is said to be on this site. */
export const chosenFacets = () => facets().filter(({ checked }) => checked).map(({ value }) => value);

/**
 * Say what is on this site, and narrow the list to it.
 * @param {string[]} here
 */
export const chooseFacets = (here) => {
  for (const box of facets()) box.checked = here.includes(box.value);
  need('[data-module="filter"] form').dispatchEvent(new Event("input"));
};

/** @param {Narrowing} list */
const show = ({ form, line, items, sections, status, revealed }) => {
  const want = chosen(form);
  for (const item of items) item.hidden = !fits(item, want) && !revealed.has(item);
  sections.forEach(count);
  const shown = items.filter(({ hidden }) => !hidden).length;
  const said = inWords(form);
  status.textContent = said && phrase.shown({ shown, all: items.length });
  part("chosen", line).textContent = said || line.dataset.none || "";
  part("left", line).textContent = phrase.all({ all: shown });
  need('[data-action="see"]', form).textContent = phrase.see({ shown });
  const printed = said ? phrase.printed({ chosen: said, shown }) : phrase.all({ all: items.length });
  need("[data-filter-said]").textContent = printed;
  need("[data-empty]").hidden = shown > 0;
  line.dataset.narrowed = "";
  tell(NARROWED);
};

/** @param {Narrowing} list */
const keep = (list) => {
  list.revealed.clear();
  show(list);
  const query = chosen(list.form).toString();
  history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
};

/**
 * Let a topic be chosen that the list has.
 * @param {HTMLSelectElement} select
 */
const offerTopics = (select) => {
  for (const { dataset, firstElementChild: link } of all("[data-topic]")) select.add(new Option(link?.firstChild?.textContent?.trim(), dataset.topic));
};

/**
 * Choose what the address says.
 * @param {HTMLFormElement} form
 */
const fillIn = (form) => {
  for (const [key, value] of new URLSearchParams(location.search)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(key)}"]`)) {
      const one = /** @type {HTMLInputElement | HTMLSelectElement} */ (field);
      if (one instanceof HTMLInputElement && one.type === "checkbox") one.checked ||= one.value === value;
      else one.value = value;
    }
  }
};

/** @param {HTMLDialogElement} sheet */
const open = (sheet) => import("./sheet.js").then(({ openSheet }) => openSheet(sheet)).catch(unfetched);

/**
 * Narrow the list by its form; give what shows a row whatever the list is narrowed to.
 * @param {HTMLDialogElement} root
 */
export const startFilter = (root) => {
  /** @type {HTMLFormElement} */
  const form = need("form", root);
  const line = need('[data-action="filter"]');
  line.dataset.none = part("chosen", line).textContent || "";
  const list = { form, line, items: all("[data-item-id]"), sections: all("[data-section]"), status: need('[role="status"]', root), revealed: new Set() };
  const reveal = (/** @type {HTMLElement} */ item) => {
    /** @type {HTMLInputElement} */
    const words = need('[type="search"]', form);
    /** @type {HTMLInputElement | null} */
    const first = form.querySelector("[name=first]:checked");
    if (item.hidden && (words.value || first)) {
      words.value = ""; // what was looked for was found, what is asked first is answered: what comes now lies elsewhere
      if (first) first.checked = false;
      keep(list);
    }
    if (!item.hidden) return;
    list.revealed.add(item);
    show(list);
  };

  offerTopics(need('[name="section"]', form));
  fillIn(form);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => keep(list));
  form.addEventListener("reset", () => setTimeout(() => keep(list)));
  need('[data-action="print"]', form).addEventListener("click", () => print());
  // Answers are there only now; later ones never take an item away from under the thumb.
  hear(READY, () => chosen(form).has("result") && show(list));
  // A link to an item leads there, whatever the list is narrowed to.
  document.addEventListener("click", ({ target }) => {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (target).closest('a[href^="#"]');
    const item = link && list.items.find(({ id }) => link.hash.startsWith(`#${id}`)); // of an object: within it
    if (item) reveal(item);
  });
  line.addEventListener("click", () => open(root));
  show(list);
  return reveal;
};
