/** Delete a record after one question, which says what is lost; and pictures that no record shows any more. */
import { deleting as phrase } from "#words";
import { key } from "../record/rules.js";
import { raw, tellTabs } from "../record/store.js";
import { need, part } from "../site/need.js";
import { titleOf } from "./called.js";
import { exportedOf, stateOf } from "./cards.js";
import { counted, isExported, photosOf } from "./counting.js";
import { nameOf } from "./lists.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {(chosen: string) => void} Chosen is told "export-first", "delete-now" or "keep" */

/**
 * What goes with a record.
 * @param {InspectionRecord} record
 */
const lossOf = (record) => {
  const counts = counted(record, null);
  const photos = photosOf(record).length;
  const said = [phrase.answers({ count: counts.done })];
  if (counts.fail) said.push(phrase.findings({ count: counts.fail }));
  if (photos) said.push(phrase.photos({ count: photos }));
  return said.join("、");
};

/**
 * @param {HTMLDialogElement} question
 * @param {InspectionRecord} record
 */
const put = (question, record) => {
  part("which", question).textContent = `${titleOf(record)}　${record.title}　${record.date}　${stateOf(record)}`;
  const safe = isExported(record);
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
  return (/** @type {InspectionRecord} */ record, /** @type {Chosen} */ done) => {
    chosen = done;
    put(question, record);
  };
};

/**
 * Delete a record, and those of its pictures that no other record shows.
 * @param {InspectionRecord} record
 * @param {Store} keeper
 */
export const remove = async (record, keeper) => {
  const own = key(record);
  await keeper.remove(own);
  const left = (await keeper.all()).flatMap(photosOf).map(({ name }) => name);
  for (const { name } of photosOf(record)) if (!left.includes(name)) await keeper.removePhoto(name);
  for (const name of await keeper.photoNames(raw(own))) await keeper.removePhoto(name);
  if ((await keeper.current(nameOf(record))) === own) await keeper.setCurrent(nameOf(record), null);
  await keeper.setCurrent(`${own}.measured`, null);
  tellTabs(own);
};

const A_DAY = 86_400_000;

/**
 * Tell of a picture's name whether a record shows it, or a draft waits to make it smaller.
 * @param {Store} keeper
 */
const needed = async (keeper) => {
  const records = await keeper.all();
  const shown = new Set(records.flatMap(photosOf).map(({ name }) => name));
  const drafts = records.filter(({ closed }) => !closed).map((record) => raw(key(record)));
  return (/** @type {string} */ name) => shown.has(name) || drafts.some((start) => name.startsWith(start));
};

/**
 * Remove a picture that nothing has needed for a day; until then write down since when.
 * @param {string} name
 * @param {boolean} isNeeded
 * @param {Store} keeper
 */
const sweepOne = async (name, isNeeded, keeper) => {
  const mark = `unshown:${name}`;
  const since = await keeper.current(mark);
  if (!since) {
    if (!isNeeded) await keeper.setCurrent(mark, Date.now());
    return;
  }
  const isOld = Date.now() - since > A_DAY;
  if (isOld && !isNeeded) await keeper.removePhoto(name);
  if (isOld || isNeeded) await keeper.setCurrent(mark, null);
};

/**
 * Remove pictures that nothing has needed for a day: until then a list still open may take them back.
 * @param {Store} keeper
 */
export const sweep = async (keeper) => {
  const isNeeded = await needed(keeper);
  for (const name of await keeper.photoNames()) await sweepOne(name, isNeeded(name), keeper);
};
