/** Figures in a query: values with their units, and how else a number is written. */

const DIGITS = "零一二三四五六七八九";
const COUNTERS = "级层个人台年月日天次条项份倍楼";
const VALUE = /^[0-9.]+万?(?:[a-z]{1,3}[23]?|[%‰℃])$/;
const FIGURE = /[0-9.]+万?(?:[a-z]{1,3}[23]?(?![a-z0-9])|[%‰℃])?|[^]/g;
const COUNTED = new RegExp(`^([0-9]{1,2}|[一二两三四五六七八九十]{1,3})([${COUNTERS}号])$`);

/**
 * A number up to 99 as it is said: 12 is 十二.
 * @param {number} number
 */
export const inWords = (number) => {
  const tens = number > 19 ? DIGITS[Math.floor(number / 10)] : "";
  return tens + (number > 9 ? "十" : "") + (number % 10 || !number ? DIGITS[number % 10] : "");
};

/** @type {Map<string, number>} */
const saidAs = new Map([["两", 2]]);
for (let number = 1; number < 100; number += 1) saidAs.set(inWords(number), number);

/**
 * Where the characters of a part begin, and where it ends; a number is one, with its unit.
 * @param {string} chars
 */
export const edgesOf = (chars) => [...Array.from(chars.matchAll(FIGURE), (one) => one.index), chars.length];

/**
 * Whether it is a number with its unit: 8cm.
 * @param {string} chars
 */
export const isValue = (chars) => VALUE.test(chars);

/**
 * How else a number with what it counts is written: 6级 is 六级, 两人 is 2人, the 28号 of a month its 28日.
 * @param {string} pair
 * @returns {string[]}
 */
export const otherwise = (pair) => {
  const found = pair.match(COUNTED);
  if (!found) return [];
  const [, said, unit] = found;
  const number = Number(said) || saidAs.get(said);
  if (!number) return [];
  const day = unit === "号" && number < 32 ? [`${number}日`] : [];
  return [...day, `${number}${unit}`, `${inWords(number)}${unit}`].filter((one) => one !== pair);
};
