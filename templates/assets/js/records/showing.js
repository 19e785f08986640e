/** What the list of records knows of the store: summed up, drawn, and drawn again where something changed. */
import { handing_on as phrase } from "#words";
import { raw } from "../record/store.js";
import { same } from "../record/values.js";
import { tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { cardOf } from "./cards.js";
import { read } from "./holding.js";
import { daysSince } from "./latest.js";
import { BATCH, draw } from "./drawing.js";
import { sayStore } from "./room.js";

/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {import("./drawing.js").Drawn} Drawn */
/** @typedef {Drawn & { keeper: import("../record/store.js").Store, known: Set<string> }} Shown `known` are the keys of records that are summed up, or will be */

const LONG = 3; // days after which a record that never left this device is spoken of

/**
 * What was said of a record stays where it was said, and what was unfolded unfolded.
 * @param {HTMLElement} card
 * @param {HTMLElement} before
 */
const keepSaid = (card, before) => {
  part("said", card).textContent = part("said", before).textContent;
  /** @type {HTMLDetailsElement} */ (need("details", card)).open = /** @type {HTMLDetailsElement} */ (need("details", before)).open;
};

/** @param {Shown} page */
export const drawAll = (page) => {
  const { list, summaries } = page;
  draw(page);
  const hasProofs = !part("proofs", list).hidden;
  part("none", list).hidden = page.known.size > 0 || hasProofs;
  part("everything", list).hidden = !summaries.size && !hasProofs;
  const waiting = [...summaries.values()].filter(({ isExported, started }) => !isExported && daysSince(started) >= LONG);
  tell(part("remind", list), waiting.length ? phrase.remind({ count: waiting.length, days: LONG }) : "");
};

/**
 * Take what a record says now; its card, where it has one, is made anew.
 * @param {Shown} page
 * @param {string} own its key
 * @param {Summary | null} summary null where the record is gone
 */
const take = ({ summaries, cards, known, waiting }, own, summary) => {
  const before = cards.get(own);
  if (!summary) {
    for (const all of [summaries, cards, known]) all.delete(own);
    return;
  }
  summaries.set(own, summary);
  known.add(own);
  if (!before) return;
  const card = cardOf(summary, waiting);
  if (before.querySelector("details[open]")) need("details", card).setAttribute("open", ""); // somebody is choosing
  keepSaid(card, before);
  cards.set(own, card);
};

/**
 * @param {Shown} page
 * @param {string[]} keys
 */
const sumUpIn = async (page, keys) => {
  if (!keys.length) return;
  const { sumUp } = await import("./summing.js");
  await sumUp(page.keeper, keys, (made) => made.forEach(([own, summary]) => take(page, own, summary)));
};

/**
 * Hear that records changed; others may have come or gone with them.
 * @param {Shown} page
 * @param {string[]} keys
 */
export const hear = async (page, keys) => {
  const here = new Set(await page.keeper.keys());
  const come = [...here].filter((own) => !page.known.has(own));
  const gone = [...page.known].filter((own) => !here.has(own));
  page.waiting = await page.keeper.photoNames(raw());
  await sumUpIn(page, [...new Set([...keys, ...come, ...gone])]);
  drawAll(page);
};

/**
 * Look through the store for whatever changed.
 * @param {Shown} page
 */
export const update = async (page) => {
  const { list, keeper, summaries } = page;
  const { holds, lacking } = await read(keeper);
  for (const [own, summary] of holds) if (!same(summary, summaries.get(own))) take(page, own, summary);
  await hear(page, lacking.filter((own) => summaries.has(own)));
  await sayStore(list, keeper);
};

/**
 * Show anew what was done to a record; the keyboard stays with it.
 * @param {Shown} page
 * @param {string} own
 */
export const refresh = async (page, own) => {
  await hear(page, [own]);
  await sayStore(page.list, page.keeper);
  const card = page.cards.get(own);
  if (card && document.activeElement === document.body) need('[data-action="export"]', card).focus({ preventScroll: true });
};

const OFTEN = 50; // records that are summed up between two drawings

/**
 * Sum up records that have no summary, while one looks at the others.
 * @param {Shown} page
 * @param {string[]} keys
 */
export const showRest = async (page, keys) => {
  const { list, summaries, known } = page;
  for (let at = 0; at < keys.length; at += OFTEN) {
    tell(part("summing", list), phrase.summing({ done: summaries.size, all: known.size }));
    await sumUpIn(page, keys.slice(at, at + OFTEN).filter((own) => !summaries.has(own)));
    drawAll(page);
  }
  tell(part("summing", list), "");
};

/**
 * See to the pictures that nothing needs, once all is summed up.
 * @param {Shown} page
 */
export const tidy = async ({ keeper, summaries }) => {
  if (!(await keeper.photoNames()).length) return;
  const { sweep } = await import("./deleting.js");
  await sweep(keeper, [...summaries.values()]);
};

/**
 * Show what is summed up, and the first of what is not; gives the keys of the others.
 * @param {Shown} page
 */
export const show = async (page) => {
  const { keeper, list } = page;
  const [{ holds, lacking }, waiting] = await Promise.all([read(keeper), keeper.photoNames(raw())]);
  Object.assign(page, { summaries: holds, waiting, known: new Set([...holds.keys(), ...lacking]) });
  drawAll(page);
  await sayStore(list, keeper);
  if (holds.size < BATCH) await showRest(page, lacking.splice(0, BATCH));
  return lacking;
};
