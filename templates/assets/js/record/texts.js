/** A store on a map of texts: localStorage, or a Map that ends with the tab. It keeps no pictures. */
import { broughtOver } from "./former.js";

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem"> & { keys: () => string[] }} Texts */

/** @param {any} record of today's format or of the former */
const today = (record) => (record?.format === "paicha-record/1" ? broughtOver(record) : record);

/**
 * @param {Texts} texts
 * @param {string} start how their keys begin
 * @returns {import("./proofs.js").Proofs}
 */
const proofsIn = (texts, start) => {
  const read = (/** @type {string} */ key) => JSON.parse(texts.getItem(key) || "null");
  return {
    all: async () => texts.keys().filter((key) => key.startsWith(start)).map(read),
    get: async (key) => read(start + key),
    change: async (key, fallback, patch) => {
      const proof = patch(read(start + key) || fallback);
      texts.setItem(start + key, JSON.stringify(proof));
      return proof;
    },
    remove: async (key) => texts.removeItem(start + key),
  };
};

/**
 * @param {"local" | "tab"} kind
 * @param {string} name of the store
 * @param {Texts} texts
 * @returns {Store}
 */
const inTexts = (kind, name, texts) => {
  const at = (/** @type {string} */ part, /** @type {string} */ key) => `${name}:${part}:${key}`;
  const read = (/** @type {string} */ key) => JSON.parse(texts.getItem(key) || "null");
  const put = (/** @type {string} */ key, /** @type {InspectionRecord} */ record) => texts.setItem(at("record", key), JSON.stringify(record));
  const stored = (/** @type {string} */ key) => today(read(key));
  const keysIn = (/** @type {string} */ part) => texts.keys().filter((key) => key.startsWith(at(part, "")));
  const all = () => keysIn("record");
  return {
    kind,
    news: { local: 0, former: 0, aside: false },
    keys: async () => all().map((key) => key.slice(at("record", "").length)),
    all: async () => all().map(stored),
    get: async (key) => stored(at("record", key)),
    put: async (key, record) => put(key, record),
    remove: async (key) => texts.removeItem(at("record", key)),
    summaries: async () => [], // there is no room for them, and there are few records
    sumUp: async (keys, made) =>
      keys.map((key) => {
        const record = stored(at("record", key));
        return record && made(record, read(at("current", `arrived:${key}`)));
      }),
    change: async (key, fallback, patch) => {
      const record = patch(stored(at("record", key)) || fallback);
      put(key, record);
      return record;
    },
    photo: async () => undefined,
    photoNames: async () => [],
    putPhoto: async () => {
      throw new DOMException("", "NotSupportedError");
    },
    removePhoto: async () => {},
    current: async (name_) => read(at("current", name_)),
    setCurrent: async (name_, value) => (value === null ? texts.removeItem(at("current", name_)) : texts.setItem(at("current", name_), JSON.stringify(value))),
    steps: async () => keysIn("current:step").map(read),
    keepStep: async (step) => texts.setItem(at("current:step", step.id), JSON.stringify(step)),
    proofs: proofsIn(texts, at("proof", "")),
  };
};

/**
 * @param {string} name
 * @returns {Texts}
 */
const localTexts = (name) => {
  localStorage.setItem(`${name}:probe`, "1");
  localStorage.removeItem(`${name}:probe`);
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

/**
 * Open what the browser lets keep texts.
 * @param {string} name
 */
export const openTexts = (name) => {
  try {
    return inTexts("local", name, localTexts(name));
  } catch {
    return inTexts("tab", name, tabTexts());
  }
};
