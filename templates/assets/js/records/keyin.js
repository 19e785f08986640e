/** Key in a paper sheet without a mouse: number, result, what was seen; Enter moves on. */
import { keyin as phrase } from "#words";
import { objectsIn } from "../record/objects.js";
import { headOf, namesOf, setHead, whose } from "../record/rules.js";
import { namesIn } from "../record/written.js";
import { fill, make } from "../site/elements.js";
import { part } from "../site/need.js";
import { Keying } from "./keying.js";
import { aboutOf, listNamed, nameOf } from "./lists.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Particular} Particular */
/** @typedef {{ site: string, office: string }} Own whose records are kept here */

const HEAD = "[data-head], [data-names]";

/**
 * The fields of the record's head.
 * @param {HTMLElement} view
 */
const fieldsOf = (view) => /** @type {HTMLInputElement[]} */ ([...view.querySelectorAll(HEAD)]);

/**
 * Make a field for what a list asks above the answers, as macros/record.html does.
 * @param {Particular} one
 */
const fieldFor = ({ id, label, options }) => {
  const [row, field] = [make("label", `${label} `), make(options ? "select" : "input")];
  field.dataset.head = id;
  field.setAttribute("autocomplete", "off");
  if (options) field.append(new Option("—", ""), ...options.map((option) => new Option(option)));
  row.append(field);
  return row;
};

/**
 * Make a field for the names of a kind of object.
 * @param {string} kind
 * @param {string} title
 */
const namesFor = (kind, title) => {
  const [row, field] = [make("label", phrase.each({ title })), make("input")];
  field.dataset.names = kind;
  field.setAttribute("autocomplete", "off");
  row.append(" ", field);
  return row;
};

/**
 * @param {HTMLElement} view
 * @param {Keying} keying
 */
const showNames = (view, { hand: { record } }) => {
  for (const field of view.querySelectorAll("[data-names]")) {
    const mine = objectsIn(record || { objects: {} }).filter(({ kind }) => kind === /** @type {HTMLElement} */ (field).dataset.names);
    /** @type {HTMLInputElement} */ (field).value = namesOf(mine);
  }
};

/**
 * Fill in the head; it is folded where the record is named.
 * @param {HTMLElement} view
 * @param {InspectionRecord | null} record
 */
const fillHead = (view, record) => {
  for (const field of fieldsOf(view)) if (field.dataset.head) fill(field, record ? headOf(record, field.dataset.head) : "");
  /** @type {HTMLDetailsElement} */ (part("head", view)).open = !record || !whose(record);
};

/**
 * Enter walks through the head, and from its last field on to the items.
 * @param {HTMLElement} view
 * @param {KeyboardEvent} event
 * @param {Keying} keying
 */
const walk = (view, event, keying) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (event.isComposing || !field.matches(HEAD) || !["Enter", "Escape"].includes(event.key)) return;
  event.preventDefault();
  const fields = fieldsOf(view);
  const next = event.key === "Enter" && fields[fields.indexOf(field) + 1];
  if (next) {
    next.focus();
    return;
  }
  field.blur(); // its change is kept before it is folded away
  /** @type {HTMLDetailsElement} */ (part("head", view)).open = false;
  keying.line.focus();
};

/**
 * Keep what is typed in the head.
 * @param {HTMLElement} view
 * @param {Keying} keying
 */
const listenToHead = (view, keying) => {
  // As it is typed: a field that is never left is kept, too.
  view.addEventListener("input", ({ target }) => {
    const { dataset, value } = /** @type {HTMLInputElement} */ (target);
    const name = dataset.head;
    if (name) keying.hand.change((one) => setHead(one, name, value));
  });
  view.addEventListener("focusout", ({ target }) => {
    if (/** @type {HTMLElement} */ (target).dataset.head === "date") keying.follow();
  });
  view.addEventListener("change", ({ target }) => {
    const { dataset, value } = /** @type {HTMLInputElement} */ (target);
    if (!dataset.names) return;
    keying.name(dataset.names, namesIn(value));
    showNames(view, keying);
  });
  view.addEventListener("keydown", (event) => walk(view, event, keying));
};

const KEY = /^[0-9a-f]{16}\.\d+$/;

/**
 * @param {string} named its key
 * @param {Store} keeper
 */
const draftNamed = async (named, keeper) => {
  const record = await keeper.get(named);
  return record && !record.closed ? record : null;
};

/**
 * Give what is to be keyed in: a stored draft by its key, or a new record of a list (`lamps.2030`); null where there is no
 * such draft or list.
 * @param {string} asked
 * @param {Store} keeper
 * @param {Own} own
 */
const found = async (asked, keeper, own) => {
  const record = KEY.test(asked) ? await draftNamed(asked, keeper) : null;
  const listed = record ? nameOf(record) : asked;
  const [about, list] = [aboutOf(listed, own), await listNamed(listed)];
  return about && list && { record, about, list };
};

/**
 * @param {HTMLElement} view
 * @param {string} asked
 * @param {{ keeper: Store } & Own} page
 */
export const showKeyin = async (view, asked, { keeper, ...own }) => {
  const paper = await found(asked, keeper, own);
  part("none", view).hidden = Boolean(paper);
  part("work", view).hidden = !paper;
  view.hidden = false; // now that a line typed has a list to be read with
  if (!paper) return;
  const { record, about, list } = paper;
  part("which", view).textContent = `${about.title}（${about.edition_title}）`;
  const keying = new Keying(view, keeper, list, about);
  part("asked", view).prepend(...list.particulars.map(fieldFor));
  listenToHead(view, keying);
  part("asked", view).append(...Object.keys(list.called).map((kind) => namesFor(kind, list.facets[kind])));
  fillHead(view, record);
  keying.start(record);
  showNames(view, keying);
  if (/** @type {HTMLDetailsElement} */ (part("head", view)).open) fieldsOf(view)[0].focus();
};
