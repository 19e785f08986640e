/** The record in hand: answered, changed and taken back, whatever page holds it; each change goes to the disk. */
import { dayOf } from "./judge.js";
import { Disk } from "./keeping.js";
import { answer, asked, follows, key, settle, stale, state, unwritten, writtenIn } from "./rules.js";
import { copy, same } from "./values.js";

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Value} Value */
/** @typedef {import("./rules.js").Written} Written */
/** @typedef {import("./keeping.js").Change} Change */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {(given: Answer) => unknown} Patch */

/**
 * What the record answers, `source` who finds by its list, `begin` makes the record that the first change is of, `keep` is a store's `change`. `changed` is
 * told of each change on the screen, of one item, or, without one, that all may be different; `told` after each try to
 * reach the disk.
 * @template {import("./types").Question} Question
 * @typedef {{
 *   items: Map<string, Question>, source?: import("./types").Finding["source"], begin: () => InspectionRecord, keep: Store["change"],
 *   changed: (item: Question | null) => void, told: () => void,
 * }} Page
 */

/**
 * When an item was answered, and what that replaced.
 * @template {import("./types").Question} Question
 * @typedef {{ item: Question, before: Answer | null, at: string }} Step
 */

/**
 * What a change is about: one item, or many.
 * @template {import("./types").Question} Question
 * @param {Step<Question>[]} steps
 */
const about = (steps) => (steps.length === 1 ? steps[0].item : null);

/** @template {import("./types").Question} Question */
export class Hand {
  /** @type {InspectionRecord | null} */
  #record = null; // as on the screen; null until the first change
  /** @type {{ steps: Step<Question>[], back: Change }[]} */
  #undo = []; // what is taken back at once
  /** @type {Map<string, { step: Step<Question>, said: Value | "open" }>} */
  #byValue = new Map(); // the "no" that an item's value gave, and what a person answered
  /** @type {Map<string, Written>} */
  #written = new Map(); // findings, and what was pending, that another answer may replace, by item
  #page;

