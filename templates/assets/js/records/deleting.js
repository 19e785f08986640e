/** Delete a record after one question, which says what is lost; and pictures that no record shows any more. */
import { deleting as phrase } from "#words";
import { photosIn } from "../record/found.js";
import { key } from "../record/rules.js";
import { raw, tellTabs } from "../record/store.js";
import { need, part } from "../site/need.js";
import { exportedOf, stateOf } from "./cards.js";
import { photosOf } from "./counting.js";
import { nameOf } from "./lists.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {(chosen: string) => void} Chosen is told "export-first", "delete-now" or "keep" */

/**
 * What goes with a record.
 * @param {Summary} record
 */
const lossOf = ({ given, found, photos }) => {
  const said = [phrase.answers({ count: given })];
  if (found) said.push(phrase.findings({ count: found }));
  if (photos.length) said.push(phrase.photos({ count: photos.length }));
  return said.join("、");
};

/**
 * @param {HTMLDialogElement} question
 * @param {Summary} record
 */
const put = (question, record) => {
  part("which", question).textContent = `${record.called}　${record.title}　${record.date}　${stateOf(record)}`;
  const safe = record.isExported;
  const exported = exportedOf(record);
  part("lost", question).textContent = safe ? phrase.exported({ exported }) : phrase.not_exported({ exported, what: lossOf(record) });
  need('[data-action="export-first"]', question).hidden = safe;
  if (question.showModal) question.showModal();
  else question.setAttribute("open", "");
  need('[data-action="keep"]', question).focus();
};

/**
 * Give what asks about a record, and tells what the person chose.
 * @param {HTMLDialogElement} question
 */
export const asking = (question) => {
  /** @type {Chosen} */
  let chosen = () => {};
  question.addEventListener("click", ({ target }) => {
    /** @type {HTMLElement | null} */
    const button = /** @type {Element} */ (target).closest("[data-action]");
    if (!button) return;
    if (question.close) question.close();
    else question.removeAttribute("open");
    chosen(button.dataset.action || "");
  });
  return (/** @type {Summary} */ record, /** @type {Chosen} */ done) => {
    chosen = done;
    put(question, record);
  };
};

/** @param {import("../record/types").Photo[]} photos */
const namesOf = (photos) => photos.map(({ name }) => name);

/**
 * The names of the pictures that steps of findings show, before and after.
 * @param {Store} keeper
 */
const inSteps = async (keeper) => namesOf((await keeper.steps()).flatMap(photosIn));

/**
 * Delete a record, and those of its pictures that no other record shows.
 * @param {Summary} record
 * @param {Store} keeper
 */
export const remove = async (record, keeper) => {
  const own = key(record);
  await keeper.remove(own);
  const left = new Set(record.photos.length ? [...namesOf((await keeper.all()).flatMap(photosOf)), ...(await inSteps(keeper))] : []);
  for (const name of record.photos) if (!left.has(name)) await keeper.removePhoto(name);
  for (const name of await keeper.photoNames(raw(own))) await keeper.removePhoto(name);
  if ((await keeper.current(nameOf(record))) === own) await keeper.setCurrent(nameOf(record), null);
  await keeper.setCurrent(`${own}.measured`, null);
  tellTabs(own);
};

const A_DAY = 86_400_000;

/** @typedef {Pick<Summary, "key" | "closed" | "photos">} Showing */

/**
 * Give what tells of a picture's name whether a record or a step shows it, or a draft waits to make it smaller.
 * @param {Showing[]} records
 * @param {string[]} inAll that steps show
 */
const neededBy = (records, inAll) => {
  const shown = new Set([...records.flatMap(({ photos }) => photos), ...inAll]);
  const drafts = records.filter(({ closed }) => !closed).map((record) => raw(record.key));
  return (/** @type {string} */ name) => shown.has(name) || drafts.some((start) => name.startsWith(start));
};

/**
 * What the records themselves show, at this moment.
 * @param {Store} keeper
 */
const neededNow = async (keeper) => {
  const records = (await keeper.all()).map((record) => ({ key: key(record), closed: record.closed, photos: namesOf(photosOf(record)) }));
  return neededBy(records, await inSteps(keeper));
};

/**
 * Find out whether nothing has needed a picture for a day; until then write down since when.
 * @param {string} name
 * @param {boolean} isNeeded
 * @param {Store} keeper
 */
const isLeft = async (name, isNeeded, keeper) => {
  const mark = `unshown:${name}`;
  const since = await keeper.current(mark);
  if (!since && !isNeeded) await keeper.setCurrent(mark, Date.now());
  if (since && isNeeded) await keeper.setCurrent(mark, null);
  return since && !isNeeded && Date.now() - since > A_DAY;
};

/**
 * Remove pictures that nothing has needed for a day: until then a list still open may take them back. Which may go, summaries
 * say; which go, the records.
 * @param {Store} keeper
 * @param {Summary[]} summaries of all records
 */
export const sweep = async (keeper, summaries) => {
  const isNeeded = neededBy(summaries, await inSteps(keeper));
  const left = [];
  for (const name of await keeper.photoNames()) if (await isLeft(name, isNeeded(name), keeper)) left.push(name);
  const isShown = left.length ? await neededNow(keeper) : isNeeded;
  for (const name of left) {
    if (!isShown(name)) await keeper.removePhoto(name);
    await keeper.setCurrent(`unshown:${name}`, null);
  }
};
