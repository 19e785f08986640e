/** The summary in the list's place: opened at its top, left for where one was or for what a link of it leads to. */
import { day } from "../record/days.js";
import { need, part } from "../site/need.js";
import { Ending } from "./ending.js";
import { hearChanged } from "./events.js";
import { frame } from "./frame.js";
import { Signing } from "./signing.js";
import { fill } from "./summed.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {{ row: HTMLElement, top: number }} Place a row, and how far down the screen it stands */

/**
 * Where one is in the list: the first row in sight.
 * @param {Draft} draft
 * @returns {Place | null}
 */
const placeIn = ({ hand }) => {
  for (const { row } of hand.items.values()) {
    const { top, bottom } = row.getBoundingClientRect();
    if (row.offsetParent && bottom > 0) return { row, top };
  }
  return null;
};

/** @param {Place} place */
const goBack = ({ row, top }) => {
  row.scrollIntoView(); // rows above it may only now get their heights
  scrollBy(0, row.getBoundingClientRect().top - top);
};

class Summary {
  /** @type {Place | null} */
  #place = null;
  #came = false; // whether the list is what the browser goes back to
  #view;
  #draft;
  #reveal;
  #signing;
  #ending;

  /**
   * @param {HTMLElement} view
   * @param {Draft} draft
   * @param {(row: HTMLElement) => void} reveal
   */
  constructor(view, draft, reveal) {
    this.#view = view;
    this.#draft = draft;
    this.#reveal = reveal;
    view.append(...frame());
    this.#signing = new Signing(part("signing", view), draft);
    this.#ending = new Ending(view, draft);
    hearChanged(() => view.hidden || this.#show());
    view.addEventListener("click", ({ target }) => {
      /** @type {HTMLElement | null} */
      const button = /** @type {Element} */ (target).closest("[data-action]");
      /** @type {{ [action: string]: () => unknown }} */
      const actions = { return: () => this.#return(), revise: () => this.#revise(), "start-record": () => this.#begin() };
      actions[button?.dataset.action || ""]?.();
    });
  }

  #show() {
    const { record } = this.#draft.hand;
    if (!record) return;
    const troubles = fill(this.#view, this.#draft, record, day());
    need(".meta", part("signatures", this.#view)).hidden = Boolean(record.closed); // how to sign
    this.#signing.show(record);
    this.#ending.show(record, troubles);
  }

  /** @param {boolean} came from the list, as the browser's way back knows */
  open(came) {
    if (!this.#draft.hand.record) return void this.#drop();
    if (!this.#view.hidden) return;
    [this.#came, this.#place] = [came, placeIn(this.#draft)];
    history.scrollRestoration = "manual"; // or the way forward to here would move the list before it is left
    document.body.dataset.view = "summary";
    this.#view.hidden = false;
    this.#show();
    this.#ending.settle();
    scrollTo(0, 0);
    need("h2", this.#view).focus({ preventScroll: true });
  }

  #drop() {
    history.replaceState(null, "", location.pathname + location.search);
  }

  #close() {
    this.#view.hidden = true;
    delete document.body.dataset.view;
  }

  /** Show the list again: what the address names in it, or the place one was at. */
  leave() {
    this.#close();
    history.scrollRestoration = "auto";
    const target = document.getElementById(location.hash.slice(1));
    if (target) this.#lead(target);
    else if (this.#place) goBack(this.#place);
  }

  /**
   * Bring something of the list into sight; into a field one can write at once what was missing.
   * @param {HTMLElement} target
   */
  #lead(target) {
    /** @type {HTMLElement | null} */
    const row = target.closest("[data-item-id]");
    if (row) this.#reveal(row);
    const line = part("line", document);
    if (target.id === "record" || line.contains(target)) line.setAttribute("open", "");
    const isField = target.matches("input, select, textarea");
    target.scrollIntoView({ block: isField ? "center" : "start" });
    if (isField) target.focus({ preventScroll: true });
  }

  #return() {
    if (this.#came) return void history.back();
    this.#drop();
    this.leave();
  }

  async #revise() {
    await this.#draft.revise();
    this.#return();
  }

  async #begin() {
    await this.#draft.startAnother();
    if (this.#draft.hand.record) return; // what was in hand is not on the disk yet
    this.#close();
    scrollTo(0, 0);
  }
}

/** @type {Summary | null} */
let summary = null;

/**
 * Show what the address asks for, the summary or the list.
 * @param {HTMLElement} view
 * @param {Draft} draft
 * @param {{ reveal: (row: HTMLElement) => void, came: boolean }} way
 */
export const follow = (view, draft, { reveal, came }) => {
  summary ||= new Summary(view, draft, reveal);
  if (location.hash === "#summary") summary.open(came);
  else summary.leave();
};
