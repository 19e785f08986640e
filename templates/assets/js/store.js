/** Keep records and photos on this device: IndexedDB, else localStorage, else only this tab. */
(() => {
  "use strict";
  const site = document.documentElement.dataset.site;
  const NAME = `paicha:${site}`;
  const VERSION = 1;

  const asked = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });

  /** Wait for a transaction to be on the disk; a full disk shows as an abort. */
  const finished = (transaction) =>
    new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onerror = transaction.onabort = () => failed(transaction.error || new DOMException("", "AbortError"));
    });

  const connect = async () => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => {
      // One step a version, so that a store of any age becomes today's.
      if (oldVersion < 1) {
        request.result.createObjectStore("records");
        request.result.createObjectStore("photos");
        request.result.createObjectStore("current");
      }
    };
    const database = await asked(request);
    database.onversionchange = () => database.close();
    return database;
  };

  const inDatabase = (connected) => {
    let database = connected;
    /** Begin a transaction; a browser closes the connection when its disk fails, so connect anew. */
    const begin = async (name, mode) => {
      try {
        return database.transaction(name, mode, { durability: "strict" });
      } catch {
        database = await connect();
        return database.transaction(name, mode, { durability: "strict" });
      }
    };
    const run = async (name, mode, work) => {
      const transaction = await begin(name, mode);
      const ended = finished(transaction);
      ended.catch(() => {}); // told to the caller below, whichever fails first
      const result = await work(transaction.objectStore(name));
      await ended;
      return result;
    };
    return {
      kind: "indexeddb",
      all: () => run("records", "readonly", (records) => asked(records.getAll())),
      get: (key) => run("records", "readonly", (records) => asked(records.get(key))),
      put: (key, record) => run("records", "readwrite", (records) => asked(records.put(record, key))),
      remove: (key) => run("records", "readwrite", (records) => asked(records.delete(key))),
      /** Change a stored record within one transaction, so that two tabs never undo each other. */
      change: (key, fallback, patch) =>
        run("records", "readwrite", async (records) => {
          const record = patch((await asked(records.get(key))) || fallback);
          await asked(records.put(record, key));
          return record;
        }),
      photo: (name) => run("photos", "readonly", (photos) => asked(photos.get(name))),
      /** Names that begin so. */
      photoNames: (start = "") => run("photos", "readonly", (photos) => asked(photos.getAllKeys(IDBKeyRange.bound(start, `${start}\uffff`)))),
      putPhoto: (name, blob) => run("photos", "readwrite", (photos) => asked(photos.put(blob, name))),
      removePhoto: (name) => run("photos", "readwrite", (photos) => asked(photos.delete(name))),
      current: (list) => run("current", "readonly", (current) => asked(current.get(list))),
      setCurrent: (list, key) => run("current", "readwrite", (current) => asked(current.put(key, list))),
    };
  };

  /** The same on a map of texts: localStorage, or a Map that ends with the tab. */
  const inTexts = (kind, texts) => {
    const at = (part, key) => `${NAME}:${part}:${key}`;
    const read = (key) => JSON.parse(texts.getItem(key) || "null");
    const keys = (part) => texts.keys().filter((key) => key.startsWith(at(part, "")));
    const put = (key, record) => texts.setItem(at("record", key), JSON.stringify(record));
    return {
      kind,
      all: async () => keys("record").map(read),
      get: async (key) => read(at("record", key)),
      put: async (key, record) => put(key, record),
      remove: async (key) => texts.removeItem(at("record", key)),
      change: async (key, fallback, patch) => {
        const record = patch(read(at("record", key)) || fallback);
        put(key, record);
        return record;
      },
      photo: async () => undefined,
      photoNames: async () => [],
      putPhoto: async () => {
        throw new DOMException("", "NotSupportedError");
      },
      removePhoto: async () => {},
      current: async (list) => read(at("current", list)),
      setCurrent: async (list, key) => texts.setItem(at("current", list), JSON.stringify(key)),
    };
  };

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

  const tabTexts = () => {
    const texts = new Map();
    return {
      keys: () => [...texts.keys()],
      getItem: (key) => texts.get(key),
      setItem: (key, text) => texts.set(key, text),
      removeItem: (key) => texts.delete(key),
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

  let chosen = null;
  /** Open the best store there is, once; its `kind` is indexeddb, local or tab. */
  const open = () => (chosen ||= choose());

  /** The key that this tab fills in for a list: it stays with it when another tab goes on with another. */
  const mine = (list) => {
    try {
      return sessionStorage.getItem(`${NAME}:mine:${list}`);
    } catch {
      return null; // refused: the tab then goes on with what any tab had last
    }
  };
  const setMine = (list, key) => {
    try {
      sessionStorage.setItem(`${NAME}:mine:${list}`, key || "");
    } catch {
      // See above.
    }
  };

  /** Tell other tabs which record changed, and hear of theirs. */
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
  const tell = (key) => channel && channel.postMessage(key);
  const hear = (listener) => channel && channel.addEventListener("message", ({ data }) => listener(data));

  /** How the names begin under which a record's pictures are kept as they came, until they are made smaller. */
  const raw = (key = "") => `raw:${key}${key && ":"}`;

  /** Leave a fault of ours to the console; what the browser refuses is told to the person. */
  const note = (error) => error instanceof DOMException || console.warn(error);

  window.paicha = { ...window.paicha, store: { open, mine, note, raw, setMine, tell, hear } };
})();
