/** Pictures of what was found, until what takes and shows them is wanted: it comes with the first of them. */
import { note, raw as rawName } from "../record/store.js";
import { KEPT, hearChanged, tell } from "./events.js";
import { unfetched } from "./trouble.js";

/** @typedef {import("./album.js").Album} Album */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Finding} Finding */

/**
 * A name under which a picture is kept as it came.
 * @param {string | null} key
 * @param {Row} item
 * @param {string} [finding]
 */
export const newName = (key, { id }, finding) => `${rawName(key || "")}${id}:${crypto.getRandomValues(new Uint32Array(1))[0]}:${finding}`;

export class Pictures {
  /** @type {Album | null} */
  #album = null;
  #waiting = 0; // chosen before the album is there
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
    return this.#waiting + (this.#album?.count || 0);
  }

  async #open() {
    const { Album } = await import("./album.js");
    return (this.#album ||= new Album(this.#draft));
  }

  /** What a page that ended left of this record the album takes. */
  async #look() {
    const { hand, ready, store } = this.#draft;
    const { key } = hand;
    if (this.#album || !ready || !key || this.#looked === key) return;
    this.#looked = key;
    if ((await store.photoNames(rawName(key))).length) this.#open().catch(unfetched);
  }

  /**
   * @param {Row} item
   * @param {Finding} found
   */
  show(item, found) {
    if (this.#album || found.photos.length) this.#open().then((album) => album.show(item, found)).catch(unfetched);
  }

  /**
   * Take files for an item's finding.
   * @param {Row} item
   * @param {File[]} files
   * @param {string} [finding]
   */
  add(item, files, finding) {
    this.#waiting += files.length;
    tell(KEPT);
    this.#draft.during(this.#add(item, files, finding));
  }

  /**
   * Let the album take them; without it they are kept as they came, for the next visit.
   * @param {Row} item
   * @param {File[]} files
   * @param {string} [finding]
   */
  async #add(item, files, finding) {
    const { hand, store } = this.#draft;
    const { key } = hand;
    const album = await this.#open().catch(unfetched);
    const keep = () => Promise.all(files.map((file) => store.putPhoto(newName(key, item, finding), file)));
    if (!album) await keep().catch(note);
    this.#waiting -= files.length; // the album counts them from now on
    await album?.add(item, files, finding);
  }
}
