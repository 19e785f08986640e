/** The foot of a summary: what keeps the record from being closed, the button that does it, and the ways on from there. */
import { summary as phrase } from "#words";
import { called } from "../record/objects.js";
import { key } from "../record/rules.js";
import { close } from "../record/seal.js";
import { signers, valid } from "../record/signatures.js";
import { tellTabs } from "../record/store.js";
import { troubleOf } from "../records/trouble.js";
import { need, part } from "../site/need.js";
import { tellChanged } from "./events.js";

/** @typedef {import("../record/missing.js").Lack} Lack */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {{ wrong: Lack[], open: number, unsure: number }} Troubles */

const SETTLING = 600; // milliseconds in which a tap is still the second half of the one before

/**
 * @param {Lack[]} wrong
 * @param {InspectionRecord} record
 */
const blocked = (wrong, record) => {
  const [{ id, text }, ...more] = wrong;
  return phrase.blocked({ first: [called(record, id), text].filter(Boolean).join(" "), more: more.length ? phrase.more({ count: more.length }) : "" });
};

/**
 * What closing does, and what is left out then.
 * @param {InspectionRecord} record
 * @param {Troubles} troubles
 */
const closing = (record, { open, unsure }) => {
  const signed = valid(record).length;
  const dropped = record.signatures.length - signed;
  return [
    open ? phrase.left_open({ count: open }) : "",
    unsure ? phrase.left_unsure({ count: unsure }) : "",
    dropped ? phrase.dropped({ count: dropped }) : "",
    signed < signers(record).length ? phrase.on_paper : "",
    phrase.closing,
  ].join("");
};

/**
 * Close a record, once it is whole on the disk, with the signatures to what it says.
 * @param {Draft} draft
 */
const closeNow = async (draft) => {
  if (!(await draft.settled())) return; // the page says so
  const { hand, store } = draft;
  const { key: own, record } = hand;
  if (!own || !record) return;
  const sealed = (/** @type {InspectionRecord} */ one) => close({ ...one, signatures: valid(one) });
  hand.take(await store.change(own, record, (one) => (one.closed ? one : sealed(one))));
  tellTabs(own);
  tellChanged(null);
};

const handing = () => import("../records/handing.js");

export class Ending {
  #view;
  #box;
  #draft;
  #button;
  #closing = false;
  #timer = 0;

  /**
   * @param {HTMLElement} view
   * @param {Draft} draft
   */
  constructor(view, draft) {
    this.#view = view;
    this.#box = part("end", view);
    this.#draft = draft;
    this.#button = /** @type {HTMLButtonElement} */ (need('[data-action="confirm-close"]', view));
    this.#button.addEventListener("click", () => this.#close());
    need('[data-action="export"]', view).addEventListener("click", () => this.#send());
  }

  /** Take no tap for a while: what one tapped a moment ago stood here. */
  settle() {
    clearTimeout(this.#timer);
    this.#box.dataset.settling = "";
    this.#timer = setTimeout(() => delete this.#box.dataset.settling, SETTLING);
  }

  /**
   * @param {InspectionRecord} record
   * @param {Troubles} troubles
   */
  show(record, troubles) {
    const { wrong } = troubles;
    const { closed } = record;
    part("before", this.#box).hidden = Boolean(closed);
    for (const one of ["after", "lasting"]) part(one, this.#view).hidden = !closed;
    this.#button.disabled = this.#closing || wrong.length > 0;
    if (closed) this.#showClosed(record, closed);
    else this.#showOpen(record, troubles);
    const { offsetHeight } = this.#box;
    this.#box.classList.toggle("summary__end--tall", offsetHeight > innerHeight / 3); // in large text it would cover what it ends
  }

  /**
   * @param {InspectionRecord} record
   * @param {Troubles} troubles
   */
  #showOpen(record, troubles) {
    const { wrong, open } = troubles;
    part("ending", this.#box).textContent = wrong.length ? blocked(wrong, record) : closing(record, troubles);
    this.#button.textContent = open ? phrase.confirm_open({ count: open }) : phrase.confirm_close;
  }

  /**
   * @param {InspectionRecord} record
   * @param {NonNullable<InspectionRecord["closed"]>} closed
   */
  #showClosed(record, closed) {
    part("sealed", this.#box).textContent = phrase.closed({ number: closed.number });
    part("hash", this.#view).textContent = phrase.hash({ hash: closed.hash });
    const sheet = `?sheet=${encodeURIComponent(key(record))}`;
    const to = (/** @type {string} */ selector) => /** @type {HTMLAnchorElement} */ (need(selector, this.#view));
    to('[data-action="print"]').search = `${sheet}&print`;
    to('[data-part="see"]').search = sheet;
    handing().catch(() => {}); // a browser may share only at once after a tap
  }

  async #close() {
    if (this.#closing) return;
    this.#closing = true;
    this.#button.disabled = true;
    try {
      await closeNow(this.#draft);
    } catch (error) {
      this.#say(error);
    }
    this.#closing = false;
    if (!this.#draft.hand.closed) return void (this.#button.disabled = false);
    this.settle();
    part("sealed", this.#box).focus({ preventScroll: true });
  }

  async #send() {
    const { record } = this.#draft.hand;
    if (!record) return;
    try {
      part("said", this.#box).textContent = await (await handing()).send(record, this.#draft.store);
    } catch (error) {
      this.#say(error);
    }
  }

  /** @param {unknown} error */
  #say(error) {
    part("said", this.#box).textContent = troubleOf(error);
  }
}
