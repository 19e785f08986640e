/** A paper keyed in: each answer goes to the record in hand, and into the log. */
import { keyin as phrase } from "#words";
import { readable } from "../record/days.js";
import { Hand } from "../record/hand.js";
import { called, cleanName, isBare, isFree, name, questions, unnamed } from "../record/objects.js";
import { create, key, newId, turned } from "../record/rules.js";
import { isFull } from "../record/database.js";
import { make, tell } from "../site/elements.js";
import { hold } from "../site/leaving.js";
import { need, part } from "../site/need.js";
import { wordOf } from "./called.js";
import { Detail } from "./detail.js";
import { Line } from "./line.js";
import { pathOf } from "./lists.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").About} About */
/** @typedef {import("../record/types").Answer} Answer */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Item} Item */
/** @typedef {import("../record/types").Value} Value */
/** @typedef {import("./lists.js").Listed} Listed */

/**
 * Lead to the list that a record is of.
 * @param {HTMLElement} view
 * @param {InspectionRecord} record
 */
const leadOn = (view, record) => {
  /** @type {HTMLAnchorElement} */
  const open = part("open", view);
  open.hidden = false;
  open.href = `${pathOf(record)}?record=${encodeURIComponent(key(record))}`;
};

/**
 * Write what was noted behind an answer where it belongs.
 * @param {Answer} given
 * @param {string} note
 */
const write = (given, note) => {
  if (given.pending) given.pending.what = note;
  else if (given.findings.length) given.findings[0].seen = note;
  else given.note = note;
};

/**
 * What was noted behind an answer.
 * @param {Answer} given
 */
const noted = ({ pending, findings, note }) => {
  if (pending) return pending.what;
  return findings.length ? findings.map(({ seen }) => seen).filter(Boolean).join("；") : note;
};

export class Keying {
  #view;
  #keeper;
  #detail;
  #items; // as the list has them
  #list; // as the record asks it
  #troubled = false; // whether the latest try to keep a change failed