  /** @param {Page<Question>} page */
  constructor(page) {
    this.#page = page;
    this.items = page.items;
    this.disk = new Disk({
      current: () => /** @type {InspectionRecord} */ (this.#record),
      keep: page.keep,
      adopt: (stored) => this.adopt(stored),
      told: page.told,
    });
  }

  get record() {
    return this.#record;
  }

  get key() {
    return this.#record && key(this.#record);
  }

  get closed() {
    return Boolean(this.#record && this.#record.closed);
  }

  get undoable() {
    return this.#undo.length > 0;
  }

  /** @param {{ id: string }} item */
  answerOf(item) {
    return (this.#record && this.#record.answers[item.id]) || null;
  }

  /**
   * An answer to other words than today's waits to be confirmed.
   * @param {Question} item
   */
  stale(item) {
    return stale(item, this.answerOf(item));
  }

  /** @param {Question} item */
  state(item) {
    return state(this.#record, item);
  }

  /**
   * The items that are asked on the record's site, or, while there is none, on one with these facets.
   * @param {string[]} [facets]
   */
  asked(facets = []) {
    const site = this.#record || { facets, answers: {} };
    return [...this.items.values()].filter((item) => asked(site, item));
  }

  /**
   * Take the record as it is on the disk, with what another tab may have added.
   * @param {InspectionRecord} stored
   */
  adopt(stored) {
    if (same(stored, this.#record)) return;
    this.#record = stored;
    this.#page.changed(null);
  }

  /**
   * Take another record in hand, or none.
   * @param {InspectionRecord | null} next
   */
  take(next) {
    this.#record = next;
    this.#undo = [];
    this.#written.clear();
    this.#byValue.clear();
  }

  /**
   * Change the record on the screen at once and on the disk as soon as can be; `item` is what it is about.
   * @param {Change} patch
   * @param {Question | null} [item]
   */
  change(patch, item = null) {
    if (this.closed) return Promise.resolve();
    const fresh = !this.#record;
    this.#record ||= this.#page.begin();
    const kept = this.disk.change(patch);
    this.#page.changed(fresh ? null : item); // now that it is on its way: nothing says "saved" before it is
    return kept;
  }

  /**
   * Answer an item; `add` writes into the answer what else is known.
   * @param {Question} item
   * @param {Value} value
   * @param {Patch} [add]
   */
  give(item, value, add = () => {}) {
    return this.giveAll([item], value, add);
  }

  /**
   * Give several questions the same answer; taken back at once.
   * @param {Question[]} items
   * @param {Value} value
   * @param {(given: Answer, item: Question) => unknown} add
   */
  giveAll(items, value, add) {
    const steps = items.map((item) => this.#step(item));
    const patch = (/** @type {InspectionRecord} */ one, /** @type {string} */ now) => {
      for (const step of steps) {
        const given = answer(one, step.item, value, now, this.#written.get(step.item.id));
        add(given, step.item);
        settle(step.item, given, dayOf(one));
        step.at = now;
      }
    };
    return this.act(steps, patch);
  }

  /**
   * Change what is taken back by steps, and by `back`.
   * @param {Step<Question>[]} steps
   * @param {Change} patch
   * @param {Change} [back]
   */
  act(steps, patch, back = () => {}) {
    this.#undo.push({ steps, back });
    return this.change(patch, about(steps));
  }

  /**
   * @param {Question} item
   * @returns {Step<Question>}
   */
  #step(item) {
    const before = copy(this.answerOf(item));
    this.#written.set(item.id, writtenIn(before, this.#written.get(item.id) || unwritten(this.#page.source)));
    return { item, before, at: "" };
  }

  /**
   * Answer "no" for a value, until the day of the check says otherwise; `said` is what a person answered.
   * @param {Question} item
   * @param {Value | "open"} said
   * @param {Patch} [add]
   */
  giveByValue(item, said, add) {
    const kept = this.give(item, "fail", add);
    this.#byValue.set(item.id, { step: this.#undo[this.#undo.length - 1].steps[0], said });
    return kept;
  }

  /**
   * Change part of an item's answer: a measure, its finding.
   * @param {Question} item
   * @param {Patch} patch
   */
  edit(item, patch) {
    return this.change((one) => {
      const given = one.answers[item.id];
      if (!given) return;
      patch(given);
      settle(item, given, dayOf(one));
    }, item);
  }

  /** Take back the latest answers of this sitting; gives the first one's item, or null where there is none. */
  takeBack() {
    const last = this.#undo.pop();
    if (!last) return null;
    this.#putBack(last.steps, last.back);
    return last.steps[0].item;
  }

  /**
   * Give items the answers they had, unless others were given elsewhere.
   * @param {Step<Question>[]} steps
   * @param {Change} [back]
   */
  #putBack(steps, back = () => {}) {
    return this.change((one, now) => {
      for (const { item, at, before } of steps) {
        if (one.answers[item.id] && one.answers[item.id].at !== at) continue;
        if (before) one.answers[item.id] = before;
        else delete one.answers[item.id];
      }
      back(one, now);
    }, about(steps));
  }

  /** Let answers follow the day of the check; gives the items whose answer did. */
  follow() {
    const { record, closed } = this;
    return record && !closed ? [...this.items.values()].filter((item) => this.#followed(item, record)) : [];
  }

  /**
   * @param {Question} item
   * @param {InspectionRecord} record
   */
  #followed(item, record) {
    const given = this.#byValue.get(item.id);
    const turned = follows(record, item, given && given.step.at, unwritten(this.#page.source));
    if (turned === "fail") this.giveByValue(item, "pass");
    else if (turned && given) {
      if (given.said === "open") this.#putBack([given.step]);
      else this.give(item, given.said);
    }
    return turned;
  }
}
