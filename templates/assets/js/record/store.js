/** Keep records and photos on this device: IndexedDB, else localStorage, else only this tab. */

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {typeof import("./former.js").broughtOver} BringOver */
/** @typedef {(record: InspectionRecord) => InspectionRecord} Patch */
/**
 * A place where records lie, by their keys; `current` are small notes: with which record a list goes on, and the like.
 * @typedef {{
 *   kind: "indexeddb" | "local" | "tab",
 *   all: () => Promise<InspectionRecord[]>,
 *   get: (key: string) => Promise<InspectionRecord | null | undefined>,
 *   put: (key: string, record: InspectionRecord) => Promise<unknown>,
 *   remove: (key: string) => Promise<unknown>,
 *   change: (key: string, fallback: InspectionRecord, patch: Patch) => Promise<InspectionRecord>,
 *   photo: (name: string) => Promise<Blob | undefined>,
 *   photoNames: (start?: string) => Promise<string[]>,
 *   putPhoto: (name: string, blob: Blob) => Promise<unknown>,
 *   removePhoto: (name: string) => Promise<unknown>,
 *   current: (name: string) => Promise<any>,
 *   setCurrent: (name: string, value: unknown) => Promise<unknown>,
 * }} Store
 */
/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem"> & { keys: () => string[] }} Texts */

const NAME = `paicha:${document.documentElement.dataset.site}`;
const VERSION = 1;

const FORMER = "paicha-record/1";
/** @type {BringOver | null} */
let bringOver = null; // there once a record of the former format was met

class Met extends Error {}

/**
 * Read what is stored as a record of today's format.
 * @template {InspectionRecord | null | undefined} T
 * @param {T} stored
 */
const today = (stored) => {
  if (/** @type {{ format?: string }} */ (stored || {}).format !== FORMER) return stored;
  if (!bringOver) throw new Met();
  return /** @type {T} */ (bringOver(stored));
};

/**
 * Let work read records; what reads those of the former format comes when one is met, and the work is done again.
 * @template {unknown[]} A
 * @template T
 * @param {(...all: A) => Promise<T>} work
 * @returns {(...all: A) => Promise<T>}
 */
const reading =
  (work) =>
  async (...all) => {
    try {
      return await work(...all);
    } catch (error) {
      if (!(error instanceof Met)) throw error;
      bringOver = (await import("./former.js")).broughtOver;
      return work(...all);
    }
  };

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const asked = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

/**
 * Wait for a transaction to be on the disk; a full disk shows as an abort.
 * @param {IDBTransaction} transaction
 * @returns {Promise<unknown>}
 */
const finished = (transaction) =>
  new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onerror = transaction.onabort = () => failed(transaction.error || new DOMException("", "AbortError"));
  });

const connect = async () => {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    // One step a version, so that a store of any age becomes today's.
    if (oldVersion < 1) for (const name of ["records", "photos", "current"]) request.result.createObjectStore(name);
  };
  const database = await asked(request);
  database.onversionchange = () => database.close();
  return database;
};

/**
 * Give what runs work in a transaction; a browser closes the connection when its disk fails, so connect anew.
 * @param {IDBDatabase} connected
 */
const runner = (connected) => {
  let database = connected;
  /** @type {(name: string, mode: IDBTransactionMode) => Promise<IDBTransaction>} */
  const begin = async (name, mode) => {
    try {
      return database.transaction(name, mode, { durability: "strict" });
    } catch {
      database = await connect();
      return database.transaction(name, mode, { durability: "strict" });
    }
  };
  /**
   * @template T
   * @param {string} name
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => Promise<T>} work
   */
  return async (name, mode, work) => {
    const transaction = await begin(name, mode);
    const ended = finished(transaction);
    ended.catch(() => {}); // told to the caller below, whichever fails first
    const result = await work(transaction.objectStore(name));
    await ended;
    return result;
  };
};

/**
 * @param {IDBDatabase} connected
 * @returns {Store}
 */
