/** What store there is, how much room it has, and whether the browser promised to keep it. */
import { handing_on as phrase } from "#words";
import { need, part } from "../site/need.js";

/** @typedef {import("../record/store.js").Store} Store */

/** @type {[string, number][]} */
const UNITS = [
  ["GB", 2 ** 30],
  ["MB", 2 ** 20],
  ["KB", 2 ** 10],
];

/**
 * A number of bytes as people read it.
 * @param {number} bytes
 */
const amount = (bytes) => {
  const [unit, size] = UNITS.find(([, one]) => bytes >= one) || ["B", 1];
  return `${(bytes / size).toFixed(bytes / size < 10 ? 1 : 0)}\u00a0${unit}`;
};

/**
 * Say how much room there is, where the browser says it.
 * @param {HTMLElement} list
 */
const sayRoom = async (list) => {
  const { usage = 0, quota } = navigator.storage.estimate ? await navigator.storage.estimate() : {};
  if (quota) part("room", list).textContent = phrase.room({ used: amount(usage), left: amount(quota - usage) });
};

/** @param {HTMLElement} list */
const sayLasting = async (list) => {
  if (!navigator.storage.persisted) return;
  const lasting = await navigator.storage.persisted();
  const { yes = "", no = "" } = part("lasting", list).dataset;
  part("lasting", list).textContent = lasting ? yes : no;
  need('[data-action="persist"]', list).hidden = lasting || !navigator.storage.persist;
};

/**
 * Say it; on plain http the browser says nothing.
 * @param {HTMLElement} list
 * @param {Store} keeper
 */
export const sayStore = async (list, keeper) => {
  const kind = part("store", list);
  kind.textContent = kind.dataset[keeper.kind] || "";
  if (keeper.kind !== "indexeddb" || !navigator.storage) return;
  try {
    await sayRoom(list);
    await sayLasting(list);
  } catch {
    part("room", list).textContent = ""; // the browser will not say; nothing is lost
  }
};
