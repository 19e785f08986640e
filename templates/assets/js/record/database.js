/** Records, photos and notes in IndexedDB. */

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Patch} Patch */
/** @typedef {import("./store.js").SumUp} SumUp */
/** @typedef {typeof import("./former.js").broughtOver} BringOver */

// What each version added: a store of any age becomes today's.
const PARTS = ["records photos current", "summaries steps", "proofs"];
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
export const asked = (request) =>
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
 * @param {string} name
 * @param {boolean} [isOurs]
 */
export const connect = async (name, isOurs = true) => {
  const request = indexedDB.open(name, isOurs ? PARTS.length : undefined);
  request.onupgradeneeded = ({ oldVersion }) => {
    if (!isOurs) request.transaction?.abort(); // there is none
    else for (const part of PARTS.slice(oldVersion).join(" ").split(" ")) request.result.createObjectStore(part);
  };
  const silent = new Promise((_, failed) => setTimeout(() => failed(new DOMException("", "TimeoutError")), PATIENCE));
  const database = /** @type {IDBDatabase} */ (await Promise.race([asked(request), silent]));
  database.onversionchange = () => database.close();
  return database;
};

/**
 * Give what runs work in a transaction; a browser closes the connection when its disk fails, so connect anew.
 * @param {IDBDatabase} connected
 * @param {boolean} isOurs
 */
const runner = (connected, isOurs) => {
  const { name } = connected;
  let database = connected;
  /** @type {(parts: string[], mode: IDBTransactionMode) => Promise<IDBTransaction>} */
  const begin = async (...given) => {
    try {
      return database.transaction(...given, { durability: "strict" });
    } catch {
      database = await connect(name, isOurs);
      return database.transaction(...given, { durability: "strict" });
    }
  };
  /**
   * @template T
   * @param {string} parts the stores, by blanks
   * @param {IDBTransactionMode} mode
   * @param {(...stores: IDBObjectStore[]) => Promise<T>} work
   */
  return async (parts, mode, work) => {
    const names = parts.split(" ");
    const transaction = await begin(names, mode);
    const ended = finished(transaction);
    ended.catch(() => {}); // told to the caller below, whichever fails first
    const result = await work(...names.map((one) => transaction.objectStore(one)));
    await ended;
    return result;
  };
};

/**
 * Note which records there are: nobody waits for it, and so it comes late.
 * @param {(known: typeof import("./known.js")) => void} work
 */
const noting = (work) => import("./known.js").then(work, () => {});

/** Whether the browser refused for want of room. */
export const isFull = (/** @type {unknown} */ error) => error instanceof DOMException && error.name === "QuotaExceededError";

/** @typedef {ReturnType<typeof runner>} Run */

/**
 * Give what keeps a record under its key: within one transaction, so that two tabs never undo each other, and what was
 * summed up of it before is no longer believed.
 * @param {Run} run
 * @param {string} name of the database
 */
const keeping = (run, name) => async (/** @type {string} */ key, /** @type {(records: IDBObjectStore) => unknown} */ made) => {
  const kept = await run("records summaries", "readwrite", async (records, summaries) => {
    const record = /** @type {InspectionRecord} */ (await made(records));
    summaries.delete(key);
    await asked(records.put(record, key));
    return record;
  });
  noting(({ know }) => know(name, kept));
  return kept;
};

/**
 * @param {Run} run
 * @param {string} name of the database
 * @param {ReturnType<typeof keeping>} keep
 */
const recordsIn = (run, name, keep = keeping(run, name)) => ({
  keys: () => run("records", "readonly", async (records) => (await asked(records.getAllKeys())).map(String)),
  all: reading(() => run("records", "readonly", async (records) => (await asked(records.getAll())).map(today))),
  get: reading((/** @type {string} */ key) => run("records", "readonly", async (records) => today(await asked(records.get(key))))),
  put: (/** @type {string} */ key, /** @type {InspectionRecord} */ record) => keep(key, () => record),
  remove: async (/** @type {string} */ key) => {
    await noting(({ forget }) => forget(name, key));
    return run("records summaries", "readwrite", (records, summaries) => {
      summaries.delete(key);
      return asked(records.delete(key));
    });
  },
  change: reading((/** @type {string} */ key, /** @type {InspectionRecord} */ fallback, /** @type {Patch} */ patch) =>
    keep(key, async (records) => patch(today(await asked(records.get(key))) || fallback)),
  ),
});

/**
 * Sum up records within one transaction, so that no summary outlives what it says; `arrived` is the note of when one came here.
 * @param {Run} run
 */
const summariesIn = (run) => ({
  summaries: () => run("summaries", "readonly", (summaries) => asked(summaries.getAll())),
  sumUp: reading((/** @type {string[]} */ keys, /** @type {SumUp} */ made) =>
    run("records summaries current", "readwrite", (records, summaries, current) => {
      const one = async (/** @type {string} */ key) => {
        const record = today(await asked(records.get(key)));
        const summary = record ? made(record, await asked(current.get(`arrived:${key}`))) : null;
        if (summary) summaries.put(summary, key);
        return summary;
      };
      return Promise.all(keys.map(one));
    }),
  ),
});

/** @param {Run} run */
const photosIn = (run) => ({
  photo: async (/** @type {string} */ name) => {
    const kept = await run("photos", "readonly", (photos) => asked(photos.get(name)));
    return kept instanceof ArrayBuffer ? new Blob([kept]) : kept;
  },
  photoNames: (start = "") =>
    run("photos", "readonly", async (photos) => (await asked(photos.getAllKeys(IDBKeyRange.bound(start, `${start}\uffff`)))).map(String)),
  putPhoto: async (/** @type {string} */ name, /** @type {Blob} */ blob) => {
    const put = (/** @type {Blob | ArrayBuffer} */ one) => run("photos", "readwrite", (photos) => asked(photos.put(one, name)));
    try {
      await put(blob);
    } catch (error) {
      if (isFull(error)) throw error;
      await put(await blob.arrayBuffer()); // WebKit's private windows, and at times others, keep no files, but bytes
    }
  },
  removePhoto: (/** @type {string} */ name) => run("photos", "readwrite", (photos) => asked(photos.delete(name))),
});

/**
 * @param {IDBDatabase} connected
 * @param {boolean} [isOurs] else it is one that lies there already
 * @returns {Store}
 */
export const inDatabase = (connected, isOurs = true) => {
  const run = runner(connected, isOurs);
  return {
    kind: "indexeddb",
    news: { local: 0, former: 0, aside: false },
    run,
    ...recordsIn(run, connected.name),
    ...summariesIn(run),
    ...photosIn(run),
    current: (name) => run("current", "readonly", (current) => asked(current.get(name))),
    setCurrent: (name, value) => run("current", "readwrite", (current) => asked(current.put(value, name))),
    steps: () => run("steps", "readonly", (steps) => asked(steps.getAll())),
    keepStep: (step) => run("steps", "readwrite", (steps) => asked(steps.put(step, step.id))),
  };
};
