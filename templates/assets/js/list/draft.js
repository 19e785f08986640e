/** The record one is filling in on this page: kept at every tap, the same in every tab, never lost by a full disk. */
import { day } from "../record/days.js";
import { Hand } from "../record/hand.js";
import { create } from "../record/rules.js";
import { LAST, hearTabs, note, noted, openStore, setNoted, tellNews } from "../record/store.js";
import { copy } from "../record/values.js";
import { hold } from "../site/leaving.js";
import { part } from "../site/need.js";
import { ASKS, CHOSEN, KEPT, READY, asks, holds, tell, tellChanged } from "./events.js";
import { chooseFacets, chosenFacets } from "./filter.js";
import { readRows } from "./rows.js";
import { sayTrouble, unfetched } from "./trouble.js";

/** @typedef {import("../record/types").About} About */
/** @typedef {import("../record/types").Closed} Closed */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Person} Person */
/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {{ [label: string]: string }} Measures */

/**
 * What a record of this page begins with.
 * @param {HTMLElement} root
 * @returns {About}
 */
const aboutOf = ({ dataset: { site = "", office = "", checklist = "", title = "", edition = "", editionTitle = "", door } }) =>
  ({ site, office, checklist, title, edition, edition_title: editionTitle, ...(door && { door }) });

export class Draft {
  #store = /** @type {Store | null} */ (null);
  #pointed = /** @type {string | null} */ (null); // the key that the next visit goes on with
  /** @type {{ [item: string]: Measures }} */
  #loose = {}; // what was measured for items that are not answered yet: a record has no place for it
  #work = /** @type {Promise<unknown>} */ (Promise.resolve()); // what is not kept yet, besides changes: pictures, what is measured
  #working = 0; // how much of it there is
  #named = new URLSearchParams(location.search).get("record"); // now: a filter writes into the address
  #confirmed = ""; // which record is gone on with, and on which day
  #last = ""; // what this device was told of the record changed last
  /** @type {Person[]} */
  people = []; // who inspects with this device: a record begins with them
  #root;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.about = aboutOf(root);
    this.others = (root.dataset.others || "").split(" "); // items that somebody else is asked
    this.source = /** @type {import("../record/types").Finding["source"]} */ (root.dataset.origin || null);
    /** @type {Hand<Row>} */
    this.hand = new Hand({
      items: readRows(),
      source: this.source,
      begin: () => this.#begin(),
      keep: async (...all) => {
        const [kept] = await Promise.all([this.store.change(...all), this.#point(all[0]), this.#remember()]);
        setNoted("mine", this.list, all[0]); // now that there is one: what a tab names and nobody has was wiped
        return kept;
      },
      changed: (item) => {
        tellChanged(item);
        if (!item) this.layOut().catch(unfetched);
      },
      told: () => {
        this.#letGo(this.hand.record);
        tell(KEPT);
      },
    });
    // A browser gives nothing of half a date: it must not be left, or it is gone.
    hold(() => holds() || this.#working > 0 || document.activeElement?.matches("[type=date]:invalid"));
  }

  /** Whether the record is there. */
  get ready() {
    return this.#store !== null;
  }

  get store() {
    return /** @type {Store} */ (this.#store);
  }

  get list() {
    return `${this.about.checklist}.${this.about.edition}`;
  }

  get #aside() {
    return `${this.hand.key}.measured`;
  }

  /** The first tap begins a record; what it says goes to the disk with the first change. */
  #begin() {
    navigator.storage?.persist?.();
    return { ...create(this.about), inspectors: copy(this.people), facets: chosenFacets() };
  }

  /** Let the next visit go on with this record, and this tab in any case. */
  async #point(key = this.hand.key) {
    if (this.#pointed === key) return;
    await this.store.setCurrent(this.list, key);
    this.#pointed = key;
  }

  /** Let this device know the record changed last, and how much it asks; nobody needs to confirm it today. */
  async #remember() {
    const { key } = this.hand;
    if (!asks()) this.#confirm();
    const last = { key, asked: this.hand.asked().length };
    if (this.#last === JSON.stringify(last)) return;
    this.#last = JSON.stringify(last);
    await this.store.setCurrent(LAST, last);
  }

  get #today() {
    return `${this.hand.key} ${day()}`;
  }

  /** Note that this tab goes on with the record today. */
  #confirm() {
    this.#confirmed = this.#today;
    setNoted("today", this.list, this.#today);
  }

