/** What is asked of each of several things: beneath its question a block for each, with answers of its own; one answer for the rest. */
import { objects as phrase } from "#words";
import { beyond } from "../record/judge.js";
import { called, objectOf, questionsOf } from "../record/objects.js";
import { asked } from "../record/rules.js";
import { note } from "../record/store.js";
import { make } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { hearChanged, on, tellChanged } from "./events.js";
import { itemOf } from "./rows.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Value} Value */

/** @type {Value[]} */
const SAME = ["pass", "none"]; // what may be said of all others at once: never that something is wrong, nor that it is pending

/** @type {(facet: string) => HTMLElement | null} */
const boxOf = (facet) => document.querySelector(`[name="facet"][value="${CSS.escape(facet)}"]`);

/**
 * How a kind of thing is called on the page.
 * @param {string} facet
 */
const titleOf = (facet) => boxOf(facet)?.closest("label")?.textContent?.trim() || facet;

/**
 * Cut a row's own answers out; what only a script put there is left behind.
 * @param {HTMLElement} row
 */
const takenFrom = (row) => {
  const own = [need("form", row), ...row.querySelectorAll(".measured")];
  for (const one of row.querySelectorAll('[data-part="finding"], [data-part="pending"], [data-part="remark-said"], [data-part="old"], .remark')) one.remove();
  for (const one of own) one.remove();
  return own;
};

/** The place for a remark. */
const makeMore = () => {
  const more = make("details", "", "object__more");
  more.dataset.part = "more";
  more.append(make("summary", phrase.remark), make("div"));
  return more;
};

const makeSame = () => {
  const button = Object.assign(make("button", phrase.same, "quiet"), { type: "button", hidden: true });
  button.dataset.action = "same-for-all";
  return button;
};

/**
 * A block with answers of its own.
 * @param {Element[]} own
 * @param {Row} question
 */
const makeBlock = (own, { id, check }) => {
  const block = make("div", "", "object");
  if (objectOf(id)) Object.assign(block, { id }).dataset.object = objectOf(id);
  const head = make("p", "", "object__head no-print");
  head.append(make("strong"), makeSame());
  block.append(head, ...own.map((one) => one.cloneNode(true)), makeMore());
  for (const radio of block.querySelectorAll("input")) if (radio.type === "radio") radio.name = id;
  part("answers", block).setAttribute("aria-label", `${id} ${check}`);
  return block;
};

/** The rows of a list, laid out as its record asks. */
class Layout {
  #draft;
  #items; // in their own rows, as the page has them
  /** @type {Map<Row, Element[]>} */
  #own = new Map(); // answers that were cut out of rows
  /** @type {Map<string, Row>} */
  #blocks = new Map(); // what has a block, by question

  /** @param {Draft} draft */
  constructor(draft) {
    this.#draft = draft;
    this.#items = draft.hand.items;
  }

  get items() {
    return this.#items;
  }

  arrange() {
    const { hand } = this.#draft;
    const all = [...this.#items.values()].flatMap((item) => this.#layOut(item));
    hand.items = new Map(all.map((one) => [one.id, one]));
    for (const [id, { row }] of this.#blocks) if (!hand.items.has(id)) row.remove();
  }

  /**
   * @param {Row} item
   * @returns {Row[]}
   */
  #layOut(item) {
    const { record } = this.#draft.hand;
    const questions = record ? questionsOf(record, item) : [item];
    const isOne = questions[0] === item;
    item.row.classList.toggle("item--each", !isOne);
    if (isOne) return this.#whole(item);
    const own = this.#own.get(item) || takenFrom(item.row);
    this.#own.set(item, own);
    const rows = questions.map((question) => this.#block(own, question));
    const there = [...item.row.querySelectorAll(".object")];
    if (rows.some(({ row }, n) => there[n] !== row)) need(":scope > .item__more", item.row).before(...rows.map(({ row }) => row));
    return rows;
  }

  /**
   * Give a row its own answers back.
   * @param {Row} item
   */
  #whole(item) {
    const own = this.#own.get(item);
    if (own) need(":scope > .item__more", item.row).before(...own);
    this.#own.delete(item);
    for (const block of own ? item.row.querySelectorAll(".object") : []) block.remove();
    return [item];
  }

  /**
   * @param {Element[]} own
   * @param {Row} question
   */
  #block(own, question) {
    const { record } = this.#draft.hand;
    const block = this.#blocks.get(question.id) || { ...question, row: makeBlock(own, question) };
    const { facets, id } = question;
    const name = record ? called(record, id) : id;
    Object.assign(block, { facets, name }).row.hidden = record !== null && !asked(record, question);
    need("strong", block.row).textContent = objectOf(id) ? name.slice(name.indexOf(" ") + 1) : facets.map(titleOf).join("、") || phrase.rest;
    part("answers", block.row).setAttribute("aria-label", `${name} ${block.check}`);
    this.#blocks.set(id, block);
    return block;
  }

  /**
   * Say of rows with blocks how they stand, all in one word each, and offer one answer for what is open.
   * @param {Row | null} changed
   */
  say(changed) {
    const { hand } = this.#draft;
    const of = changed ? [...this.#own.keys()].filter(({ row }) => row.contains(changed.row)) : this.#own.keys();
    for (const { row } of of) {
      const all = [...hand.items.values()].filter((one) => row.contains(one.row) && !one.row.hidden);
      const states = all.map((one) => hand.state(one));
      row.dataset.result = [...new Set(states)].join(" ");
      const isOpen = states.includes("open") && !hand.closed;
      all.forEach((one, n) => {
        need('[data-action="same-for-all"]', one.row).hidden = !isOpen || !/** @type {string[]} */ (SAME).includes(states[n]);
      });
    }
  }

  /**
   * Give the answer of one object to the others of which nothing is said, nor measured beyond a limit.
   * @param {Row} item
   */
  same(item) {
    const draft = this.#draft;
    const { hand } = draft;
    const value = hand.state(item);
    if (value !== "pass" && value !== "none") return;
    const mine = item.row.parentElement;
    const open = hand.asked().filter((one) => one.row.parentElement === mine && hand.state(one) === "open");
    const fits = open.filter((one) => !hand.answerOf(one) && !beyond(one, draft.measured(one), hand.record));
    hand.giveAll(fits, value, (given, one) => Object.assign(given.measures, draft.measured(/** @type {Row} */ (one))));
  }
}

/** @type {Layout | null} */
let layout = null;

/**
 * Lay out what is asked of each object, from now on before anybody shows what changed. Gives the items of the page.
 * @param {Draft} draft
 */
export const startObjects = (draft) => {
  if (layout) return layout.items;
  const mine = (layout = new Layout(draft));
  addEventListener("record:changed", (event) => /** @type {CustomEvent} */ (event).detail || mine.arrange(), true);
  hearChanged((item) => mine.say(item));
  on("click", (target) => {
    const item = target.matches('[data-action="same-for-all"]') && itemOf(draft.hand.items, target);
    if (item && !draft.hand.closed) mine.same(item);
  });
  tellChanged(null);
  import("./naming.js").then(({ startNaming }) => startNaming(draft)).catch(note); // the button that is there brings it, too
  return mine.items;
};
