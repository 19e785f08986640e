/** How many proofs of a duty this device has for the time that ends with its day. */
import { proving as phrase } from "#words";
import { countIn, proofsIn } from "../record/proofs.js";
import { openStore } from "../record/store.js";
import { need } from "../site/need.js";
import { spanOf } from "./span.js";

/** @typedef {import("../record/types").Proof} Proof */

/** @param {{ first: string, last: string }} span */
const named = ({ first, last }) => {
  const [from, to] = [first, last].map((day) => Number(day.slice(5, 7)));
  return from === to ? phrase.month({ month: to }) : phrase.months({ from, to });
};

/**
 * @param {HTMLElement} row
 * @param {Proof[]} proofs
 */
const say = (row, proofs) => {
  const { day = "", months = "1", proofs: forms = "" } = row.dataset;
  const span = spanOf(day, Number(months));
  const { closed, drafts } = countIn(proofs, forms.split(" "), span.first, span.last);
  const said = closed ? phrase.there({ when: named(span), count: closed }) : phrase.none({ when: named(span) });
  need("[data-proved]", row).textContent = said + (drafts ? phrase.drafts({ count: drafts }) : "");
};

/**
 * Say it in each row of what is due.
 * @param {HTMLElement} root
 * @param {boolean} hasProofs else the store need not be opened
 */
export const sayCounts = async (root, hasProofs) => {
  const proofs = hasProofs ? await proofsIn(await openStore()).all() : [];
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-due-list] [data-proofs]"))) say(row, proofs);
};
