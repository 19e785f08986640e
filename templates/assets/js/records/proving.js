/** Proofs of duties beside the records: listed, handed on together, taken in from files. */
import { proving as phrase, reading } from "#words";
import { said } from "../record/dayname.js";
import { day } from "../record/days.js";
import { leaving, newestOf, PROOF, proofsIn, settled, unitOf } from "../record/proofs.js";
import { noteProofs } from "../record/proved.js";
import { key } from "../record/rules.js";
import { isBroken } from "../record/seal.js";
import { hearTabs, note, tellTabs } from "../record/store.js";
import { make } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { proofFile } from "./files.js";
import { wrongInProof } from "./format.js";
import { refuse } from "./refused.js";
import { shownName } from "./shown.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").Proof} Proof */
/** @typedef {{ proof: Proof, warnings: string[] }} FoundProof */

/** Whether a value says that it is one. @param {any} value JSON that is not checked yet */
export const isProof = (value) => value?.format === PROOF;

/**
 * Give a proof, and what is to be known of it before it is taken; or throw Refused.
 * @param {{ value: any, said: string[], odd: boolean }} read JSON that is not checked yet
 * @param {string} site
 * @returns {FoundProof}
 */
export const checkProof = ({ value, said: warnings, odd }, site) => {
  const wrong = wrongInProof(value);
  if (wrong) refuse(reading.wrong({ wrong }));
  if (odd) refuse(reading.odd_key);
  /** @type {Proof} */
  const proof = value;
  if (proof.site !== site) refuse(reading.other_site({ theirs: proof.site.slice(0, 60), ours: site }));
  if (isBroken(proof)) refuse(reading.changed_after);
  return { proof, warnings };
};

/** What one is called: title, day, whose. @param {Proof} proof */
export const lineOf = (proof) => [proof.title, said(proof.date, day()), unitOf(proof)].map(shownName).filter(Boolean).join("　");

/**
 * Take proofs; gives how many came.
 * @param {Store} keeper
 * @param {FoundProof[]} found
 */
export const acceptProofs = async (keeper, found) => {
  const proofs = proofsIn(keeper);
  let count = 0;
  for (const { proof } of found) {
    const taken = settled(proof, await proofs.get(key(proof)));
    if (!taken) continue;
    await proofs.change(key(taken), taken, () => taken);
    noteProofs();
    tellTabs(key(taken));
    count += 1;
  }
  return count;
};

/**
 * Give the files of all proofs, and what writes down that they left.
 * @param {Store} keeper
 */
export const filesOfProofs = async (keeper) => {
  const proofs = proofsIn(keeper);
  const left = (await proofs.all()).map(leaving);
  const stamp = async () => {
    for (const one of left) await proofs.change(key(one), one, (stored) => ({ ...stored, exported: one.exported }));
  };
  return { files: left.map(proofFile), stamp };
};

/**
 * @param {Proof} proof
 * @param {Map<string, HTMLAnchorElement>} pages of forms, by their ids
 */
const itemOf = (proof, pages) => {
  const item = make("li");
  const page = pages.get(proof.form);
  const name = page ? Object.assign(make("a", lineOf(proof)), { href: `${page.href}?proof=${encodeURIComponent(key(proof))}` }) : make("span", lineOf(proof));
  item.append(name, " ", make("span", proof.closed ? phrase.number({ number: proof.closed.number }) : phrase.draft, "meta"));
  return item;
};

/**
 * List the proofs on this device; nothing where there are none.
 * @param {HTMLElement} box
 * @param {Store} keeper
 */
export const showProofs = async (box, keeper) => {
  const all = newestOf(await proofsIn(keeper).all());
  /** @type {HTMLTemplateElement} */
  const template = need("template", box);
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (template.content.querySelectorAll("a"));
  const pages = new Map([...links].map((link) => [link.dataset.form || "", link]));
  all.sort((one, other) => other.date.localeCompare(one.date, "en"));
  part("proof-list", box).replaceChildren(...all.map((one) => itemOf(one, pages)));
  box.hidden = !all.length;
};

/**
 * List them, as often as they change.
 * @param {HTMLElement} box
 * @param {Store} keeper
 * @param {() => unknown} shown
 */
export const startProofs = (box, keeper, shown) => {
  const again = () => showProofs(box, keeper).then(shown).catch(note);
  hearTabs(again);
  document.addEventListener("record:kept", again);
  return again();
};
