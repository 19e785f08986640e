/** The line that a paper is keyed in by: what is typed, what it may mean, and its keys. */
import { keyin as phrase } from "#words";
import { need } from "../site/need.js";
import { offering } from "./offered.js";
import { meant, read } from "./typed.js";

/** @typedef {import("../record/types").Item} Item */
/** @typedef {import("../record/types").Value} Value */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {import("./typed.js").Meant} Meant */
/**
 * `list` has the questions of the record, `name` says what one is called. `after` gives the item to be keyed in after another, or null where all are; `shown` is told that another item is
 * expected or something else is typed, `answered` of an answer, `undone` that the latest is to be taken back, `wrong` why a
 * line means nothing.
 * @typedef {{
 *   list: Listed, name: (item: Item) => string, after: (item: Item | null) => Item | null, shown: () => void,
 *   answered: (item: Item, value: Value, note: string) => void, undone: () => void, wrong: (words: string) => void,
 * }} Clerk
 */

export class Line {
  /** @type {HTMLInputElement} */
  #field;
  #clerk;
  #offered;
  /** @type {Item | null} */
  #expected = null; // the item that a bare result answers

  /**
   * @param {HTMLElement} view
   * @param {Clerk} clerk
   */
  constructor(view, clerk) {
    this.#field = need("#keyin-line", view);
    this.#clerk = clerk;
    this.#offered = offering(this.#field, need("#keyin-found", view), clerk.name, (id) => this.#go(id));
    this.#field.form?.addEventListener("submit", (event) => event.preventDefault());
    this.#field.addEventListener("input", (event) => this.#changed(/** @type {InputEvent} */ (event)));
    this.#field.addEventListener("compositionend", () => this.#offer());
    this.#field.addEventListener("keydown", (event) => this.#pressed(event));
  }

  get expected() {
    return this.#expected;
  }

  /** Whether something is typed that is not taken yet. */
  get isInHand() {
    return this.#field.value.trim() !== "";
  }

  /** What the line means as it stands. */
  get meaning() {
    return read(this.#clerk.list, this.#expected, this.#field.value);
  }

  focus() {
    this.#field.focus();
  }

  /**
   * Expect the answer of an item.
   * @param {Item | null} item
   */
  expect(item) {
    this.#expected = item;
    this.#field.value = "";
    this.#offer();
    this.#clerk.shown();
  }

  /**
   * Go to an item.
   * @param {Item | null} item
   */
  move(item) {
    this.expect(item);
    this.focus();
  }

  /** @param {string} id */
  #go(id) {
    this.move(this.#clerk.list.items.get(id) || null);
  }

  #offer() {
    this.#offered.show(meant(this.#clerk.list, this.#field.value));
  }

  /** @param {InputEvent} event */
  #changed(event) {
    if (event.isComposing) return;
    this.#clerk.wrong("");
    this.#offer();
    this.#clerk.shown();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing) return;
    const act = this.#actOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** @param {KeyboardEvent} event */
  #actOf({ key, ctrlKey }) {
    if (key === "Enter") return () => this.#enter();
    if (key === "ArrowDown") return () => this.#offered.step(1);
    if (key === "ArrowUp") return () => this.#offered.step(-1);
    if (key === "Escape") return () => this.move(this.#expected);
    return ctrlKey && key === "z" && !this.#field.value ? () => this.#clerk.undone() : null;
  }

  #enter() {
    const chosen = this.#offered.chosen();
    if (chosen) {
      this.#go(chosen);
      return;
    }
    const meaning = this.meaning;
    this.#clerk.wrong(meaning.wrong || "");
    if (!meaning.wrong) this.#take(meaning);
  }

  /** @param {Meant} meaning */
  #take({ item, value, note, find, skip }) {
    if (skip) this.move(this.#clerk.after(this.#expected));
    else if (find) this.#find(find);
    else if (item && value) this.#clerk.answered(item, value, note || "");
    else if (item) this.move(item);
  }

  /** @param {string[]} words */
  #find(words) {
    const [first] = meant(this.#clerk.list, this.#field.value);
    if (first) this.move(first);
    else this.#clerk.wrong(phrase.not_found({ typed: words.join(" ") }));
  }
}
