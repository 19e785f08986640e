/** What an answer keyed in still needs, asked field by field. */
import { asking as phrase } from "#words";
import { called } from "../record/objects.js";
import { copy } from "../record/values.js";
import { make, tell } from "../site/elements.js";
import { need } from "../site/need.js";
import { wordOf } from "./called.js";
import { fieldsOf } from "./fields.js";

/** @typedef {import("../record/types").Item} Item */
/** @typedef {import("./fields.js").Field} Field */
/**
 * `before` is what was kept last, `told` what was said to be unreadable.
 * @typedef {{ field: Field, input: HTMLInputElement, wrong: HTMLElement, read: HTMLElement, before: string, told: string }} Asked
 */
/**
 * `beyond` is told that a value is beyond its limits, and gives whether that made the answer another; `finished` that
 * nothing is left to be asked.
 * @typedef {{ beyond: (item: Item) => boolean, finished: (item: Item) => void }} Clerk
 */

/** @param {Field} field */
const rowOf = (field) => {
  const row = make("label", "", "keyin__field");
  if (field.five) row.dataset.five = "";
  const input = make("input");
  input.value = field.value;
  const wrong = make("strong", "", "keyin__wrong");
  wrong.setAttribute("role", "alert");
  const hints = (field.hints || []).map((text) => make("span", text, "keyin__hint"));
  const read = make("output", "", "keyin__hint");
  row.append(make("span", field.label), ...hints, input, read, wrong);
  return { row, asked: { field, input, wrong, read, before: field.value, told: "" } };
};

/**
 * Say beside a field what is understood of it, or what is wrong; gives whether one has been told before that it can't be read.
 * @param {Asked} asked
 * @param {string} refused
 */
const say = (asked, refused) => {
  const text = asked.input.value.trim();
  const { why = "", understood = "" } = asked.field.read?.(text) || {};
  asked.read.textContent = understood;
  asked.input.setAttribute("aria-invalid", String(Boolean(refused || why)));
  tell(asked.wrong, refused || why);
  const isTold = !why || asked.told === text;
  asked.told = text;
  return isTold;
};

export class Detail {
  #box;
  #hand;
  #clerk;

  /**
   * @param {HTMLElement} box
   * @param {import("../record/hand.js").Hand<Item>} hand
   * @param {Clerk} clerk
   */
  constructor(box, hand, clerk) {
    this.#box = box;
    this.#hand = hand;
    this.#clerk = clerk;
    box.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Whether something is typed that cannot be kept. */
  get isInHand() {
    return this.#box.querySelector("[data-unkept]") !== null;
  }

  /** @param {Item} item */
  ask(item) {
    const [record, answer] = [this.#hand.record, this.#hand.answerOf(item)];
    if (!record || !answer) return;
    const rows = fieldsOf(record, item).map((field) => this.#row(item, field));
    this.#box.replaceChildren(make("h3", `${called(record, item.id)}　${wordOf(answer.value)}`), make("p", phrase.here, "meta"), ...rows);
    this.#box.hidden = false;
    this.#showFive(item);
    need("input", this.#box).focus();
  }

  close() {
    this.#box.hidden = true;
    this.#box.replaceChildren();
  }

  /**
   * @param {Item} item
   * @param {Field} field
   */
  #row(item, field) {
    const { row, asked } = rowOf(field);
    say(asked, "");
    asked.input.addEventListener("input", () => {
      this.#keep(item, asked);
      asked.read.textContent = asked.field.read?.(asked.input.value.trim()).understood || "";
    });
    asked.input.addEventListener("change", () => this.#set(item, asked));
    asked.input.addEventListener("keydown", (event) => this.#pressed(event, item, asked));
    return row;
  }

  /**
   * Keep what is typed, where it can be taken; gives why not.
   * @param {Item} item
   * @param {Asked} asked
   */
  #keep(item, asked) {
    const { field, input } = asked;
    const given = this.#hand.answerOf(item);
    if (!given) return ""; // taken back elsewhere
    const typed = input.value.trim();
    const words = field.set(copy(given), typed);
    input.toggleAttribute("data-unkept", Boolean(words));
    if (words) return words;
    if (typed !== asked.before) this.#hand.edit(item, (one) => field.set(one, typed));
    asked.before = typed;
    return "";
  }

  /**
   * Keep what is typed, and say what is wrong with it; gives whether one may go on: past what can't be read, once told.
   * @param {Item} item
   * @param {Asked} asked
   */
  #set(item, asked) {
    const words = this.#keep(item, asked);
    if (!say(asked, words) || words) return false;
    if (asked.field.remedy) this.#showFive(item);
    return !(this.#isBeyond(item, asked.field) && this.#clerk.beyond(item));
  }

  /**
   * @param {Item} item
   * @param {Field} field
   */
  #isBeyond(item, { beyond }) {
    const { record } = this.#hand;
    return Boolean(beyond && record && item.id in record.answers && beyond(record));
  }

  /**
   * Enter goes from field to field, and from the last one on; Escape leaves the others.
   * @param {KeyboardEvent} event
   * @param {Item} item
   * @param {Asked} asked
   */
  #pressed(event, item, asked) {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (!this.#set(item, asked)) return;
    /** @type {HTMLInputElement[]} */
    const inputs = [...this.#box.querySelectorAll("label:not([hidden]) input")].map((one) => /** @type {HTMLInputElement} */ (one));
    const next = event.key === "Enter" && inputs[inputs.indexOf(asked.input) + 1];
    if (next) next.focus();
    else this.#clerk.finished(item);
  }

  /**
   * What is planned is asked only of what is not put right on the spot.
   * @param {Item} item
   */
  #showFive(item) {
    const isPlanned = this.#hand.answerOf(item)?.findings[0]?.remedy === "by-date";
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.#box.querySelectorAll("[data-five]"))) row.hidden = !isPlanned;
  }
}
