/** A draft of another edition is offered where this one has none: taken, it goes on here. */
import { carried as phrase } from "#words";
import { day, moment } from "../record/days.js";
import { besides, carried } from "../record/carried.js";
import { asked, key, state, whose } from "../record/rules.js";
import { note, tellTabs } from "../record/store.js";
import { make } from "../site/elements.js";
import { part } from "../site/need.js";
import { said as dayOf } from "../record/dayname.js";
import { hearChanged } from "./events.js";
import { chooseFacets } from "./filter.js";
import { sayTrouble } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../record/types").About} About */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */

const isDone = (/** @type {string} */ one) => one !== "open" && one !== "unsure";

/**
 * Say which draft there is, and how far it would be here.
 * @param {Draft} draft
 * @param {InspectionRecord} record
 */
const offerOf = ({ hand }, record) => {
  const here = [...hand.items.values()].filter((item) => asked(record, item));
  const done = here.filter((item) => isDone(state(record, item))).length;
  const name = whose(record) || part("name", document).dataset.unnamed || "";
  return phrase.offer({ edition: record.edition_title, whose: name, day: dayOf(record.date, day()), done, all: here.length });
};

/**
 * Say what a record that came over still needs, each item with a way to it.
 * @param {HTMLElement} box
 * @param {Draft} draft
 * @param {string} edition the title of the one it came from
 * @param {string[]} judged
 */
const sayTaken = (box, { hand }, edition, judged) => {
  const { gone, stale } = besides(/** @type {InspectionRecord} */ (hand.record), hand.items);
  const said = [phrase.taken({ edition }), stale && phrase.stale({ count: stale }), gone && phrase.gone({ count: gone })];
  box.replaceChildren(make("p", said.filter(Boolean).join("")));
  if (!judged.length) return;
  const links = judged.flatMap((id) => [" ", Object.assign(make("a", id), { href: `#${id}` })]);
  const line = make("p", phrase.judge);
  line.append(...links);
  box.append(line);
};

/**
 * Change the record to this edition, in one step, and go on with it.
 * @param {Draft} draft
 * @param {InspectionRecord} record
 */
const take = async (draft, record) => {
  /** @type {string[]} */
  let judged = [];
  const move = (/** @type {InspectionRecord} */ one) => {
    if (one.closed) return one;
    const moved = carried(one, draft.about, draft.hand.items);
    ({ judged } = moved);
    return { ...moved.record, changed: moment() };
  };
  await draft.goOn(await draft.store.change(key(record), record, move));
  draft.release(); // its day was said: it is asked about no more
  chooseFacets(record.facets);
  tellTabs(key(record));
  return judged;
};

/**
 * @param {HTMLElement} box
 * @param {Draft} draft
 * @param {InspectionRecord} record
 */
const tapped = async (box, draft, record) => {
  box.inert = true; // one tap takes one
  try {
    sayTaken(box, draft, record.edition_title, await take(draft, record));
  } catch (error) {
    note(error);
    sayTrouble("failed"); // it stays where it was
  }
  box.inert = false;
};

/**
 * Offer drafts below the record's line, until a record is begun; once one is taken, say what it needs as long as it is in hand.
 * @param {HTMLElement} root
 * @param {Draft} draft
 * @param {InspectionRecord[]} drafts
 */
export const offer = (root, draft, drafts) => {
  const box = make("div", "", "carry no-print");
  box.setAttribute("role", "status");
  box.dataset.part = "carry";
  for (const record of drafts) {
    const button = Object.assign(make("button", phrase.take), { type: "button", onclick: () => tapped(box, draft, record) });
    button.dataset.action = "carry";
    const line = make("p", `${offerOf(draft, record)} `);
    line.append(button);
    box.append(line);
  }
  document.querySelector('[data-part="carry"]')?.remove();
  root.after(box);
  hearChanged(() => {
    const isOffer = box.querySelector("button") !== null;
    if (!box.inert && isOffer === (draft.hand.record !== null)) box.remove();
  });
};
