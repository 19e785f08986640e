/** What a finding does not say yet. */
import { lacking as phrase } from "#words";
import { FIVE } from "./rules.js";

/**
 * Whether a finding says all that a reader needs; gives what is missing, in words.
 * @param {import("./types").Finding} found
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
