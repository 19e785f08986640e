/** The proof in hand on this page: opened, changed, closed, revised; each change goes to the disk as a record's does. */
import { Disk } from "../record/keeping.js";
import { create, proofsIn } from "../record/proofs.js";
import { noteProofs } from "../record/proved.js";
import { key } from "../record/rules.js";
import { close, revise } from "../record/seal.js";
import { hearTabs, note, openStore, tellTabs } from "../record/store.js";
import { same } from "../record/values.js";

/** @typedef {import("../record/proofs.js").About} About */
/** @typedef {import("../record/proofs.js").Proofs} Proofs */
/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").Proof} Proof */
/** @typedef {{ changed: () => unknown, told: () => unknown }} Page `changed` is told when the proof on the screen is another, `told` after each try to reach the disk */

export class Desk {
  /** @type {Proof | null} */
  #proof = null; // null until the first change
  #about;
  #page;
  /** @type {{ [name: string]: string }} */
  begins = {}; // what a new proof says before anybody wrote
  store = /** @type {Store | null} */ (null);
  #proofs = /** @type {Proofs | null} */ (null);

  /**
   * @param {About} about
   * @param {Page} page
   */
  constructor(about, page) {
    this.#about = about;
    this.#page = page;
    this.disk = new Disk({
      current: () => /** @type {Proof} */ (this.#proof),
      keep: (own, fallback, patch) => this.proofs.change(own, fallback, patch),
      adopt: (stored) => this.#adopt(stored),
      told: () => this.#page.told(),
    });
  }

  get proof() {
    return this.#proof;
  }

  get key() {
    return this.#proof ? key(this.#proof) : "";
  }

  get closed() {
    return Boolean(this.#proof?.closed);
  }

  get proofs() {
    return /** @type {Proofs} */ (this.#proofs);
  }

  /** Open the store; from then on the page can be filled in. */
  async open() {
    this.store = await openStore();
    this.#proofs = proofsIn(this.store);
    hearTabs((changed) => this.#reread(changed));
  }

  /**
   * Take a proof in hand, or none: then the first change begins one.
   * @param {Proof | null} proof
   */
  take(proof) {
    this.#proof = proof;
    this.#page.changed();
  }

  /** @param {Proof} stored */
  #adopt(stored) {
    if (!same(stored, this.#proof)) this.take(stored);
  }

  /**
   * Take what another tab made of the proof in hand.
   * @param {string} changed
   */
  async #reread(changed) {
    if (changed !== this.key || !this.disk.idle) return;
    const stored = await this.proofs.get(changed).catch(note);
    if (stored && changed === this.key && this.disk.idle) this.#adopt(stored);
  }

  #begin() {
    navigator.storage?.persist?.();
    noteProofs();
    return { ...create(this.#about), fields: { ...this.begins } };
  }

  /**
   * Change the proof on the screen at once, and on the disk as soon as can be.
   * @param {(proof: Proof) => unknown} patch
   */
  change(patch) {
    if (this.closed) return Promise.resolve();
    this.#proof ||= this.#begin();
    return this.disk.change(patch);
  }

  /** Close the proof, once all of it is on the disk: from now on it is read only. */
  async close() {
    const { proof } = this;
    if (!proof || !(await this.disk.settled())) return;
    const stored = await this.proofs.change(key(proof), proof, (one) => (one.closed ? one : close(one)));
    tellTabs(key(stored));
    this.take(stored);
  }

  /** Begin a new revision of the closed proof in hand. */
  async revise() {
    this.take(revise(/** @type {Proof & { closed: import("../record/types").Seal }} */ (this.#proof)));
    await this.disk.change(() => {});
  }

  /** Let go of the proof, whole on the disk, and begin another with the next change. */
  async another() {
    if (await this.disk.settled()) this.take(null);
  }

  /** Take the draft in hand away for good. */
  async drop() {
    const { key: own } = this;
    await this.disk.settled();
    await this.proofs.remove(own);
    tellTabs(own);
    this.take(null);
  }
}
