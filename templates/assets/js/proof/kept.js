/** What this device has on the same form: drafts to go on with, closed ones to look at; what they say is offered again. */
import { proving as phrase } from "#words";
import { said } from "../record/dayname.js";
import { day } from "../record/days.js";
import { newestOf, unitOf } from "../record/proofs.js";
import { key } from "../record/rules.js";
import { LAST } from "../record/store.js";
import { shownName } from "../records/shown.js";
import { make } from "../site/elements.js";
import { part } from "../site/need.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../record/types").Proof} Proof */

/** @param {Proof[]} proofs */
const newestFirst = (proofs) => [...proofs].sort((one, other) => Date.parse(other.changed) - Date.parse(one.changed));

/** @param {Proof} proof */
const lineOf = (proof) => {
  const item = make("li");
  const link = Object.assign(make("a", `${said(proof.date, day())}　${shownName(unitOf(proof))}`), { href: `?proof=${encodeURIComponent(key(proof))}` });
  item.append(link, " ", make("span", proof.closed ? phrase.number({ number: proof.closed.number }) : phrase.draft, "meta"));
  return item;
};

/**
 * List the others on this form.
 * @param {HTMLElement} root
 * @param {Desk} desk
 * @param {Proof[]} mine
 */
export const showKept = (root, desk, mine) => {
  const others = newestFirst(newestOf(mine)).filter((one) => key(one) !== desk.key);
  const box = part("kept", root);
  box.hidden = !others.length;
  part("list", box).replaceChildren(...others.map(lineOf));
};

/**
 * Offer in each field what was written there before.
 * @param {HTMLElement} root
 * @param {Proof[]} mine
 */
export const offerKnown = (root, mine) => {
  for (const list of root.querySelectorAll("datalist")) {
    const { of = "" } = list.dataset;
    const texts = newestFirst(mine).flatMap(({ fields, rows }) => [fields[of], ...rows.map(({ cells }) => cells[of])]).filter(Boolean);
    list.replaceChildren(...[...new Set(texts)].slice(0, 20).map((text) => new Option("", text)));
  }
};

/**
 * What a new proof begins with: the unit of the one before, on whatever form, or of the record changed last.
 * @param {Desk} desk
 * @param {Proof[]} all
 * @param {Set<string>} names of the fields there are
 */
export const beginning = async ({ store }, all, names) => {
  const [before] = newestFirst(all);
  const last = before ? null : await store?.current(LAST);
  const known = before ? before.fields : (last && (await store?.get(last.key)))?.particulars || {};
  return Object.fromEntries(["unit", "project"].filter((name) => names.has(name) && known[name]).map((name) => [name, known[name]]));
};
