/** A start is offered in the record's line: units and certificates that this device knows, and what is on the site. */
import { begin as phrase } from "#words";
import { certificates, isOther, toFill, units } from "../record/remembered.js";
import { fill, make } from "../site/elements.js";
import { need } from "../site/need.js";
import { NARROWED, hear, hearChanged } from "./events.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {InspectionRecord["particulars"]} Particulars */

const MOST = 5; // offers at once

/**
 * @param {string} words
 * @param {() => unknown} onclick
 * @param {string} [className]
 */
const button = (words, onclick, className = "quiet") => Object.assign(make("button", words, className), { type: "button", onclick });

/**
 * Write into a field as a person does.
 * @param {HTMLInputElement} field
 * @param {string} value
 */
const put = (field, value) => {
  fill(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

/** The line in which a start is offered. */
class Start {
  #root;
  #draft;
  /** @type {InspectionRecord[]} */
  #records = [];
  #offers = make("p", "", "actions");
  #other = Object.assign(make("p", "", "warn"), { hidden: true, role: "status" });
  #people = make("div", "", "fields");
  #here = button("", () => need("button.narrowed").click());
  #key = /** @type {string | null} */ (null); // of the record that was in hand when the others were read
  #before = ""; // the unit, before it was changed
  #typing = false; // whether it was, since one came to it

  /**
   * @param {HTMLElement} root
   * @param {Draft} draft
   */
  constructor(root, draft) {
    this.#root = root;
    this.#draft = draft;
    const fields = /** @type {HTMLElement} */ (this.#unit.closest(".fields"));
    /** @type {Element} */ (this.#unit.closest("label")).after(this.#offers, this.#other);
    /** @type {Element} */ (this.#field("companions").closest("label")).after(this.#people);
    if (document.querySelector('[name="facet"]')) fields.before(this.#here);
    this.#listen();
  }

  get #unit() {
    return this.#field("unit");
  }

  /** @param {string} id */
  #field(id) {
    return /** @type {HTMLInputElement} */ (need(`[data-head="${id}"]`, this.#root));
  }

  get #said() {
    return this.#draft.hand.record?.particulars || {};
  }

  #listen() {
    const { hand } = this.#draft;
    hearChanged((item) => item || (hand.key === this.#key ? this.show() : this.read()));
    hear(NARROWED, () => this.#showHere());
    this.#unit.addEventListener("focus", () => {
      this.#before = this.#said.unit || "";
      this.#typing = false;
      this.#showOffers();
    });
    this.#unit.addEventListener("input", () => (this.#typing = true));
    this.#unit.addEventListener("blur", () => this.#check(() => {}));
    this.#field("inspectors").addEventListener("blur", () => this.#certify());
    this.#people.addEventListener("input", ({ target }) => {
      const { dataset, value } = /** @type {HTMLInputElement} */ (target);
      hand.change((one) => {
        for (const person of one.inspectors) if (person.name === dataset.certificate) person.certificate = value;
      });
    });
  }

  /** Read what this device knows by now. */
  async read() {
    this.#key = this.#draft.hand.key;
    this.#records = await this.#draft.store.all();
    this.show();
  }

  show() {
    this.#showOffers();
    this.#showPeople();
    this.#showHere();
  }

  #showOffers() {
    const said = this.#unit.value.trim();
    const typed = this.#typing ? said : ""; // what stood there narrows nothing
    const fit = units(this.#records).filter(({ unit }) => unit.includes(typed) && unit !== said);
    const offer = (/** @type {Particulars} */ one) => button([one.unit, one.project].filter(Boolean).join("　"), () => this.#choose(one));
    this.#offers.hidden = this.#draft.hand.closed || !fit.length;
    this.#offers.replaceChildren(...fit.slice(0, MOST).map(offer));
  }

  /** @param {Particulars} known */
  #choose(known) {
    this.#before = this.#said.unit || "";
    put(this.#unit, known.unit);
    const whole = () => {
      for (const [id, text] of toFill(this.#said, known)) {
        const field = this.#root.querySelector(`[data-head="${CSS.escape(id)}"]`);
        if (field) put(/** @type {HTMLInputElement} */ (field), text);
      }
    };
    if (!this.#check(whole)) whole();
  }

  /**
   * Ask whether another unit is meant, which then gets a record of its own; gives whether it asks.
   * @param {() => void} begun what is done with that record
   */
  #check(begun) {
    const { record } = this.#draft.hand;
    const [before, now] = [this.#before, this.#unit.value];
    if (!record || record.closed || !isOther(record, before, now)) return false;
    const another = async () => {
      put(this.#unit, before);
      this.#other.hidden = true;
      await this.#draft.startAnother();
      if (this.#draft.hand.record) return; // it is not on the disk, which is said
      put(this.#unit, now);
      begun();
    };
    const count = Object.keys(record.answers).length;
    const ways = [button(phrase.another, another, ""), button(phrase.rename, () => (this.#other.hidden = true))];
    this.#other.replaceChildren(phrase.other({ before, count }), " ", ...ways);
    this.#other.hidden = false;
    this.#before = now; // it is asked once
    return true;
  }

  /** Write down the certificates that are known of who has none. */
  #certify() {
    const { hand } = this.#draft;
    const known = certificates(this.#records);
    const lacks = (/** @type {{ name: string, certificate: string }} */ { name, certificate }) => !certificate && known.has(name);
    if (!hand.record?.inspectors.some(lacks)) return;
    hand.change((one) => {
      for (const person of one.inspectors.filter(lacks)) person.certificate = known.get(person.name) || "";
    });
  }

  #showPeople() {
    const { hand, people } = this.#draft;
    const all = hand.record ? hand.record.inspectors : people;
    const fields = [...this.#people.querySelectorAll("input")];
    if (all.map(({ name }) => name).join() !== fields.map(({ dataset }) => dataset.certificate).join()) this.#people.replaceChildren(...all.map(certificateOf));
    for (const field of this.#people.querySelectorAll("input")) {
      const { certificate = "" } = all.find(({ name }) => name === field.dataset.certificate) || {};
      if (document.activeElement !== field) field.value = certificate;
      field.disabled = hand.closed;
    }
  }

  #showHere() {
    const here = [...document.querySelectorAll('[name="facet"]:checked')].map((one) => one.closest("label")?.textContent?.trim());
    this.#here.textContent = here.length ? phrase.here({ facets: here.join(phrase.and) }) : phrase.ask_here;
  }
}

/** @param {{ name: string }} person */
const certificateOf = ({ name }) => {
  const label = make("label", phrase.certificate({ name }));
  const field = Object.assign(make("input"), { autocomplete: "off" });
  field.dataset.certificate = name;
  label.append(" ", field);
  return label;
};

/** @type {Start | null} */
let start = null;

/**
 * @param {HTMLElement} root
 * @param {Draft} draft
 */
export const begin = (root, draft) => (start ||= new Start(root, draft)).read();
