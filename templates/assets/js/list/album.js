/** Pictures of what was found: kept as they come, then made smaller; a page that ends before leaves them to the next. */
import { readable } from "../record/days.js";
import { isFull } from "../record/database.js";
import { note, raw as rawName } from "../record/store.js";
import { make } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { KEPT, hearChanged, tell } from "./events.js";
import { sayTrouble } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Finding} Finding */
/** @typedef {import("../record/types").Photo} Photo */
/** @typedef {{ raw: string, item: Row, finding: string, file?: Blob }} Taken a picture under the name that it is kept by as it came */

const MOST = 6; // pictures of a finding

// A page that ends gives up what it decodes with the same words as of a file that is no picture.
let leaving = false;
addEventListener("pagehide", () => void (leaving = true));
addEventListener("pageshow", () => void (leaving = false));

/**
 * A part of a finding's panel; a finding that is no more leaves what it says to the item's first.
 * @param {Row} item
 * @param {string} finding
 * @param {string} name
 */
const inPanel = ({ row }, finding, name) => part(name, row.querySelector(`[data-finding-id="${finding}"]`) || part("finding", row));

export class Album {
  /** @type {Map<string, Taken>} */
  #underWay = new Map(); // not yet in their findings
  /** @type {Map<string, Taken>} */
  #left = new Map(); // their finding is not there: by a slip of the thumb, or since the page ended
  /** @type {Set<string>} */
  #refused = new Set(); // for which there was no room
  /** @type {string | null} */
  #looked = null; // the record whose pictures were looked for
  #draft;

