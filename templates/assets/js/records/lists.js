/** The lists that records answer, each loaded when one is first needed. */
import { handed } from "../site/handed.js";
import { need } from "../site/need.js";

/** @typedef {import("../record/types").About} About */
/** @typedef {import("../record/types").Item} Item */
/** @typedef {import("../record/types").List} List */
/** @typedef {Omit<List, "items"> & { items: Map<string, Item> }} Listed */
/** @typedef {{ checklist: string, edition: string, door?: string }} Edition of a list: a record names one, and whose it is */

/** What one chooses a list from knows every list in every edition. */
const choices = () => [.../** @type {HTMLSelectElement} */ (need("[data-lists]")).options];

/** @param {string} listed */
const choice = (listed) => choices().find(({ value }) => value === listed);

/** @param {Edition} record */
export const nameOf = ({ checklist, edition }) => `${checklist}.${edition}`;

/**
 * Where a record's list stands in the site, or "" where the site has no such edition: of a door, behind it.
 * @param {Edition} record
 */
export const pathOf = (record) => {
  const one = choice(nameOf(record));
  return (record.door && one?.getAttribute(`data-door-${record.door}`)) || one?.dataset.path || "";
};

/**
 * Which state of its list the site has for a record, or "".
 * @param {Edition} record
 */
export const madeOf = (record) => {
  const { made, script } = choice(nameOf(record))?.dataset || {};
  return made || script || "";
};

/** @param {string} checklist */
export const isKnown = (checklist) => choices().some(({ dataset }) => dataset.checklist === checklist);

/**
 * What a record of a list begins with, or null where the site has no such list.
 * @param {string} listed
 * @param {Pick<About, "site" | "office">} own whose records they are
 * @returns {About | null}
 */
export const aboutOf = (listed, own) => {
  const one = choice(listed);
  if (!one) return null;
  const { checklist = "", title = "", edition = "", editionTitle = "" } = one.dataset;
  return { ...own, checklist, title, edition, edition_title: editionTitle };
};

/**
 * Bring a list; a lone file has its own in the page.
 * @param {HTMLOptionElement} one
 * @returns {Promise<Listed>}
 */
const brought = async ({ dataset: { script } }) => {
  const list = script ? /** @type {List} */ (await handed(script)) : /** @type {List} */ (JSON.parse(need("[data-list]").textContent || ""));
  return { ...list, items: new Map(list.items.map((item) => [item.id, item])) };
};

/** @type {Map<string, Promise<Listed>>} */
const coming = new Map();

/**
 * Give a list by its name (`lamps.2030`), or null where the site has none.
 * @param {string} listed
 */
export const listNamed = async (listed) => {
  const one = choice(listed);
  if (!one) return null;
  if (!coming.has(listed)) coming.set(listed, brought(one));
  try {
    return /** @type {Listed} */ (await coming.get(listed));
  } catch (error) {
    coming.delete(listed); // what did not arrive is asked for again
    throw error;
  }
};

/** @param {Edition} record */
export const listOf = (record) => listNamed(nameOf(record));

/**
 * Bring the lists of some records; gives what gives the list of one.
 * @param {Edition[]} records
 * @returns {Promise<(record: Edition) => Listed | null>}
 */
export const listsOf = async (records) => {
  /** @type {Map<string, Listed | null>} */
  const lists = new Map();
  for (const name of new Set(records.map(nameOf))) lists.set(name, await listNamed(name));
  return (record) => lists.get(nameOf(record)) || null;
};
