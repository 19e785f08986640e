/** The page of a form that proves that a duty was done: filled in, closed, printed, handed on. */
import { proving as phrase } from "#words";
import { readable } from "../record/days.js";
import { note, tellNews } from "../record/store.js";
import { create } from "../record/proofs.js";
import { part } from "../site/need.js";
import { Desk } from "./desk.js";
import { showEnding, startEnding } from "./ending.js";
import { showFields, startFields } from "./fields.js";
import { beginning, offerKnown, showKept } from "./kept.js";
import { drawSheets } from "./sheet.js";

/** @typedef {import("../record/types").Proof} Proof */

/**
 * What the fields of the form are called: a proof says it, for forms change.
 * @param {HTMLElement} root
 */
const labelsIn = (root) => {
  const named = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-label]"))];
  return Object.fromEntries(named.map(({ dataset: { of = "", label = "" } }) => [of, label]));
};

/**
 * @param {HTMLElement} root
 * @returns {import("./desk.js").About}
 */
const aboutOf = (root) => {
  const { site = "", office = "", form = "", title = "" } = root.dataset;
  return { site, office, form, title, labels: labelsIn(root) };
};

/**
 * Say whether all is on the disk, and what is wrong where it is not.
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
const saySaved = (root, { disk, proof, store }) => {
  const trouble = part("trouble", root);
  trouble.hidden = !disk.failed;
  const place = part("saved", root);
  const time = proof ? readable(proof.changed).slice(11) : "";
  const words = disk.idle && proof ? place.dataset[store?.kind || ""] || "" : "";
  place.textContent = words.replace("{}", time);
};

/**
 * Find what to go on with: what the address names, else the draft on this form that was changed last.
 * @param {Proof[]} mine
 */
const toGoOn = (mine) => {
  const named = new URLSearchParams(location.search).get("proof");
  const drafts = mine.filter(({ closed }) => !closed).sort((one, other) => Date.parse(other.changed) - Date.parse(one.changed));
  return mine.find((one) => named === `${one.id}.${one.revision}`) || (named ? null : drafts[0]) || null;
};

/**
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
const open = async (root, desk) => {
  await desk.open();
  const all = await desk.proofs.all();
  const mine = all.filter(({ form }) => form === root.dataset.form);
  desk.begins = await beginning(desk, all, new Set(Object.keys(labelsIn(root))));
  offerKnown(root, mine);
  desk.take(toGoOn(mine));
  root.hidden = false;
  tellNews(/** @type {import("./desk.js").Store} */ (desk.store), root).catch(note);
};

/** @param {HTMLElement} root */
export const startProof = async (root) => {
  if (!window.crypto) return;
  const needs = part("needs", document);
  const show = () => {
    showFields(root, desk);
    showEnding(root, desk);
    saySaved(root, desk);
    desk.proofs.all().then((all) => showKept(root, desk, all.filter(({ form }) => form === root.dataset.form)), note);
  };
  /** @type {Desk} */
  const desk = new Desk(aboutOf(root), { changed: show, told: () => saySaved(root, desk) });
  startFields(root, desk);
  startEnding(root, desk);
  root.addEventListener("input", () => showEnding(root, desk));
  root.addEventListener("click", () => showEnding(root, desk));
  addEventListener("beforeprint", () => drawSheets(root, desk.proof || create(aboutOf(root))));
  try {
    await open(root, desk);
    needs.hidden = true;
  } catch (error) {
    note(error);
    needs.textContent = phrase.unopened;
  }
  document.documentElement.dataset.ready = "";
};
