/** Draw cards by months as they are scrolled to: a card is made once, and stays until its record changes. */
import { drawn as phrase } from "#words";
import { make, tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { cardOf } from "./cards.js";
import { fits, months, ordered, totals } from "./narrowing.js";

/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {import("./narrowing.js").Wanted} Wanted */
/**
 * `found` are the summaries that are asked for, in order, of which the first `shown` are drawn; `waiting` are the names of
 * pictures that wait to be made smaller.
 * @typedef {{
 *   list: HTMLElement, summaries: Map<string, Summary>, wanted: Wanted, found: Summary[], shown: number, waiting: string[],
 *   chosen: Set<string>, cards: Map<string, HTMLElement>, sections: Map<string, HTMLElement>,
 * }} Drawn
 */

export const BATCH = 30; // cards

/**
 * Put elements into a box in this order; what stands where it should is not touched.
 * @param {HTMLElement} box
 * @param {HTMLElement[]} wanted
 */
const place = (box, wanted) => {
  const stay = new Set(wanted);
  for (const one of /** @type {HTMLElement[]} */ ([...box.children])) if (!stay.has(one)) one.remove();
  let at = box.firstElementChild;
  for (const one of wanted) {
    if (one === at) at = at.nextElementSibling;
    else box.insertBefore(one, at);
  }
};

/**
 * @param {HTMLElement} card
 * @param {boolean} isChosen
 */
const tick = (card, isChosen) => {
  /** @type {HTMLInputElement} */ (need('[data-action="choose"]', card)).checked = isChosen;
};

/**
 * @param {Drawn} page
 * @param {Summary} summary
 */
const cardIn = (page, summary) => {
  const { cards, waiting, chosen } = page;
  const card = cards.get(summary.key) || cardOf(summary, waiting);
  cards.set(summary.key, card);
  tick(card, chosen.has(summary.key));
  return card;
};

/**
 * @param {Drawn} page
 * @param {string} month
 */
const sectionOf = ({ sections }, month) => {
  const section = sections.get(month) || make("section");
  if (!sections.has(month)) section.append(make("h2", "", "kept__month"), make("ul", "", "kept__list"));
  sections.set(month, section);
  return section;
};

/** @param {Drawn} page */
const placeCards = (page) => {
  const counts = new Map([...months(page.found)].map(([month, all]) => [month, all.length]));
  const shown = [...months(page.found.slice(0, page.shown))];
  for (const [month, some] of shown) {
    const section = sectionOf(page, month);
    const [year, number] = month.split("-").map(Number);
    need("h2", section).textContent = phrase.month({ year, month: number, count: counts.get(month) || 0 });
    place(need("ul", section), some.map((one) => cardIn(page, one)));
  }
  place(part("records", page.list), shown.map(([month]) => sectionOf(page, month)));
};

/**
 * Say which records are chosen.
 * @param {Drawn} page
 */
export const sayChosen = ({ list, found, chosen, cards }) => {
  for (const [own, card] of cards) tick(card, chosen.has(own));
  const all = /** @type {HTMLInputElement} */ (need('[data-action="choose-all"]', list));
  all.checked = found.length > 0 && chosen.size === found.length;
  all.indeterminate = chosen.size > 0 && !all.checked;
  part("chosen", list).hidden = !chosen.size;
  part("chosen-count", list).textContent = phrase.chosen({ count: chosen.size });
};

/**
 * Draw what was found, as far as it has been scrolled.
 * @param {Drawn} page
 */
const drawFound = (page) => {
  const left = page.found.length - page.shown;
  placeCards(page);
  tell(need('[data-action="show-more"]', page.list), left > 0 ? phrase.left({ count: left }) : "");
};

/**
 * Draw what is asked for; what is asked for no more is not chosen any more.
 * @param {Drawn} page
 */
export const draw = (page) => {
  const { list, summaries, wanted, chosen } = page;
  page.found = ordered(summaries.values()).filter(fits(wanted));
  const keys = new Set(page.found.map(({ key }) => key));
  for (const key of chosen) if (!keys.has(key)) chosen.delete(key);
  drawFound(page);
  part("listed", list).hidden = !summaries.size;
  part("totals", list).textContent = page.found.length ? totals(page.found) : phrase.none;
  part("choose-all", list).hidden = !page.found.length;
  sayChosen(page);
};

/**
 * Draw the next cards.
 * @param {Drawn} page
 */
export const drawMore = (page) => {
  page.shown += BATCH;
  drawFound(page);
  try {
    history.replaceState({ shown: page.shown }, ""); // who comes back finds his place
  } catch {
    // Safari refuses more than a hundred in half a minute; the next one will do.
  }
};

/**
 * Draw more whenever the end of what is drawn comes near.
 * @param {Drawn} page
 */
export const drawAsScrolled = (page) => {
  const end = need('[data-action="show-more"]', page.list);
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some((one) => one.isIntersecting)) return;
      drawMore(page);
      seen.unobserve(end);
      seen.observe(end); // it may still be near
    },
    { rootMargin: "0px 0px 1000px" }, // below, not above: who went on to what follows the list stays there
  );
  seen.observe(end);
};
