/** The end of an inspection is a view of its own, which the address `#summary` asks for; it comes when it is wanted. */
import { note } from "../record/store.js";
import { part } from "../site/need.js";
import { READY, on } from "./events.js";
import { sayTrouble } from "./trouble.js";

/**
 * @param {import("./draft.js").Draft} draft
 * @param {(row: HTMLElement) => void} reveal
 */
export const startEnd = (draft, reveal) => {
  const view = part("summary", document);
  const follow = async (/** @type {Event} */ event) => {
    if (!draft.ready || (view.hidden && location.hash !== "#summary")) return;
    try {
      (await import("./summary.js")).follow(view, draft, { reveal, came: Boolean(event) });
    } catch (error) {
      note(error);
      history.replaceState(null, "", location.pathname + location.search); // so that it can be asked for again
      sayTrouble("unfetched");
    }
  };
  on("click", (target) => {
    if (target.closest('[data-action="close"]')) location.hash = "summary";
  });
  addEventListener("hashchange", follow);
  document.addEventListener(READY, follow);
};