const inDatabase = (connected) => {
  const run = runner(connected);
  /** @param {string} start */
  const beginning = (start) => IDBKeyRange.bound(start, `${start}\uffff`);
  return {
    kind: "indexeddb",
    all: reading(() => run("records", "readonly", async (records) => (await asked(records.getAll())).map(today))),
    get: reading((key) => run("records", "readonly", async (records) => today(await asked(records.get(key))))),
    put: (key, record) => run("records", "readwrite", (records) => asked(records.put(record, key))),
    remove: (key) => run("records", "readwrite", (records) => asked(records.delete(key))),
    // Within one transaction, so that two tabs never undo each other.
    change: reading((key, fallback, patch) =>
      run("records", "readwrite", async (records) => {
        const record = patch(today(await asked(records.get(key))) || fallback);
        await asked(records.put(record, key));
        return record;
      }),
    ),
    photo: (name) => run("photos", "readonly", (photos) => asked(photos.get(name))),
    photoNames: (start = "") =>
      run("photos", "readonly", async (photos) => (await asked(photos.getAllKeys(beginning(start)))).map(String)),
    putPhoto: (name, blob) => run("photos", "readwrite", (photos) => asked(photos.put(blob, name))),
    removePhoto: (name) => run("photos", "readwrite", (photos) => asked(photos.delete(name))),
    current: (name) => run("current", "readonly", (current) => asked(current.get(name))),
    setCurrent: (name, value) => run("current", "readwrite", (current) => asked(current.put(value, name))),
  };
};

/**
 * The same on a map of texts: localStorage, or a Map that ends with the tab.
 * @param {"local" | "tab"} kind
 * @param {Texts} texts
 * @returns {Store}
 */
const inTexts = (kind, texts) => {
  const at = (/** @type {string} */ part, /** @type {string} */ key) => `${NAME}:${part}:${key}`;
  const read = (/** @type {string} */ key) => JSON.parse(texts.getItem(key) || "null");
  const stored = (/** @type {string} */ key) => today(read(at("record", key)));
  const put = (/** @type {string} */ key, /** @type {InspectionRecord} */ record) => texts.setItem(at("record", key), JSON.stringify(record));
  return {
    kind,
    all: reading(async () => {
      const keys = texts.keys().filter((key) => key.startsWith(at("record", "")));
      return keys.map((key) => today(read(key)));
    }),
    get: reading(async (key) => stored(key)),
    put: async (key, record) => put(key, record),
    remove: async (key) => texts.removeItem(at("record", key)),
    change: reading(async (key, fallback, patch) => {
      const record = patch(stored(key) || fallback);
      put(key, record);
      return record;
    }),
    photo: async () => undefined,
    photoNames: async () => [],
    putPhoto: async () => {
      throw new DOMException("", "NotSupportedError");
    },
    removePhoto: async () => {},
    current: async (name) => read(at("current", name)),
    setCurrent: async (name, value) => texts.setItem(at("current", name), JSON.stringify(value)),
  };
};

/** @returns {Texts} */
const localTexts = () => {
  localStorage.setItem(`${NAME}:probe`, "1");
  localStorage.removeItem(`${NAME}:probe`);
  return {
    keys: () => Object.keys(localStorage),
    getItem: (key) => localStorage.getItem(key),
    setItem: (key, text) => localStorage.setItem(key, text),
    removeItem: (key) => localStorage.removeItem(key),
  };
};

/** @returns {Texts} */
const tabTexts = () => {
  /** @type {Map<string, string>} */
  const texts = new Map();
  return {
    keys: () => [...texts.keys()],
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
};

const choose = async () => {
  try {
    return inDatabase(await connect());
  } catch {
    try {
      return inTexts("local", localTexts());
    } catch {
      return inTexts("tab", tabTexts());
    }
  }
};

/** @type {Promise<Store> | null} */
let chosen = null;
/** Open the best store there is, once. */
export const openStore = () => (chosen ||= choose());

/**
 * The key that this tab fills in for a list: it stays with it when another tab goes on with another.
 * @param {string} list
 */
export const mine = (list) => {
  try {
    return sessionStorage.getItem(`${NAME}:mine:${list}`);
  } catch {
    return null; // refused: the tab then goes on with what any tab had last
  }
};

/**
 * @param {string} list
 * @param {string | null} key
 */
export const setMine = (list, key) => {
  try {
    sessionStorage.setItem(`${NAME}:mine:${list}`, key || "");
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

/** How the names begin under which a record's pictures are kept as they came, until they are made smaller. */
export const raw = (key = "") => `raw:${key}${key && ":"}`;

/**
 * Leave a fault of ours to the console; what the browser refuses is told to the person.
 * @param {unknown} error
 */
export const note = (error) => {
  if (!(error instanceof DOMException)) console.warn(error);
};

/** Whether the browser refused for want of room. */
export const isFull = (/** @type {unknown} */ error) => error instanceof DOMException && error.name === "QuotaExceededError";
