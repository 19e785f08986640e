/** What is typed when a paper is keyed in: numbers, answers, words of an item. */
import { typed as phrase } from "#words";
import { itemOf } from "../record/objects.js";
import { plain } from "../record/written.js";
import { wordOf } from "./called.js";

/** @typedef {import("../record/types").Item} Item */
/** @typedef {import("../record/types").Value} Value */
/** @typedef {import("./lists.js").Listed} Listed */
/**
 * What a line means: an answer, an item to go to, words to look for, to go on, or why it means nothing.
 * @typedef {{ item?: Item, value?: Value, note?: string, find?: string[], skip?: boolean, wrong?: string }} Meant
 */

/** @type {Map<string, Value>} */
const KEYS = new Map([
  ["1", "pass"],
  ["2", "fail"],
  ["3", "none"],
  ["4", "unsure"],
]);
const MOST = 8; // items offered for what was typed

/** @param {string} text */
const partsOf = (text) => plain(text).toLowerCase().split(/\s+/).filter(Boolean);

/** @param {string} word */
const valueIn = (word) => KEYS.get(word) || [...KEYS.values()].find((value) => wordOf(value) === word);

/**
 * The question of a number: of an item that is asked of each object, the one expected, else the first.
 * @param {Listed} list
 * @param {string} number
 * @param {Item | null} expected
 */
const byNumber = (list, number, expected) => {
  const id = `${list.prefix}-${number.padStart(4, "0")}`;
  return expected && itemOf(expected.id) === id ? expected : [...list.items.values()].find((one) => itemOf(one.id) === id);
};

/**
 * @param {Listed} list
 * @param {string} word
 */
const numberIn = (list, word) => {
  const found = /^(?:([a-z]{2,4})-?)?([0-9]{1,4})$/i.exec(word);
  return found && (!found[1] || found[1].toUpperCase() === list.prefix) ? found[2] : null;
};

/**
 * What stands behind the first parts of a line, as it was typed.
 * @param {string} text
 * @param {number} count
 */
const after = (text, count) => text.trim().split(/\s+/).slice(count).join(" ");

/**
 * Read a line that begins with the number of an item.
 * @param {Item} item
 * @param {string} text
 * @returns {Meant}
 */
const aboutItem = (item, text) => {
  const next = plain(text).split(/\s+/)[1];
  if (!next) return { item };
  const value = valueIn(next);
  if (value) return { item, value, note: after(text, 2) };
  return { item, wrong: phrase.no_result({ typed: next, keys: [...KEYS].map(([key, one]) => `${key} ${wordOf(one)}`).join("，") }) };
};

/** @param {string | undefined} word */
const isAnswer = (word) => Boolean(word && valueIn(word));

/**
 * Read a line that begins with an answer.
 * @param {Item | null} expected
 * @param {Value} value
 * @param {string} text
 * @returns {Meant}
 */
const bareAnswer = (expected, value, text) => (expected ? { item: expected, value, note: after(text, 1) } : { wrong: phrase.all_done });

/**
 * Read a line about a list, where `expected` is the item shown.
 * A single 1, 2, 3 or 4 is an answer; a number of an item has two digits or more, or an answer after it.
 * @param {Listed} list
 * @param {Item | null} expected
 * @param {string} text
 * @returns {Meant}
 */
export const read = (list, expected, text) => {
  const [head, next] = plain(text).split(/\s+/);
  if (!head) return { skip: true };
  const number = numberIn(list, head);
  const item = number ? byNumber(list, number, expected) : undefined;
  const value = valueIn(head);
  if (value && !(item && isAnswer(next))) return bareAnswer(expected, value, text);
  if (!number) return { find: partsOf(text) };
  return item ? aboutItem(item, text) : { wrong: phrase.no_item({ prefix: list.prefix, number: number.padStart(4, "0") }) };
};

const bare = (/** @type {string} */ digits) => digits.replace(/^0+/, "");

/**
 * Items that what is being typed may mean: by the beginning of the number, or by words of the text.
 * @param {Listed} list
 * @param {string} text
 */
export const meant = (list, text) => {
  const words = partsOf(text);
  if (!words.length || valueIn(words[0])) return [];
  const number = numberIn(list, words[0]);
  /** @type {(item: Item) => boolean} */
  const fits = ({ id, check }) => {
    const digits = itemOf(id).slice(-4);
    if (number) return words.length === 1 && (digits.startsWith(number) || bare(digits).startsWith(bare(number)));
    return words.every((word) => plain(check).toLowerCase().includes(word));
  };
  return [...list.items.values()].filter(fits).slice(0, MOST);
};