  /**
   * @param {HTMLElement} view
   * @param {Store} keeper
   * @param {Listed} list
   * @param {About} about what a new record begins with
   */
  constructor(view, keeper, list, about) {
    this.#view = view;
    this.#keeper = keeper;
    this.#items = list.items;
    this.#list = { ...list };
    /** @type {Hand<Item>} */
    this.hand = new Hand({
      items: list.items,
      source: list.origin,
      begin: () => this.#begun(about),
      keep: keeper.change,
      changed: () => this.#changed(),
      told: () => this.#told(),
    });
    this.line = new Line(view, {
      list: this.#list,
      name: (item) => this.nameOf(item),
      after: (item) => this.#after(item),
      shown: () => this.#say(),
      answered: (item, value, note) => this.#give(item, value, note),
      undone: () => this.#takeBack(),
      wrong: (words) => this.#sayWrong(words),
    });
    const asking = { beyond: (/** @type {Item} */ item) => this.#fail(item), finished: (/** @type {Item} */ item) => this.#finish(item) };
    this.#detail = new Detail(part("detail", view), this.hand, asking);
    need('[data-action="undo"]', view).addEventListener("click", () => this.#takeBack());
    hold(() => this.line.isInHand || this.#detail.isInHand);
  }

  /**
   * Go on with a record, or begin one with the first change.
   * @param {InspectionRecord | null} record
   */
  start(record) {
    this.hand.take(record);
    this.#arrange();
    part("open", this.#view).hidden = true;
    if (record) leadOn(this.#view, record);
    this.line.move(this.#after(null));
  }

  /** Let answers follow the day of the paper, and say which did. */
  follow() {
    const followed = this.hand.follow();
    if (!followed.length) return;
    this.#detail.close(); // its fields may be of an answer that is another now
    for (const item of followed) this.#logAnew(item);
    this.#sayWrong(phrase.followed({ items: followed.map((item) => this.nameOf(item)).join("、") }));
  }

  /** @param {About} about */
  #begun(about) {
    const record = { ...create(about), date: "" }; // the paper's day, not today's
    history.replaceState(null, "", `?keyin=${encodeURIComponent(key(record))}`);
    leadOn(this.#view, record);
    return record;
  }

  /** Ask what the record asks: what is asked of each object, of each. */
  #arrange() {
    this.hand.items = this.#list.items = questions(this.hand.record, this.#items);
  }

  /** @param {{ id: string }} item */
  nameOf({ id }) {
    return called(this.hand.record || { objects: {} }, id);
  }

  #changed() {
    this.#arrange();
    if (this.hand.closed) this.#sayWrong(phrase.closed_elsewhere);
    this.#say();
  }

  #told() {
    const { failed } = this.hand.disk;
    if (failed) this.#sayWrong(isFull(failed) ? phrase.full : phrase.refused);
    else if (this.#troubled) this.#sayWrong("");
    this.#troubled = Boolean(failed);
    this.#say();
    document.dispatchEvent(new CustomEvent("record:kept"));
  }

  /**
   * Name the objects of a kind, as the paper does; one of which something is answered stays.
   * @param {string} kind
   * @param {string[]} names
   */
  name(kind, names) {
    const { objects } = this.hand.record || { objects: {} };
    const fresh = names.map(cleanName).filter((text) => text && isFree({ objects }, text));
    const made = fresh.map((text) => ({ id: newId(4), kind, name: text }));
    const moved = unnamed(this.hand.record, this.#items.values(), kind);
    this.hand.change((one) => {
      made.forEach((object, n) => name(one, object, n ? [] : moved));
      for (const [id, object] of Object.entries(one.objects)) if (object.kind === kind && !names.includes(object.name) && isBare(one, id)) delete one.objects[id];
    });
    this.line.move(this.#after(null));
  }

  // Answering

  /**
   * The next item without an answer after one, in walking order; from the top again at the end.
   * @param {Item | null} item
   */
  #after(item) {
    const asked = new Set(this.hand.asked());
    const all = [...this.hand.items.values()];
    const from = item ? all.findIndex(({ id }) => id === item.id) + 1 : 0;
    return turned(all, from).find((one) => asked.has(one) && this.hand.state(one) === "open") || null;
  }

  /**
   * @param {Item} item
   * @param {Value} value
   * @param {string} note what was seen, of a "no"; what is missing, of an "unsure"
   */
  #give(item, value, note) {
    if (this.hand.closed) {
      this.#changed();
      return;
    }
    this.hand.give(item, value, (given) => {
      if (note) write(given, note);
    });
    this.#log(item);
    if (value === "fail" || value === "unsure" || item.measures.length) this.#ask(item);
    else this.line.move(this.#after(item));
  }

  #takeBack() {
    const item = this.hand.takeBack();
    if (!item) return;
    this.#rowOf(item)?.remove();
    this.#detail.close();
    this.line.move(item);
  }

  /**
   * Make an answer a "no" after what was measured, and ask for its finding; false where it is one.
   * @param {Item} item
   */
  #fail(item) {
    const given = this.hand.answerOf(item);
    if (!given || given.value === "fail") return false;
    this.hand.giveByValue(item, given.value);
    this.#logAnew(item);
    this.#ask(item);
    this.#sayWrong(phrase.beyond);
    return true;
  }

  /** @param {Item} item */
  #ask(item) {
    this.line.expect(item);
    this.#detail.ask(item);
  }

  /** @param {Item} item */
  #finish(item) {
    this.#detail.close();
    this.#logAnew(item);
    this.line.move(this.#after(item));
  }

  // Showing

  /** @param {Item} item */
  #rowOf(item) {
    return part("log", this.#view).querySelector(`[data-item="${item.id}"]`);
  }

  /** @param {Item} item */
  #log(item) {
    const given = this.hand.answerOf(item);
    if (!given) return;
    const row = make("li", `${this.nameOf(item)}　${item.check}　`);
    row.dataset.item = item.id;
    row.append(make("strong", wordOf(given.value)));
    const said = noted(given);
    if (said) row.append(`　${said}`);
    part("log", this.#view).prepend(row);
  }

  /** @param {Item} item */
  #logAnew(item) {
    this.#rowOf(item)?.remove();
    this.#log(item);
  }

  /** @param {string} words */
  #sayWrong(words) {
    tell(part("wrong", this.#view), words);
  }

  #sayNext() {
    const { item = this.line.expected, value } = this.line.meaning;
    const state = value || (item ? this.hand.state(item) : "open");
    part("id", this.#view).textContent = item ? this.nameOf(item) : "";
    part("check", this.#view).textContent = item ? item.check : phrase.all_done;
    part("given", this.#view).textContent = state === "open" ? "" : wordOf(state);
  }

  #say() {
    this.#sayNext();
    const { record, disk, undoable } = this.hand;
    const all = this.hand.asked();
    const saved = record && disk.idle ? phrase.kept({ time: readable(record.changed) }) : "";
    const lost = this.#keeper.kind === "tab" ? phrase.in_tab : "";
    const done = all.filter((item) => this.hand.state(item) !== "open").length;
    part("said", this.#view).textContent = phrase.state({ done, all: all.length, saved, lost });
    /** @type {HTMLButtonElement} */ (need('[data-action="undo"]', this.#view)).disabled = !undoable;
  }
}
