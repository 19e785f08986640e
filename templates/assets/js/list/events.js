/** What the parts of a list tell each other: that the record changed, or came to rest. */

/** @typedef {import("./rows.js").Row} Row */

/**
 * The events of a list: answers given before the record is there are held; it is changed, kept; the list is narrowed. It
 * may ask which record is meant (ASKS), until a person says so (CHOSEN): what answers is held as long.
 */
export const HELD = "record:held";
export const READY = "record:ready";
export const ELSEWHERE = "record:elsewhere";
export const ASKS = "record:asks";
export const CHOSEN = "record:chosen";
export const KEPT = "record:kept";
export const NARROWED = "list:narrowed";
const CHANGED = "record:changed";

/** @param {string} name */
export const tell = (name) => document.dispatchEvent(new CustomEvent(name));

/**
 * @param {string} name
 * @param {() => unknown} listener
 */
export const hear = (name, listener) => document.addEventListener(name, () => listener());

/** Whether anything is held until the record is there (early.js). */
export const holds = () => "held" in document.documentElement.dataset;

/** Whether the page asks which record is meant. */
export const asks = () => "asks" in document.documentElement.dataset;

/**
 * Tell of one item, or, without one, that all may be different.
 * @param {Row | null} item
 */
export const tellChanged = (item) => document.dispatchEvent(new CustomEvent(CHANGED, { detail: item }));

/** @param {(item: Row | null) => unknown} listener */
export const hearChanged = (listener) => document.addEventListener(CHANGED, (event) => listener(/** @type {CustomEvent<Row | null>} */ (event).detail));

/**
 * Listen to what a person does anywhere in the page.
 * @param {string} kind
 * @param {(target: HTMLInputElement) => unknown} listener told the element, which is a field where it says so
 * @param {boolean} [early] whether it is heard on its way down, since it does not rise
 */
export const on = (kind, listener, early = false) =>
  document.addEventListener(kind, ({ target }) => target instanceof Element && listener(/** @type {HTMLInputElement} */ (target)), early);