  /** @param {Draft} draft */
  constructor(draft) {
    this.#draft = draft;
    hearChanged((item) => (item ? this.#resume() : this.#look()));
    this.#look();
  }

  /** How many are under way. */
  get count() {
    return this.#underWay.size;
  }

  /**
   * The finding of a picture: the item's first where its own is no more.
   * @param {Pick<Taken, "item" | "finding">} one
   */
  #findingOf({ item, finding }) {
    const all = this.#draft.hand.answerOf(item)?.findings || [];
    return all.find(({ id }) => id === finding) || all[0] || null;
  }

  /**
   * How many more a finding may have.
   * @param {Finding} found
   */
  #roomFor({ id, photos }) {
    const waiting = [...this.#underWay.values()].filter(({ finding }) => finding === id).length;
    return Math.max(0, MOST - photos.length - waiting);
  }

  /** @param {Taken} one */
  #isFull(one) {
    return (this.#findingOf(one)?.photos.length || 0) >= MOST;
  }

  /* Showing */

  /**
   * @param {Row} item
   * @param {Finding} found
   */
  async show(item, found) {
    inPanel(item, found.id, "add-photo").hidden = !this.#roomFor(found);
    const box = inPanel(item, found.id, "photos");
    const names = found.photos.map(({ name }) => name).join();
    if (box.dataset.names === names) return;
    box.dataset.names = names;
    const figures = await Promise.all(found.photos.map((photo) => this.#figureOf(part("drop", item.row), photo)));
    if (box.dataset.names === names) box.replaceChildren(...figures);
  }

  /**
   * @param {HTMLTemplateElement} dropping
   * @param {Photo} photo
   */
  async #figureOf(dropping, { name, taken }) {
    const figure = document.createElement("figure");
    const blob = await this.#draft.store.photo(name);
    const image = new Image();
    if (blob) Object.assign(image, { alt: name, src: URL.createObjectURL(blob), onload: () => URL.revokeObjectURL(image.src) });
    const drop = document.importNode(dropping.content, true);
    need("button", drop).dataset.name = name;
    figure.append(blob ? image : name, make("figcaption", taken ? readable(taken) : ""), drop);
    return figure;
  }

  /* Taking */

  /**
   * Take pictures for an item's finding, as many as there is room for.
   * @param {Taken[]} all of one finding
   * @param {Promise<unknown>} kept when all are kept as they came
   */
  async add(all, kept) {
    const found = all[0] && this.#findingOf(all[0]);
    if (!found) return void all.forEach((one) => this.#left.set(one.raw, one));
    const { item } = all[0];
    const room = this.#roomFor(found);
    inPanel(item, found.id, "photo-failed").hidden = true;
    inPanel(item, found.id, "photos-left").hidden = all.length <= room;
    const refused = all.slice(room).map(({ raw }) => raw);
    for (const raw of refused) this.#refused.add(raw);
    await this.#takeAll(all.slice(0, room).map((one) => ({ ...one, finding: found.id })), kept);
    await Promise.all(refused.map((raw) => this.#draft.store.removePhoto(raw)));
  }

  /**
   * Take pictures one after another: two at once may be more than a phone's memory holds.
   * @param {Taken[]} all
   * @param {Promise<unknown>} [kept]
   */
  #takeAll(all, kept) {
    for (const one of all) this.#underWay.set(one.raw, one);
    tell(KEPT);
    const taken = this.#takeEach(all, kept);
    this.#draft.during(taken);
    return taken;
  }

  /**
   * @param {Taken[]} all
   * @param {Promise<unknown>} [kept]
   */
  async #takeEach(all, kept) {
    await kept;
    for (const one of all) await this.#guarded(one);
  }

  /** @param {Taken} one */
  async #guarded(one) {
    try {
      await this.#take(one);
    } catch (error) {
      note(error);
      inPanel(one.item, one.finding, "photo-failed").hidden = false;
      if (isFull(error)) sayTrouble("full");
      const isNoPicture = !leaving && error instanceof DOMException && error.name === "EncodingError";
      if (isNoPicture) await this.#draft.store.removePhoto(one.raw);
    } finally {
      this.#underWay.delete(one.raw);
      tell(KEPT);
    }
  }

  /**
   * Put a picture into its finding, and what came away; where the finding is not there, it waits.
   * @param {Taken} one
   */
  async #take(one) {
    const { raw, item, finding } = one;
    const { hand, store } = this.#draft;
    const file = one.file || (await store.photo(raw));
    if (!file) return; // another tab has taken it
    if (this.#isFull(one)) {
      inPanel(item, finding, "photos-left").hidden = false; // kept while this was out of reach, and nobody counted
      return void (await store.removePhoto(raw));
    }
    const photo = await this.#kept(item, file);
    const mine = this.#findingOf(one)?.id;
    if (!mine) {
      this.#left.set(raw, { ...one, file });
      return;
    }
    await hand.edit(item, ({ findings }) => {
      const found = findings.find(({ id }) => id === mine);
      if (found && !found.photos.some(({ name }) => name === photo.name)) found.photos.push(photo);
    });
    if (await hand.disk.settled()) await store.removePhoto(raw);
  }

  /**
   * Keep a picture made smaller; gives what its finding says of it.
   * @param {Row} item
   * @param {Blob} file
   * @returns {Promise<Photo>}
   */
  async #kept(item, file) {
    const { smaller } = await import("../record/smaller.js");
    const { photo, blob } = await smaller(item.id.split("@")[0], file) // a picture's name says the item;
    await this.#draft.store.putPhoto(photo.name, blob);
    return photo;
  }

  /* Those that were left */

  /** Look for what a page that ended left of this record. */
  async #look() {
    const { hand, ready, store } = this.#draft;
    const { key } = hand;
    if (!ready || this.#looked === key) return;
    this.#looked = key;
    this.#left.clear();
    const names = key ? await store.photoNames(rawName(key)) : [];
    if (this.#looked !== key) return;
    names.forEach((raw) => this.#leave(raw));
    this.#resume();
  }

  /** @param {string} raw */
  #leave(raw) {
    const [, , question, , finding = ""] = raw.split(":");
    const item = this.#draft.hand.items.get(question);
    if (item && !this.#underWay.has(raw) && !this.#refused.has(raw)) this.#left.set(raw, { raw, item, finding });
  }

  /** Take those whose finding is there. */
  #resume() {
    const ready = this.#draft.hand.closed ? [] : [...this.#left.values()].filter((one) => this.#findingOf(one));
    for (const { raw } of ready) this.#left.delete(raw);
    if (ready.length) this.#takeAll(ready);
  }
}
