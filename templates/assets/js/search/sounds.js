/** Know how characters sound, and so how words are typed. */

/** @typedef {{ codes: Uint16Array, one: Uint16Array, other: Uint16Array }} Heard by place, a character's code and its sounds */

export const names = [""]; // what a sound is typed as; sounds are places in this list
/** @type {Map<string, number>} */
const numbers = new Map();
const first = new Uint16Array(65536); // by character code, its sound
const second = new Uint16Array(65536); // and its other one
for (const char of "abcdefghijklmnopqrstuvwxyz0123456789") {
  first[char.charCodeAt(0)] = names.push(char) - 1; // letters and digits sound like themselves
}
export const syllables = names.length; // from here on

/** @param {string} name */
const numberOf = (name) => {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  const number = names.push(name) - 1;
  numbers.set(name, number);
  return number;
};

/**
 * Learn how characters sound: "ba八巴 bai白百".
 * @param {string} table
 */
export const learnSounds = (table) => {
  for (const part of table.split(" ")) {
    const name = part.replace(/[^a-z][^]*/, "");
    const number = numberOf(name);
    for (let n = name.length; n < part.length; n += 1) {
      const code = part.charCodeAt(n);
      (first[code] ? second : first)[code] = number;
    }
  }
};

/**
 * A text ready to be matched.
 * @param {string} text
 * @returns {Heard}
 */
export const heard = (text) => {
  const [codes, one, other] = [1, 2, 3].map(() => new Uint16Array(text.length));
  for (let n = 0; n < text.length; n += 1) {
    codes[n] = text.charCodeAt(n);
    one[n] = first[codes[n]];
    other[n] = second[codes[n]];
  }
  return { codes, one, other };
};

/**
 * How a word is typed.
 * @param {string} word
 */
export const typed = (word) => [...word].map((char) => names[first[char.charCodeAt(0)]] || char).join("");

const READINGS = 8; // of a word, at most

/**
 * In which ways a word may be typed, by its syllables or their first letters; the way of `typed` is one.
 * @param {string} word
 */
export const typings = (word) => {
  /** @type {string[][]} */
  let ways = [[]];
  for (const char of word) {
    const code = char.charCodeAt(0);
    const read = [names[first[code]] || char];
    if (second[code] && ways.length < READINGS) read.push(names[second[code]]);
    ways = ways.flatMap((way) => read.map((name) => [...way, name]));
  }
  return new Set(ways.flatMap((way) => [way.join(""), way.map((name) => name[0]).join("")]));
};
