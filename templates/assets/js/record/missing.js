/** What an answer does not say yet. */
import { lacking as phrase } from "#words";
import { FIVE } from "./rules.js";

/** @typedef {import("./types").Finding} Finding */

/**
 * Whether a finding says all that a reader needs; gives what is missing, in words.
 * @param {Finding} found
 */
export const missing = (found) => {
  /** @type {[boolean, string][]} */
  const wants = [
    [!found.grade, phrase.grade],
    [!found.seen.trim(), phrase.seen],
    [!found.remedy, phrase.remedy],
  ];
  if (found.remedy === "by-date") for (const name of FIVE) wants.push([!found[name].trim(), phrase[name]]);
  return wants.filter(([open]) => open).map(([, word]) => word);
};

/**
 * What is missing of an answer's findings, each word once, or of what it says is pending.
 * @param {Pick<import("./types").Answer, "findings" | "pending">} answer
 */
export const missingIn = ({ findings, pending }) => {
  const names = pending ? /** @type {const} */ (["what", "who"]).filter((name) => !pending[name].trim()) : [];
  return [...new Set([...findings.flatMap(missing), ...names.map((name) => phrase[name])])];
};
