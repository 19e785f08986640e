/** The end of a record: sealed and closed, or opened again as a new revision. */
import { day, moment } from "./days.js";
import { sha256 } from "./sha256.js";
import { copy, sorted } from "./values.js";

/** @typedef {import("./types").Kept} Kept */

/** @param {object} content */
export const hashOf = (content) => sha256(new TextEncoder().encode(JSON.stringify(sorted(content))));

/**
 * The hash of a record's content: of all but when it was exported, and its own seal.
 * @param {Kept} record
 */
export const seal = ({ closed: _closed, exported: _exported, ...content }) => hashOf(content);

/**
 * The hash of what leaves a device with a record: of all but when it was changed and exported. What was changed and changed
 * back left.
 * @param {Kept} record
 */
export const contentOf = ({ changed: _changed, exported: _exported, ...content }) => hashOf(content);

/**
 * Close a record: from now on it is read only; its number, which begins as its list or form does, and its hash go on paper.
 * @template {Kept} R
 * @param {R} record
 */
export const close = (record) => {
  const of = "checklist" in record ? record.checklist : record.form;
  const hash = seal(record);
  const written = (record.date || day()).replaceAll("-", "");
  const number = `${of.slice(0, 2).toUpperCase()}${written}-${hash.slice(0, 8).toUpperCase()}`;
  record.closed = { at: moment(), number, hash };
  return record;
};

/**
 * Whether a closed record is no longer what was closed.
 * @param {Kept} record
 */
export const isBroken = (record) => record.closed !== null && seal(record) !== (record.closed.seal || record.closed.hash);

/**
 * Begin a new revision of a closed record, which nobody has signed; the closed one stays as it is.
 * @template {Kept} R
 * @param {R & { closed: import("./types").Seal }} record
 * @returns {R}
 */
export const revise = (record) => {
  const { number, hash } = record.closed;
  const unsigned = "signatures" in record ? { signatures: [] } : {};
  return { ...copy(record), revision: record.revision + 1, revises: { number, hash }, closed: null, exported: null, ...unsigned, changed: moment() };
};
