/** A record of another edition is opened at its own address. */
import { ELSEWHERE, tell } from "./events.js";

/**
 * Go to the list of an edition, if the page leads there; gives whether it does.
 * @param {string} edition
 * @param {string} record the key of a record
 */
export const goTo = (edition, record) => {
  /** @type {HTMLAnchorElement | null} */
  const list = document.querySelector(`a[data-edition="${CSS.escape(edition)}"]`);
  if (!list) return false;
  tell(ELSEWHERE); // what was tapped here was not meant for that list
  location.replace(`${list.href}?record=${encodeURIComponent(record)}`);
  return true;
};
