/** An item's number as people type it. */

const ITEM = /^(?:([A-Z]{2,4})[^A-Z0-9]*)?([0-9]{1,4})$/;

/** @typedef {{ prefix: string, digits: string }} ItemNumber "" as prefix is that of any list */

/**
 * Read a number in any spelling: td41 is TD-0041; 0041 as on paper is that of any list. Null where it is none.
 * @param {string} query
 * @returns {ItemNumber | null}
 */
export const numberIn = (query) => {
  const [, prefix = "", digits = ""] = query.normalize("NFKC").toUpperCase().trim().match(ITEM) || [];
  if (!digits || (!prefix && !/^0...$/.test(digits))) return null; // 300 may be a value
  return { prefix, digits };
};

/**
 * Whether it can only be an item's: written with the letters of a list (any as on paper, 0041).
 * @param {ItemNumber} number
 * @param {string[]} ids
 */
export const isOurs = ({ prefix }, ids) => !prefix || ids.some((id) => id.startsWith(`${prefix}-`));

/**
 * How well an item's id fits a number: whole, or by how it begins (TD-0410 begins with td41).
 * @param {string} id
 * @param {ItemNumber} number
 */
export const fitOf = (id, { prefix, digits }) => {
  if (!id) return 0;
  const whole = `${prefix}-${digits.padStart(4, "0")}`;
  if (!prefix) return id.endsWith(whole) ? 1 : 0;
  if (id === whole) return 1;
  return id.startsWith(`${prefix}-${digits}`) ? 0.5 : 0;
};
