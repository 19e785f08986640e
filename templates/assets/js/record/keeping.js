/** Bring a record's changes to the disk, oldest first; hold the leave of the page while one is on its way. */
import { hold } from "../site/leaving.js";
import { moment } from "./days.js";
import { key } from "./rules.js";
import { note, tellTabs } from "./store.js";
import { copy } from "./values.js";

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {(record: InspectionRecord, now: string) => unknown} Change */
/**
 * `keep` is a store's `change`. `adopt` gets the record as it is on the disk, with what another tab may have added, once
 * nothing is on its way; `told` follows each try, whether it failed or not.
 * @template {import("./types").Kept} R
 * @typedef {{
 *   current: () => R, keep: (key: string, fallback: R, patch: (record: R) => R) => Promise<R>, adopt: (stored: R) => void, told: () => void,
 * }} Held
 */

const AGAIN = 5000; // milliseconds until the next try

/**
 * The changes of one record, or of one proof, on their way.
 * @template {import("./types").Kept} R
 */
export class Disk {
  /** @type {((record: R) => R)[]} */
  #pending = []; // not on the disk yet
  /** @type {Promise<void> | null} */
  #running = null; // the try under way
  /** @type {unknown} */
  #failed = null; // why the last try did not get there
  #timer = 0;
  #kept;

  /** @param {Held<R>} kept */
  constructor(kept) {
    this.#kept = kept;
    hold(() => this.#pending.length > 0);
  }

  /** Why the last try failed, or null. */
  get failed() {
    return this.#failed;
  }

  get idle() {
    return !this.#pending.length;
  }

  /** How many changes wait for a try that has not failed yet. */
  get waiting() {
    return this.#failed ? 0 : this.#pending.length;
  }

  /**
   * Change the record on the screen at once and on the disk as soon as can be; a closed one stays as it is.
   * @param {(record: R, now: string) => unknown} patch
   */
  change(patch) {
    const now = moment();
    const stamped = (/** @type {R} */ one) => {
      if (one.closed) return one;
      patch(one, now);
      one.changed = now;
      return one;
    };
    stamped(this.#kept.current());
    this.#pending.push(stamped);
    return this.#run();
  }

  /** Whether every change is on the disk, after one more try. */
  async settled() {
    if (!this.idle) await this.#run();
    return this.idle;
  }

  #run() {
    return (this.#running ||= this.#attempt());
  }

  async #attempt() {
    const { adopt, told } = this.#kept;
    clearTimeout(this.#timer);
    try {
      const stored = await this.#flush();
      [this.#running, this.#failed] = [null, null]; // at once: what is changed from here on needs a try of its own
      tellTabs(key(stored));
      adopt(stored);
    } catch (error) {
      note(error);
      [this.#running, this.#failed] = [null, error];
      this.#timer = setTimeout(() => this.#run(), AGAIN);
    }
    told();
  }

  /**
   * What was on its way when another tab closed the record goes into a revision of it: the closed one stays as it is.
   * @param {R} closed
   * @param {(record: R) => R} all
   */
  async #revised(closed, all) {
    const { revise } = await import("./seal.js");
    let stored = closed;
    while (stored.closed) {
      const next = revise(/** @type {R & { closed: import("./types").Seal }} */ (stored));
      stored = await this.#kept.keep(key(next), next, all);
    }
    return stored;
  }

  async #flush() {
    const { current, keep } = this.#kept;
    let stored = current();
    while (!this.idle) {
      const going = this.#pending.slice();
      const all = (/** @type {R} */ one) => going.reduce((changed, patch) => patch(changed), one);
      stored = await keep(key(current()), copy(current()), all);
      if (stored.closed && !current().closed) stored = await this.#revised(stored, all);
      this.#pending = this.#pending.slice(going.length);
    }
    return stored;
  }
}
