/** Plain values: copied, and compared whatever order their keys are in. */

/**
 * @template T
 * @param {T} value
 * @returns {T}
 */
export const copy = (value) => JSON.parse(JSON.stringify(value));

/**
 * Order keys, so that the same record has the same text however it was put together.
 * @param {unknown} value
 * @returns {unknown}
 */
export const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!value || typeof value !== "object") return value;
  const given = /** @type {{ [name: string]: unknown }} */ (value);
  return Object.fromEntries(Object.keys(given).sort().map((name) => [name, sorted(given[name])]));
};

/**
 * @param {unknown} one
 * @param {unknown} other
 */
export const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
