/** Pictures of what was found, until what takes and shows them is wanted: it comes with the first of them. */
import { raw as rawName } from "../record/store.js";
import { hearChanged } from "./events.js";
import { unfetched } from "./trouble.js";

/** @typedef {import("./album.js").Album} Album */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Finding} Finding */

export class Pictures {
  /** @type {Album | null} */
  #album = null;
  waiting = 0; // chosen before the album is there
  /** @type {string | null} */
  #looked = null; // the record whose pictures were looked for
  #draft;

  /** @param {Draft} draft */
  constructor(draft) {
    this.#draft = draft;
    hearChanged((item) => item || this.#look());
  }

  /** How many are under way. */
  get count() {
    return this.waiting + (this.#album?.count || 0);
  }

  async open() {
    const { Album } = await import("./album.js");
    return (this.#album ||= new Album(this.#draft));
  }

  /** What a page that ended left of this record the album takes. */
  async #look() {
    const { hand, ready, store } = this.#draft;
    const { key } = hand;
    if (this.#album || !ready || !key || this.#looked === key) return;
    this.#looked = key;
    if ((await store.photoNames(rawName(key))).length) this.open().catch(unfetched);
  }

  /**
   * @param {Row} item
   * @param {Finding} found
   */
  show(item, found) {
    if (this.#album || found.photos.length) this.open().then((album) => album.show(item, found)).catch(unfetched);
  }
}
