/** Signatures drawn by finger, pen or mouse: a field for each who signs. */
import { signing as phrase } from "#words";
import { HEIGHT, WIDTH, drawOn, pathOf, signatureOf, signers, signing, valid } from "../record/signatures.js";
import { drawing } from "../records/signed.js";
import { make } from "../site/elements.js";
import { button } from "./frame.js";

/** @typedef {import("../record/signatures.js").Signer} Signer */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./draft.js").Draft} Draft */

/**
 * Whether all strokes are in sight where the box fills the field, and is cut on two sides.
 * @param {Element} svg
 * @param {number[][]} strokes
 */
const isInSight = (svg, strokes) => {
  const { width, height } = svg.getBoundingClientRect();
  const scale = Math.max(width / WIDTH, height / HEIGHT) || 1;
  const far = [width / scale / 2, height / scale / 2];
  const middle = [WIDTH / 2, HEIGHT / 2];
  return strokes.flat().every((value, n) => Math.abs(value - middle[n % 2]) <= far[n % 2] + 1);
};

/**
 * @param {import("../record/types").Signature | null} signature
 * @param {boolean} isValid
 */
const stateOf = (signature, isValid) => {
  if (!signature) return phrase.unsigned;
  return isValid ? phrase.signed({ time: signature.at.slice(5, 16).replace("T", " ") }) : phrase.again;
};

/**
 * Whose field it is: where nobody of the unit is named, somebody of it signs all the same.
 * @param {Signer} signer
 */
const calledBy = ({ as, name }) => (as === "companions" && !name ? phrase.nobody : phrase[as]({ name }).trim());

class Field {
  /** @type {number[] | null} */
  #stroke = null; // the one being drawn
  /** @type {number[][]} */
  #strokes = []; // those before it that count
  #draft;
  #signer;
  #state = make("span", "", "meta");
  #undo = button(phrase.undo, "undo-stroke", "quiet");
  #clear = button(phrase.clear, "clear-signature", "quiet");
  #svg;
  #path;
  root = make("div", "", "sign");

  /**
   * @param {Signer} signer
   * @param {Draft} draft
   */
  constructor(signer, draft) {
    this.#signer = signer;
    this.#draft = draft;
    const name = calledBy(signer);
    const head = make("p", "", "sign__head");
    const ways = make("span");
    ways.append(this.#undo, " ", this.#clear);
    head.append(make("strong", name), this.#state, ways);
    const { svg, path } = drawing([], phrase.field({ name }));
    this.#svg = svg;
    this.#path = path;
    this.root.dataset.sign = signer.as;
    this.root.append(head, this.#svg);
    this.#undo.addEventListener("click", () => this.#keep(this.#strokes.slice(0, -1)));
    this.#clear.addEventListener("click", () => this.#keep([]));
    this.#listen();
  }

  #listen() {
    const svg = this.#svg;
    const add = (/** @type {PointerEvent} */ event) => {
      const matrix = /** @type {DOMMatrix} */ (svg.getScreenCTM()).inverse();
      const all = event.getCoalescedEvents?.() || [];
      for (const { clientX, clientY } of all.length ? all : [event]) drawOn(this.#stroke || [], new DOMPoint(clientX, clientY).matrixTransform(matrix));
      this.#path.setAttribute("d", pathOf([...this.#strokes, this.#stroke || []]));
    };
    const end = () => {
      const stroke = this.#stroke;
      if (!stroke) return;
      if (this.#strokes.length || stroke.length > 2) return this.#keep([...this.#strokes, stroke]);
      this.#stroke = null; // a touch is no name
      return this.#draw([]);
    };
    svg.addEventListener("pointerdown", (event) => {
      if (event.button || this.#stroke || this.#draft.hand.closed) return;
      event.preventDefault();
      svg.setPointerCapture(event.pointerId);
      this.#stroke = [];
      add(event);
    });
    svg.addEventListener("pointermove", (event) => this.#stroke && add(event));
    for (const kind of ["pointerup", "pointercancel"]) svg.addEventListener(kind, end);
  }

  /** @param {number[][]} strokes */
  #keep(strokes) {
    const { hand } = this.#draft;
    this.#stroke = null;
    if (hand.record) hand.change(signing(hand.record, this.#signer, strokes));
  }

  /** @param {InspectionRecord} record */
  show(record) {
    if (this.#stroke) return; // it is shown as it is drawn
    const signature = signatureOf(record, this.#signer);
    const isValid = valid(record).some((one) => one === signature);
    this.#strokes = signature && isValid ? signature.strokes : []; // what was signed before a change is signed anew
    // Their room stays: nothing moves between two strokes.
    this.#undo.disabled = !isValid || record.closed !== null;
    this.#clear.disabled = !signature || record.closed !== null;
    this.#state.textContent = stateOf(signature, isValid);
    this.root.dataset.signed = signature ? String(isValid) : "";
    this.#draw(signature ? signature.strokes : []);
  }

  /** @param {number[][]} strokes */
  #draw(strokes) {
    this.#path.setAttribute("d", pathOf(strokes));
    this.#svg.setAttribute("preserveAspectRatio", isInSight(this.#svg, strokes) ? "xMidYMid slice" : "xMidYMid meet");
  }
}

/** The fields of all who sign a record. */
export class Signing {
  #for = ""; // whom the fields are for
  /** @type {Field[]} */
  #fields = [];
  #box;
  #draft;

  /**
   * @param {HTMLElement} box
   * @param {Draft} draft
   */
  constructor(box, draft) {
    this.#box = box;
    this.#draft = draft;
  }

  /** @param {InspectionRecord} record */
  show(record) {
    const all = signers(record);
    const named = JSON.stringify([record.id, record.revision, all]);
    if (named !== this.#for) {
      this.#for = named;
      this.#fields = all.map((one) => new Field(one, this.#draft));
      this.#box.replaceChildren(...this.#fields.map(({ root }) => root));
    }
    for (const field of this.#fields) field.show(record);
  }
}
