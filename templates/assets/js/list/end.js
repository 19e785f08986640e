/** The end of an inspection is a view of its own, which the address `#summary` asks for; it comes when it is wanted. */
import { part } from "../site/need.js";
import { READY, on } from "./events.js";
import { unfetched } from "./trouble.js";

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
      history.replaceState(null, "", location.pathname + location.search); // so that it can be asked for again
      unfetched(error);
    }
  };
  on("click", (target) => {
    if (target.closest('[data-action="close"]')) location.hash = "summary";
  });
  addEventListener("hashchange", follow);
  document.addEventListener(READY, follow);
};
