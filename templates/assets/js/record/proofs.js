/** Proofs: a form filled in to show that a duty was done on a day. How one is made and changed, and where all of them lie. */
import { asked } from "./database.js";
import { moment, wholeDay } from "./days.js";
import { newId } from "./rules.js";
import { contentOf } from "./seal.js";
import { same } from "./values.js";

/** @typedef {import("./types").Proof} Proof */
/** @typedef {import("./types").ProofRow} ProofRow */
/** @typedef {Pick<Proof, "site" | "office" | "form" | "title" | "labels">} About what a proof begins with */
/**
 * Where proofs lie, by their keys.
 * @typedef {{
 *   all: () => Promise<Proof[]>,
 *   get: (key: string) => Promise<Proof | null | undefined>,
 *   change: (key: string, fallback: Proof, patch: (proof: Proof) => Proof) => Promise<Proof>,
 *   remove: (key: string) => Promise<unknown>,
 * }} Proofs
 */

export const PROOF = "paicha-proof/1";

/**
 * @param {About} about
 * @returns {Proof}
 */
export const create = (about) => ({
  format: PROOF,
  id: newId(),
  revision: 1,
  revises: null,
  ...about,
  started: moment(),
  changed: moment(),
  exported: null,
  closed: null,
  date: "",
  fields: {},
  rows: [],
});

/**
 * Write a text under a name; a blank one leaves nothing there.
 * @param {{ [name: string]: string }} fields
 * @param {string} name
 * @param {string} text
 */
const write = (fields, name, text) => {
  if (text) fields[name] = text;
  else delete fields[name];
};

/**
 * Write what stands in a field; the day is the proof's own.
 * @param {Proof} proof
 * @param {string} name
 * @param {string} text
 */
export const setField = (proof, name, text) => write(proof.fields, name, text);

/**
 * @param {Proof} proof
 * @param {string} text
 */
export const setDay = (proof, text) => {
  proof.date = wholeDay(text);
};

/**
 * Write what stands in a column of a row; a row that is not there yet comes last.
 * @param {Proof} proof
 * @param {string} id of the row
 * @param {string} column
 * @param {string} text
 */
export const setCell = ({ rows }, id, column, text) => {
  const row = rows.find((one) => one.id === id) || { id, cells: {} };
  if (!rows.includes(row)) rows.push(row);
  write(row.cells, column, text);
};

/**
 * @param {Proof} proof
 * @param {string} id of the row
 */
export const dropRow = (proof, id) => {
  proof.rows = proof.rows.filter((one) => one.id !== id);
};

/**
 * The proof as it leaves this device.
 * @param {Proof} proof
 * @returns {Proof}
 */
export const leaving = (proof) => ({ ...proof, exported: { at: moment(), content: contentOf(proof) } });

/** The rows that say anything. @param {Proof} proof */
export const rowsOf = ({ rows }) => rows.filter(({ cells }) => Object.keys(cells).length > 0);

/** Whose proof it is: a form that has a unit calls it so. @param {Proof} proof */
export const unitOf = ({ fields }) => fields.unit || fields.project || "";

/**
 * The newest revision of each proof.
 * @param {Proof[]} proofs
 */
export const newestOf = (proofs) => {
  /** @type {Map<string, Proof>} */
  const newest = new Map();
  for (const proof of proofs) if ((newest.get(proof.id)?.revision || 0) < proof.revision) newest.set(proof.id, proof);
  return [...newest.values()];
};

/**
 * How many proofs on a form are of a day from one to another: closed ones, each once, and those that are still drafts.
 * @param {Proof[]} proofs
 * @param {string[]} forms
 * @param {string} first
 * @param {string} last
 */
export const countIn = (proofs, forms, first, last) => {
  const those = newestOf(proofs).filter(({ form, date }) => forms.includes(form) && first <= date && date <= last);
  const closed = those.filter((one) => one.closed || one.revises).length;
  return { closed, drafts: those.length - closed };
};

/**
 * What becomes of a proof that comes in: the same is here already, a closed one takes the place of its own draft, and one
 * that says something else comes beside what is here.
 * @param {Proof} proof
 * @param {Proof | null | undefined} mine
 */
export const settled = (proof, mine) => {
  if (!mine) return proof;
  if (same({ ...mine, exported: null }, { ...proof, exported: null })) return null;
  if (proof.closed && !mine.closed && Date.parse(mine.changed) <= Date.parse(proof.changed)) return proof;
  return { ...proof, id: newId(), revision: 1, revises: proof.closed && { number: proof.closed.number, hash: proof.closed.hash }, closed: null };
};

/**
 * @param {NonNullable<import("./store.js").Store["run"]>} run
 * @returns {Proofs}
 */
const inDatabase = (run) => ({
  all: () => run("proofs", "readonly", (proofs) => asked(proofs.getAll())),
  get: (key) => run("proofs", "readonly", (proofs) => asked(proofs.get(key))),
  change: (key, fallback, patch) =>
    run("proofs", "readwrite", async (proofs) => {
      const proof = patch((await asked(proofs.get(key))) || fallback);
      await asked(proofs.put(proof, key));
      return proof;
    }),
  remove: (key) => run("proofs", "readwrite", (proofs) => asked(proofs.delete(key))),
});

/**
 * Give the place of a store where its proofs lie.
 * @param {import("./store.js").Store} store
 */
export const proofsIn = ({ run, proofs }) => /** @type {Proofs} */ (run ? inDatabase(run) : proofs);
