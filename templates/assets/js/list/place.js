/** A list that is loaded anew stays where it was: its rows grow and go once the record is there, which no browser foresees. */
import { READY, hear } from "./events.js";

const KEPT = `place:${location.pathname}`;

/** A row in sight, and where it is. One that is not in sight may be laid out anywhere. */
const place = () => {
  const at = [0.3, 0.5, 0.7].map((part) => document.elementFromPoint(innerWidth / 3, innerHeight * part)?.closest("[data-item-id]"));
  const row = at.find(Boolean);
  return row ? { id: row.id, top: row.getBoundingClientRect().top } : null;
};

/** @param {{ id: string, top: number } | null} before */
const goBack = (before) => {
  const row = before && document.getElementById(before.id);
  if (row) scrollBy(0, row.getBoundingClientRect().top - before.top);
};

/** Remember it when the page goes; go back to it where the browser goes back, too. */
export const keepPlace = () => {
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  try {
    const before = way && way.type !== "navigate" ? JSON.parse(sessionStorage.getItem(KEPT) || "null") : null;
    hear(READY, () => goBack(before));
    addEventListener("pagehide", () => sessionStorage.setItem(KEPT, JSON.stringify(scrollY ? place() : null)));
  } catch {
    // refused: the page is then where the browser puts it
  }
};
