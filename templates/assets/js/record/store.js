/** Keep records and photos on this device: IndexedDB, else localStorage, else only this tab. */

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {typeof import("./former.js").broughtOver} BringOver */
/** @typedef {(record: InspectionRecord) => InspectionRecord} Patch */
/**
 * A place where records lie, by their keys; `current` are small notes: with which record a list goes on, and the like.
 * @typedef {{
 *   kind: "indexeddb" | "local" | "tab",
 *   news: News,
 *   keys: () => Promise<string[]>,
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
/** @typedef {{ local: number, former: number, aside: boolean }} News how many records came from where; whether the database did not open */

const { site, former } = document.documentElement.dataset;
const NAME = `paicha:${site}`;
const SHARED = former ? `paicha:${former}` : ""; // before offices had ids, all of a campaign shared one
const VERSION = 1;
const PATIENCE = 20_000; // milliseconds until a database that does not answer is left alone for this visit

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

/**
 * Open a database, our own or one that is there already; one that never answers is not waited for.
 * @param {string} [name]
 */
const connect = async (name = NAME) => {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    if (name !== NAME) request.transaction?.abort(); // there is none
    // One step a version, so that a store of any age becomes today's.
    else if (oldVersion < 1) for (const part of ["records", "photos", "current"]) request.result.createObjectStore(part);
  };
  const silent = new Promise((_, failed) => setTimeout(() => failed(new DOMException("", "TimeoutError")), PATIENCE));
  const database = /** @type {IDBDatabase} */ (await Promise.race([asked(request), silent]));
  database.onversionchange = () => database.close();
  return database;
};

/**
 * Give what runs work in a transaction; a browser closes the connection when its disk fails, so connect anew.
 * @param {IDBDatabase} connected
 */
const runner = (connected) => {
  const { name: own } = connected;
  let database = connected;
  /** @type {(name: string, mode: IDBTransactionMode) => Promise<IDBTransaction>} */
  const begin = async (name, mode) => {
    try {
      return database.transaction(name, mode, { durability: "strict" });
    } catch {
      database = await connect(own);
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
 * Note which records there are: nobody waits for it, and so it comes late.
 * @param {(known: typeof import("./known.js")) => void} work
 */
const noting = (work) => import("./known.js").then(work, () => {});

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
    news: { local: 0, former: 0, aside: false },
    keys: () => run("records", "readonly", async (records) => (await asked(records.getAllKeys())).map(String)),
    all: reading(() => run("records", "readonly", async (records) => (await asked(records.getAll())).map(today))),
    get: reading((key) => run("records", "readonly", async (records) => today(await asked(records.get(key))))),
    put: async (key, record) => {
      await run("records", "readwrite", (records) => asked(records.put(record, key)));
      noting(({ know }) => know(NAME, record));
    },
    remove: async (key) => {
      await noting(({ forget }) => forget(NAME, key));
      return run("records", "readwrite", (records) => asked(records.delete(key)));
    },
    // Within one transaction, so that two tabs never undo each other.
    change: reading(async (key, fallback, patch) => {
      const kept = await run("records", "readwrite", async (records) => {
        const record = patch(today(await asked(records.get(key))) || fallback);
        await asked(records.put(record, key));
        return record;
      });
      noting(({ know }) => know(NAME, kept));
      return kept;
    }),
    photo: async (name) => {
      const kept = await run("photos", "readonly", (photos) => asked(photos.get(name)));
      return kept instanceof ArrayBuffer ? new Blob([kept]) : kept;
    },
    photoNames: (start = "") =>
      run("photos", "readonly", async (photos) => (await asked(photos.getAllKeys(beginning(start)))).map(String)),
    putPhoto: async (name, blob) => {
      const put = (/** @type {Blob | ArrayBuffer} */ one) => run("photos", "readwrite", (photos) => asked(photos.put(one, name)));
      try {
        await put(blob);
      } catch (error) {
        if (isFull(error)) throw error;
        await put(await blob.arrayBuffer()); // WebKit's private windows, and at times others, keep no files, but bytes
      }
    },
    removePhoto: (name) => run("photos", "readwrite", (photos) => asked(photos.delete(name))),
    current: (name) => run("current", "readonly", (current) => asked(current.get(name))),
    setCurrent: (name, value) => run("current", "readwrite", (current) => asked(current.put(value, name))),
  };
};

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
  has(() => localStorage, "record") || (SHARED && (!indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === SHARED)));

const choose = async () => {
  /** @type {Store} */
  let store;
  try {
    store = inDatabase(await connect());
  } catch {
    return aside();
  }
  try {
    if (await liesElsewhere()) await (await import("./together.js")).together(store, NAME, async () => inDatabase(await connect(SHARED)));
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
 * The key that this tab fills in for a list: it stays with it when another tab goes on with another.
 * @param {string} list
 */
export const mine = (list) => {
  try {
    return sessionStorage.getItem(`${NAME}:mine:${list}`) ?? sessionStorage.getItem(`${SHARED}:mine:${list}`);
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

/** The note of the record that this device changed last: `{ key, asked }`, its key and how many items it asks. */
export const LAST = "last";

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
