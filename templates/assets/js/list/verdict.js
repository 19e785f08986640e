/** A house's grade as the answers stand. */
import { verdict } from "../record/verdict.js";
import { hearChanged } from "./events.js";
import { chosenFacets } from "./filter.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../record/types").Answer} Answer */

const named = (/** @type {string | undefined} */ facets) => (facets || "").split(" ").filter(Boolean);

/**
 * @param {HTMLElement} box
 * @param {Draft} draft
 */
export const startVerdict = (box, { hand }) => {
  const structures = { known: named(box.dataset.knownFor), unknown: named(box.dataset.unknownFor) };
  hearChanged(() => {
    const facets = chosenFacets();
    const signs = hand.asked(facets).filter((item) => item.sign);
    const given = signs.filter((item) => hand.state(item) !== "open").map((item) => [item.id, hand.answerOf(item)]);
    const grade = verdict(signs, Object.fromEntries(given), facets, structures);
    box.hidden = !hand.record;
    for (const one of box.querySelectorAll("[data-verdict]")) {
      const line = /** @type {HTMLElement} */ (one);
      line.hidden = line.dataset.verdict !== grade;
    }
  });
};
