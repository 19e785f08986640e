/** Which records this device is known to have: by that one tells that the browser wiped them. */
import { key as keyOf, whose } from "./rules.js";

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {{ key: string, said: string }} Gone a record that is here no more; `said` is what it was called, "" unknown */

const at = (/** @type {string} */ name, /** @type {string} */ own) => `${name}:known:${own}`;

/**
 * @param {string} name
 * @param {string} own the key of a record
 * @param {string} said
 */
const write = (name, own, said) => {
  try {
    if (localStorage.getItem(at(name, own)) !== said) localStorage.setItem(at(name, own), said);
  } catch {
    // Refused or full: then nobody can tell, and nothing else is lost.
  }
};

/**
 * Remember that a record is here, and what it is called.
 * @param {string} name of the store
 * @param {InspectionRecord} record
 */
export const know = (name, record) =>
  write(name, keyOf(record), [whose(record).slice(0, 60), record.title, record.date].filter(Boolean).join("　"));

/**
 * A record goes because a person wants it to: what is left is its key.
 * @param {string} name
 * @param {string} own its key
 */
export const forget = (name, own) => write(name, own, "");

/**
 * @param {() => Storage} storage
 * @param {string} start
 * @returns {[string, string][]} what follows the start in keys, and the texts there
 */
const beginning = (storage, start) => {
  try {
    const there = Object.entries(storage()).filter(([key]) => key.startsWith(start));
    return there.map(([key, text]) => [key.slice(start.length), text]);
  } catch {
    return []; // refused
  }
};

/**
 * Give the records that were here and went without a word: known ones, and those that this tab filled in.
 * @param {string} name
 * @param {string[]} keys of the records that are here
 * @returns {Gone[]}
 */
export const wiped = (name, keys) => {
  const known = beginning(() => localStorage, at(name, ""));
  const [names, here] = [new Set(known.map(([key]) => key)), new Set(keys)];
  const mine = beginning(() => sessionStorage, `${name}:mine:`).map(([, key]) => key);
  const all = [...known.filter(([, said]) => said), ...mine.filter((key) => key && !names.has(key)).map((key) => [key, ""])];
  return all.filter(([key]) => !here.has(key)).map(([key, said]) => ({ key, said }));
};

/**
 * Give the keys of which nobody wrote down what they are called.
 * @param {string} name
 * @param {string[]} keys
 */
export const strange = (name, keys) => {
  const known = new Set(beginning(() => localStorage, at(name, "")).map(([key]) => key));
  return keys.filter((key) => !known.has(key));
};