  /** Ask whether a draft of another day is meant, once a day and tab: what answers is held from now on. */
  #ask() {
    const { record, closed } = this.hand;
    if (asks() || !record || closed || record.date === day()) return;
    if ([this.#confirmed, noted("today", this.list)].includes(this.#today)) return;
    document.documentElement.dataset.asks = "";
    tell(ASKS);
  }

  /** Go on with the record in hand, or with a new one where there is none: what is held is of it. */
  release() {
    this.#confirm();
    delete document.documentElement.dataset.asks;
    tell(CHOSEN);
  }

  measured = (/** @type {Row} */ item) => this.#loose[item.id] || {};

  /**
   * Keep what is measured before its item is answered, beside the record.
   * @param {Row} item
   * @param {Measures} measures
   */
  measure(item, measures) {
    this.#loose[item.id] = measures;
    if (!this.hand.record) this.hand.change(() => {});
    this.during(this.store.setCurrent(this.#aside, this.#loose).catch(() => {})); // it stays on the screen, and goes with the answer
  }

  /**
   * Let nobody leave the record before some work is done.
   * @param {Promise<unknown>} more
   */
  during(more) {
    this.#working += 1;
    this.#work = Promise.all([this.#work, more]).finally(() => {
      this.#working -= 1;
      tell(KEPT);
    });
  }

  /** Whether all is on the disk, pictures too. */
  async settled() {
    await this.#work;
    return this.hand.disk.settled();
  }

  /** Leave this record, once it is whole on the disk, and begin another with the next tap: by the same people, of a site yet unknown. */
  async startAnother() {
    if (!(await this.settled())) return;
    this.people = this.hand.record?.inspectors || this.people;
    this.hand.take(null);
    setNoted("mine", this.list, null);
    chooseFacets([]);
    this.#loose = {};
    await this.#point();
    history.replaceState(null, "", location.pathname);
    tellChanged(null);
    this.release();
  }

  async revise() {
    const { revise } = await import("../record/seal.js");
    this.hand.take(revise(/** @type {Closed} */ (this.hand.record)));
    await this.hand.disk.change(() => {});
    tellChanged(null);
  }

  /**
   * Whether a stored record is of this page's list.
   * @param {InspectionRecord | null | undefined} kept
   */
  #isOurs(kept) {
    return Boolean(kept) && kept?.checklist === this.about.checklist && kept?.edition === this.about.edition;
  }

  /** A record of another edition is opened at its own address: links made before it had one lead here. */
  async #elsewhere() {
    const kept = this.#named && (await this.store.get(this.#named));
    if (!kept || kept.checklist !== this.about.checklist || this.#isOurs(kept)) return false;
    return (await import("./elsewhere.js")).goTo(kept.edition, this.#named || "");
  }

  /** Lay out what is asked of each object: what does it comes with the first. */
  async layOut() {
    if (Object.keys(this.hand.record?.objects || {})[0]) (await import("./objects.js")).startObjects(this);
  }

  /** @param {InspectionRecord} kept */
  async #take(kept) {
    this.hand.take(kept);
    await this.layOut();
    setNoted("mine", this.list, this.hand.key);
    this.#loose = (await this.store.current(this.#aside)) || {};
  }

  /**
   * Go on with a stored record.
   * @param {InspectionRecord} kept
   */
  async goOn(kept) {
    await this.#take(kept);
    await this.#point();
    tellChanged(null);
  }

  /** Who inspected last with this device. */
  async #inspectors() {
    const last = await this.store.current(LAST);
    return (last && (await this.store.get(last.key)))?.inspectors || [];
  }

  /** Find what to go on with: what the address names, what this tab had before it was loaded anew, what was gone on with last. */
  async #find() {
    for (const one of [this.#named, noted("mine", this.list), await this.store.current(this.list)]) {
      const kept = one && (await this.store.get(one));
      if (kept && this.#isOurs(kept)) return kept;
    }
    return null;
  }

  /** Offer drafts of other editions where this one has none: what does it comes then. */
  async #offer() {
    const all = (await this.store.all()).filter(({ checklist, closed }) => checklist === this.about.checklist && !closed);
    if (this.hand.record || !all.length || all.some((one) => this.#isOurs(one))) return;
    (await import("./carrying.js")).offer(this.#root, this, all);
  }

  /**
   * Let go of a record that another page took to another edition: this page asks other questions.
   * @param {InspectionRecord | null} stored
   */
  #letGo(stored) {
    if (!stored || this.#isOurs(stored)) return false;
    this.hand.take(null);
    tellChanged(null);
    this.#offer().catch(note);
    return true;
  }

  /**
   * Take a record that another page changed, if it is ours.
   * @param {string | null} changed
   */
  async #reread(changed) {
    const stored = changed && changed === this.hand.key && (await this.store.get(changed));
    if (!stored || changed !== this.hand.key || !this.hand.disk.idle) return;
    if (!this.#letGo(stored)) this.hand.adopt(stored);
  }

  /** Open the store and the record; from then on the page can be answered. */
  async start() {
    try {
      this.#store = await openStore();
      if (await this.#elsewhere()) return;
      const kept = await this.#find();
      if (kept) await this.#take(kept);
      else this.people = await this.#inspectors();
      if (kept && this.hand.key === this.#named) this.#confirm(); // asked for by its name
    } catch (error) {
      note(error);
      sayTrouble("unopened"); // a record begun now would hide the one that is there
      return;
    }
    this.#point().catch(() => {}); // a change that follows fails too, and says so
    hearTabs((changed) => this.#reread(changed));
    addEventListener("pageshow", ({ persisted }) => persisted && this.#reread(this.hand.key));
    tellChanged(null);
    document.documentElement.dataset.ready = "";
    this.#ask();
    // The day may change while the page is open: a tap on an answer comes after this.
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => this.#ask(), true);
    tell(READY);
    tellNews(this.store, part("trouble", document)).catch(note);
    if (!this.hand.record) this.#offer().catch(note);
  }
}
