/** A list that is loaded anew stays where it was: its rows grow and go once the record is there, which no browser foresees. */
import { READY, hear } from "./events.js";

const KEPT = `place:${location.pathname}`;

/** A row in sight, and where it is. One that is not in sight may be laid out anywhere. */
const place = () => {
  const at = [0.3, 0.5, 0.7].map((part) => document.elementFromPoint(innerWidth / 3, innerHeight * part)?.closest("[data-item-id]"));
  const row = at.find(Boolean);
  return row ? { id: row.id, top: row.getBoundingClientRect().top } : null;
};

const FRAMES = 60; // in which what a link leads to comes to rest
const CALM = 8; // frames in which nothing moved

/**
 * Bring what a link of this page leads to into its place, unless somebody moves on: what lies above it grows as it comes near.
 * @param {string} hash
 */
const settle = (hash) => {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target || target.matches("[data-part=summary]")) return;
  const top = () => target.getBoundingClientRect().top;
  let [left, calm] = [FRAMES, 0];
  for (const kind of ["pointerdown", "wheel", "keydown"]) addEventListener(kind, () => (left = 0), { once: true, passive: true });
  const look = () => {
    if (!left) return;
    const before = top();
    target.scrollIntoView();
    calm = top() === before ? calm + 1 : 0;
    left -= 1;
    if (calm < CALM) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** Go back to the row that was in sight, where the browser goes back, too; else to what the address names. */
const goBack = () => {
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const isOwn = navigator.userActivation?.hasBeenActive; // who followed a link means to be there
  const before = !isOwn && way && way.type !== "navigate" ? JSON.parse(sessionStorage.getItem(KEPT) || "null") : null;
  if (!before) settle(location.hash);
  const row = before && document.getElementById(before.id);
  const go = () => row && scrollBy(0, row.getBoundingClientRect().top - before.top);
  go();
  requestAnimationFrame(go); // the browser may go back once more as the page grows
};

/** Begin with the first scroll, which is the browser's own where it goes back; remember the place when the page goes. */
export const keepPlace = () => {
  if ("ready" in document.documentElement.dataset) goBack();
  else hear(READY, goBack);
  document.addEventListener("click", ({ target }) => {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (target).closest('a[href^="#"]');
    if (link) settle(link.hash);
  });
  addEventListener("pagehide", () => sessionStorage.setItem(KEPT, JSON.stringify(scrollY ? place() : null)));
};
