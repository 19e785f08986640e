/** Keep records and photos on this device: IndexedDB, else localStorage, else only this tab. */
import { connect, inDatabase } from "./database.js";

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Summary} Summary */
/** @typedef {(record: InspectionRecord) => InspectionRecord} Patch */
/** @typedef {(record: InspectionRecord, arrived: string | undefined) => Summary | null} SumUp gives null of what it cannot sum up yet */
/**
 * A place where records lie, by their keys; `current` are small notes: with which record a list goes on, and the like.
 * `summaries` are those that are kept, `sumUp` makes some, and keeps them until their records change.
 * What only proofs need, record/proofs.js makes of `run`, where the store is a database.
 * @typedef {{
 *   kind: "indexeddb" | "local" | "tab",
 *   news: News,
 *   keys: () => Promise<string[]>,
 *   all: () => Promise<InspectionRecord[]>,
 *   get: (key: string) => Promise<InspectionRecord | null | undefined>,
 *   put: (key: string, record: InspectionRecord) => Promise<unknown>,
 *   remove: (key: string) => Promise<unknown>,
 *   summaries: () => Promise<Summary[]>,
 *   sumUp: (keys: string[], made: SumUp) => Promise<(Summary | null)[]>,
 *   change: (key: string, fallback: InspectionRecord, patch: Patch) => Promise<InspectionRecord>,
 *   photo: (name: string) => Promise<Blob | undefined>,
 *   photoNames: (start?: string) => Promise<string[]>,
 *   putPhoto: (name: string, blob: Blob) => Promise<unknown>,
 *   removePhoto: (name: string) => Promise<unknown>,
 *   current: (name: string) => Promise<any>,
 *   setCurrent: (name: string, value: unknown) => Promise<unknown>,
 *   steps: () => Promise<import("./types").Step[]>,
 *   keepStep: (step: import("./types").Step) => Promise<unknown>,
 *   run?: import("./database.js").Run,
 *   proofs?: import("./proofs.js").Proofs,
 * }} Store
 */
/** @typedef {{ local: number, former: number, aside: boolean }} News how many records came from where; whether the database did not open */

const { site, former } = document.documentElement.dataset;
const NAME = `paicha:${site}`;
const SHARED = former ? `paicha:${former}` : ""; // before offices had ids, all of a campaign shared one
/** What the database cannot keep this time lies as texts: rare, and so it comes late. */
const aside = async () => {
  const store = (await import("./texts.js")).openTexts(NAME);
  store.news.aside = true;
  return store;
};

/**
 * Whether something of ours lies in a browser's storage of texts.
 * @param {() => Storage} storage
 * @param {string} part
 */
const has = (storage, part) => {
  try {
    return Object.keys(storage()).some((key) => key.startsWith(`${NAME}:${part}:`));
  } catch {
    return false; // refused
  }
};

/**
 * Whether records may lie elsewhere on this device: in localStorage since a visit in which the database did not open, or
 * in the database that this office shared before it had an id.
 */
const liesElsewhere = async () =>
  ["record", "current:step", "proof"].some((part) => has(() => localStorage, part)) ||
  (SHARED && (!indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === SHARED)));

const choose = async () => {
  /** @type {Store} */
  let store;
  try {
    store = inDatabase(await connect(NAME));
  } catch {
    return aside();
  }
  try {
    if (await liesElsewhere()) await (await import("./together.js")).together(store, NAME, async () => inDatabase(await connect(SHARED, false), false));
  } catch (error) {
    note(error); // what cannot be read says so where it is wanted
  }
  return store;
};

/** @type {Promise<Store> | null} */
let chosen = null;
/** Open the best store there is, once. */
export const openStore = () => (chosen ||= choose());

/**
 * Say before some part of a page what became of the store: rare, and so it comes late.
 * @param {Store} store
 * @param {Element} place
 */
export const tellNews = async (store, place) => {
  const hasPast = has(() => localStorage, "known") || has(() => sessionStorage, "mine");
  if (hasPast || Object.values(store.news).some(Boolean)) await (await import("./telling.js")).tellNews(store, NAME, place);
};

/**
 * What this tab has noted: "mine", the key that it fills in for a list, which stays with it when another tab goes on with
 * another; "today", the record and the day that it was told to go on with.
 * @param {"mine" | "today"} what
 * @param {string} list
 */
export const noted = (what, list) => {
  const read = (/** @type {string} */ name) => sessionStorage.getItem(`${name}:${what}:${list}`);
  try {
    return read(NAME) ?? read(SHARED);
  } catch {
    return null; // refused: the tab then goes on with what any tab had last
  }
};

/**
 * @param {"mine" | "today"} what
 * @param {string} list
 * @param {string | null} said
 */
export const setNoted = (what, list, said) => {
  try {
    sessionStorage.setItem(`${NAME}:${what}:${list}`, said || "");
  } catch {
    // See above.
  }
};

const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;

/**
 * Tell other tabs which record changed.
 * @param {string} key
 */
export const tellTabs = (key) => channel?.postMessage(key);

/**
 * Hear which record another tab changed.
 * @param {(key: string) => unknown} listener
 */
export const hearTabs = (listener) => channel?.addEventListener("message", ({ data }) => listener(data));

/** The note of the record that this device changed last: `{ key, asked }`, its key and how many items it asks. */
export const LAST = "last";

/** The note of the round of a list (`lamps.2030`): record/rounds.js says what it holds. */
export const roundOf = (/** @type {string} */ list) => `round:${list}`;

/** How the names begin under which a record's pictures are kept as they came, until they are made smaller. */
export const raw = (key = "") => `raw:${key}${key && ":"}`;

/**
 * Leave a fault of ours to the console; what the browser refuses is told to the person.
 * @param {unknown} error
 */
export const note = (error) => {
  if (!(error instanceof DOMException)) console.warn(error);
};
