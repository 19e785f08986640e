/** Topics: in their line the one in sight is marked, and brought into it; one that does not apply is set aside. */
import { need } from "../site/need.js";
import { on } from "./events.js";
import { unfetched } from "./trouble.js";

// Whatever crosses a line a third from the top is what one looks at.
const AT = { rootMargin: "-33% 0% -67% 0%" };

/**
 * @param {HTMLElement} line
 * @param {HTMLElement} section
 */
const mark = (line, { dataset }) => {
  /** @type {HTMLElement} */
  const link = need(`[data-topic="${dataset.section}"] a`, line);
  line.querySelector("[aria-current]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  need("ul", line).scrollLeft = link.offsetLeft - link.offsetHeight;
};

/**
 * Let a whole topic be set aside, and things be told apart: what does it comes then.
 * @param {import("./draft.js").Draft} draft
 */
export const startAside = (draft) =>
  on("click", (target) => {
    /** @type {HTMLElement | null} */
    const opener = target.closest('[data-action="topic-na"][type=button], [data-action$="object"]');
    if (opener && draft.ready) import("./openers.js").then(({ open }) => open(draft, opener)).catch(unfetched);
  });

/** @param {HTMLElement} line */
export const startTopics = (line) => {
  const crossed = (/** @type {IntersectionObserverEntry[]} */ all) => {
    const now = all.find(({ isIntersecting }) => isIntersecting);
    if (now) mark(line, /** @type {HTMLElement} */ (now.target));
  };
  const watching = new IntersectionObserver(crossed, AT);
  for (const section of document.querySelectorAll("[data-section]")) watching.observe(section);
};
