/** What is asked for of the list: typed and chosen in the page, and kept in its address. */
import { narrowed as phrase } from "#words";
import { fill } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { BATCH, draw } from "./drawing.js";
import { nameOf } from "./lists.js";
import { addressOf, FIELDS, monthOf, wantedIn } from "./narrowing.js";

/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {import("./drawing.js").Drawn} Drawn */

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/**
 * What can be chosen, and how it is called: of what the records here say.
 * @type {Record<string, (summary: Summary) => [string, string]>}
 */
const OPTIONS = {
  month: (summary) => [monthOf(summary), phrase.month({ year: Number(summary.day.slice(0, 4)), month: Number(summary.day.slice(5, 7)) })],
  unit: (summary) => [summary.called, summary.called],
  checklist: (summary) => [nameOf(summary), `${summary.title}（${summary.edition_title}）`],
};

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const fieldOf = (form, name) => /** @type {Field} */ (form.elements.namedItem(name));

/**
 * Offer what there is to choose from; months the newest first.
 * @param {Drawn} page
 * @param {HTMLFormElement} form
 */
const offer = ({ summaries, wanted }, form) => {
  for (const [name, optionOf] of Object.entries(OPTIONS)) {
    const select = /** @type {HTMLSelectElement} */ (fieldOf(form, name));
    const all = [...new Map([...summaries.values()].map(optionOf))];
    if (name === "month") all.sort(([one], [other]) => (one < other ? 1 : -1));
    else all.sort(([, one], [, other]) => one.localeCompare(other, "zh"));
    select.replaceChildren(select.options[0], ...all.map(([value, words]) => new Option(words, value)));
    fill(select, wanted[/** @type {import("./narrowing.js").Field} */ (name)] || "");
  }
};

/**
 * Show in the form what is asked for.
 * @param {Drawn} page
 * @param {HTMLFormElement} form
 */
const show = (page, form) => {
  for (const name of FIELDS) fill(fieldOf(form, name), page.wanted[name] || "");
  say(page, form);
};

/**
 * @param {Drawn} page
 * @param {HTMLFormElement} form
 */
const say = ({ wanted }, form) => {
  const selects = [...form.querySelectorAll("select")].filter(({ value }) => value);
  part("narrowed", form).textContent = selects.map(({ selectedOptions }) => selectedOptions[0].textContent).join("，");
  need('[data-action="narrow-none"]', form).hidden = !Object.keys(wanted).length;
};

/** @param {Drawn} page */
const keep = ({ wanted }) => {
  const address = addressOf(location.search, wanted);
  try {
    history.replaceState(null, "", address ? `?${address}` : location.pathname);
  } catch {
    // Safari refuses more than a hundred in half a minute; the next one will do.
  }
};

/**
 * @param {Drawn} page
 * @param {HTMLFormElement} form
 */
const changed = (page, form) => {
  page.shown = BATCH;
  say(page, form);
  keep(page);
  draw(page);
};

/**
 * Let a person narrow the list down; what he typed or unfolded before this came counts.
 * @param {Drawn} page
 * @param {HTMLFormElement} form
 */
export const startNarrow = (page, form) => {
  const more = /** @type {HTMLDetailsElement} */ (need("details", form));
  const read = (/** @type {Event} */ event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    page.wanted = wantedIn(String(new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(form)]))));
    changed(page, form);
  };
  const unfolded = () => more.open && offer(page, form);
  form.addEventListener("input", read);
  form.addEventListener("compositionend", read);
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("toggle", unfolded);
  need('[data-action="narrow-none"]', form).addEventListener("click", () => {
    page.wanted = {};
    show(page, form);
    changed(page, form);
  });
  if (Object.keys(page.wanted).length) {
    offer(page, form);
    show(page, form);
  } else if (fieldOf(form, "q").value) read(new Event("input"));
  unfolded();
};
