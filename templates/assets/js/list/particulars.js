/** Whose record it is: unit, place, people and what is on this site; revising it, and beginning anew. */
import { headOf, namesOf, setHead, whose } from "../record/rules.js";
import { fill } from "../site/elements.js";
import { part } from "../site/need.js";
import { ASKS, HELD, READY, asks, hear, hearChanged } from "./events.js";
import { chooseFacets, chosenFacets } from "./filter.js";
import { unfetched } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */

/**
 * @param {HTMLElement} root
 * @param {Draft} draft
 */
const showFields = (root, { hand, people }) => {
  const before = (/** @type {string} */ name) => (name === "inspectors" ? namesOf(people) : "");
  for (const one of root.querySelectorAll("[data-head]")) {
    const field = /** @type {HTMLInputElement} */ (one);
    const { head = "" } = field.dataset;
    if (document.activeElement !== field) fill(field, hand.record ? headOf(hand.record, head) : before(head));
    field.disabled = hand.closed;
  }
};

/**
 * Whose record it is, and of which day.
 * @param {InspectionRecord} record
 * @param {HTMLElement} line
 */
const named = (record, { dataset }) => [whose(record) || dataset.unnamed, record.date].filter(Boolean).join("　");

/**
 * That there is no record yet, and who will begin it.
 * @param {Draft} draft
 * @param {HTMLElement} line
 */
const unbegun = ({ people }, { dataset }) => (people.length ? (dataset.people || "").replace("{}", namesOf(people)) : dataset.none) || "";

/**
 * Say the number of a closed record in its line, or hide the line where there is none.
 * @param {HTMLElement} root
 * @param {string} line
 * @param {string} place
 * @param {{ number: string } | null} origin
 */
const sayNumber = (root, line, place, origin) => {
  part(line, root).hidden = !origin;
  part(place, root).textContent = origin ? origin.number : "";
};

/**
 * @param {HTMLElement} root
 * @param {Draft} draft
 */
const show = (root, draft) => {
  const { record, closed } = draft.hand;
  const line = part("name", root);
  line.textContent = record ? named(record, line) : unbegun(draft, line);
  showFields(root, draft);
  sayNumber(root, "closed", "number", record && record.closed);
  sayNumber(root, "revises", "revised", record && record.revises);
  /** @type {Record<string, boolean>} */
  const there = { record: record !== null, open: record !== null && !closed, closed };
  for (const one of root.querySelectorAll("[data-needs]")) {
    const button = /** @type {HTMLElement} */ (one);
    button.hidden = !there[button.dataset.needs || ""];
  }
};

/**
 * Let answers follow the day of the check, and say which did.
 * @param {HTMLElement} root
 * @param {Draft} draft
 */
const follow = (root, { hand }) => {
  const items = hand.follow().map(({ id }) => id).join("、");
  const line = part("followed", root);
  line.textContent = items && (line.dataset.words || "").replace("{}", items);
};

/**
 * Do what may need a script that comes late.
 * @param {() => unknown} work
 */
const late = async (work) => {
  try {
    await work();
  } catch (error) {
    unfetched(error);
  }
};

/**
 * Offer a start as often as the line is opened, and ask which record is meant as often as something is held.
 * @param {HTMLElement} root
 * @param {Draft} draft
 */
const startLate = (root, draft) => {
  const line = /** @type {HTMLDetailsElement} */ (part("line", root));
  const offer = () => line.open && draft.ready && late(async () => (await import("./begin.js")).begin(root, draft));
  line.addEventListener("toggle", offer);
  hear(READY, offer);
  for (const name of [ASKS, HELD]) hear(name, () => asks() && late(async () => (await import("./asking.js")).ask(draft)));
};

/** @param {Draft} draft */
const keepFacets = ({ hand }) => {
  const facets = chosenFacets();
  if (hand.record && !asks()) hand.change((one) => (one.facets = facets));
};

/**
 * Show the part of the list that the record is about, unless the address asks for another.
 * @param {Draft} draft
 */
const narrowOnce = ({ hand }) => {
  const asksForAnother = location.search.includes("facet="); // now: a tick writes it there, too
  let narrowed = false;
  hearChanged((item) => {
    if (item || narrowed) return;
    narrowed = true;
    if (hand.record && !asksForAnother) chooseFacets(hand.record.facets);
  });
};

/**
 * @param {HTMLElement} root
 * @param {Draft} draft
 */
export const startParticulars = (root, draft) => {
  hearChanged((item) => item || show(root, draft));
  narrowOnce(draft);
  startLate(root, draft);
  root.addEventListener("input", ({ target }) => {
    const { dataset, value } = /** @type {HTMLInputElement} */ (target);
    const name = dataset.head;
    if (name) draft.hand.change((one) => setHead(one, name, value));
  });
  // Not as it is typed: a day changes with every figure.
  root.addEventListener("focusout", ({ target }) => {
    if (/** @type {HTMLElement} */ (target).dataset.head === "date") follow(root, draft);
  });
  /** @type {HTMLFormElement | null} */
  const filter = document.querySelector('[data-module="filter"] form');
  filter?.addEventListener("reset", () => setTimeout(() => keepFacets(draft)));
  filter?.addEventListener("change", ({ target }) => {
    if (/** @type {HTMLInputElement} */ (target).name === "facet") keepFacets(draft);
  });
  /** @type {Record<string, () => unknown>} */
  const actions = { revise: () => draft.revise(), "start-record": () => draft.startAnother() };
  root.addEventListener("click", ({ target }) => {
    /** @type {HTMLElement | null} */
    const button = /** @type {Element} */ (target).closest("[data-action]");
    late(() => actions[button?.dataset.action || ""]?.());
  });
};
