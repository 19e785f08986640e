/** All that an office keeps on this device, brought together when the store is opened. */
import { bring } from "./bringing.js";
import { openTexts } from "./texts.js";

/** @typedef {import("./bringing.js").Seen} Seen */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {"local" | "former"} Whence */
/** @typedef {{ local: Seen | null, former: Seen | null, told: { local: number, former: number } }} Brought */

export const BROUGHT = "brought"; // the small note of what was brought in already

/**
 * @param {Store} store
 * @returns {Promise<Brought>}
 */
const broughtTo = async (store) => (await store.current(BROUGHT)) || { local: null, former: null, told: { local: 0, former: 0 } };

/**
 * Bring in what lies in one place; what fails is tried again at the next visit.
 * @param {Store} store
 * @param {Whence} whence
 * @param {() => Promise<Store>} open
 */
const bringFrom = async (store, whence, open) => {
  try {
    const { seen, count } = await bring(store, await open(), (await broughtTo(store))[whence]);
    const { told, ...rest } = await broughtTo(store); // a person may have heard meanwhile
    await store.setCurrent(BROUGHT, { ...rest, [whence]: seen, told: { ...told, [whence]: told[whence] + count } });
  } catch (error) {
    if (!(error instanceof DOMException)) console.warn(error);
  }
};

/**
 * Bring in what lies in localStorage, and what is in the database that this office shared with others before it had an
 * id. An older page may still write there: it is looked into at each visit, but waited for only the first time.
 * @param {Store} store
 * @param {string} name of the store
 * @param {() => Promise<Store>} openFormer fails where there is none
 */
export const together = async (store, name, openFormer) => {
  await bringFrom(store, "local", async () => openTexts(name));
  const isFirst = !(await broughtTo(store)).former;
  const bringing = bringFrom(store, "former", openFormer);
  if (isFirst) await bringing;
  Object.assign(store.news, (await broughtTo(store)).told);
};

/**
 * Say no more of what a person has heard.
 * @param {Store} store
 */
export const heardOf = async (store) => {
  const brought = await store.current(BROUGHT);
  if (brought) await store.setCurrent(BROUGHT, { ...brought, told: { local: 0, former: 0 } });
};
