/** The end of a proof: what is still blank, its number once it is closed, and what can be done with it then. */
import { proving as phrase } from "#words";
import { leaving } from "../record/proofs.js";
import { key } from "../record/rules.js";
import { troubleOf } from "../records/trouble.js";
import { tell } from "../site/elements.js";
import { need, part } from "../site/need.js";

/** @typedef {import("./desk.js").Desk} Desk */

/** @param {Element} field */
const labelOf = (field) => field.closest("[data-label]")?.getAttribute("data-label") || "";

/**
 * Which of the fields that a clause asks for say nothing: by name, so that a person finds them.
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
const blankIn = (root, { proof }) => {
  const asked = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-asked][data-field]"))];
  const names = new Map(asked.map((field) => [field.dataset.field || "", field]));
  const isBlank = (/** @type {string} */ name, /** @type {HTMLElement} */ field) => !("day" in field.dataset ? proof?.date : proof?.fields[name]);
  return [...names].filter(([name, field]) => isBlank(name, field)).map(([, field]) => labelOf(field));
};

/**
 * Which rules of the form rows break, each once.
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
const brokenIn = (root, { proof }) => {
  const rules = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-rule]"))];
  const isBroken = (/** @type {DOMStringMap} */ { where = "", says, columns = "" }) =>
    proof?.rows.some(({ cells }) => (says ? cells[where] === says : cells[where]) && columns.split(" ").some((column) => !cells[column]));
  return rules.filter(({ dataset }) => isBroken(dataset)).map((rule) => rule.textContent || "");
};

/**
 * Say what is missing: without its day and its unit a proof is none, all else a person may leave blank.
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
const showOpen = (root, desk) => {
  const { proof } = desk;
  const blank = blankIn(root, desk);
  /** @type {HTMLElement[]} */
  const musts = [...root.querySelectorAll("[data-must]")].map((one) => /** @type {HTMLElement} */ (one));
  const lacking = musts.filter(({ dataset: { field = "", day } }) => !(day === undefined ? proof?.fields[field] : proof?.date)).map(labelOf);
  /** @type {HTMLButtonElement} */
  const button = need('[data-action="close"]', root);
  button.disabled = lacking.length > 0;
  button.textContent = blank.length ? phrase.close_open({ count: blank.length }) : phrase.close;
  const said = [lacking.length ? phrase.lacking({ names: lacking.join("、") }) : blank.length ? phrase.blank({ names: blank.join("、") }) : "", ...brokenIn(root, desk)];
  tell(part("open", root), proof ? said.filter(Boolean).join("；") : "");
};

/**
 * Say the number of what was closed, with its hash at the end, or hide the line where nothing was.
 * @param {HTMLElement} root
 * @param {"closed" | "revises" | "seal"} line
 * @param {import("../record/types").Origin | null | undefined} origin
 */
const sayNumber = (root, line, origin) => tell(part(line, root), origin ? phrase[line](origin) : "");

/**
 * Show what is said of the proof as it stands, and only what can be done with it then.
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
export const showEnding = (root, desk) => {
  const { proof } = desk;
  const closed = proof?.closed;
  sayNumber(root, "closed", closed);
  sayNumber(root, "revises", proof?.revises);
  sayNumber(root, "seal", closed);
  need('[data-action="print"]', root).classList.toggle("quiet", !closed);
  /** @type {Record<string, boolean>} */
  const there = { proof: proof !== null, draft: proof !== null && !closed, open: !closed, closed: desk.closed };
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-needs]"))) one.hidden = !there[one.dataset.needs || ""];
  if (desk.closed) tell(part("open", root), "");
  else showOpen(root, desk);
};

/**
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
const exported = async (root, desk) => {
  if (!desk.proof || !(await desk.disk.settled())) return;
  const [{ proofFile }, { save }] = await Promise.all([import("../records/files.js"), import("../records/handing.js")]);
  const left = leaving(desk.proof);
  const file = proofFile(left);
  save(file);
  await desk.proofs.change(key(left), left, (stored) => ({ ...stored, exported: left.exported }));
  part("said", root).textContent = phrase.exported({ name: file.name });
};

/**
 * @param {HTMLElement} root
 * @param {Desk} desk
 */
export const startEnding = (root, desk) => {
  const top = () => root.scrollIntoView();
  /** @type {{ [action: string]: () => unknown }} */
  const actions = {
    close: () => desk.close(),
    revise: () => desk.revise(),
    another: async () => {
      await desk.another();
      history.replaceState(null, "", location.pathname);
      top();
    },
    drop: () => desk.drop(),
    export: () => exported(root, desk),
    print: () => print(),
  };
  root.addEventListener("click", async ({ target }) => {
    const { action = "" } = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-action]"))?.dataset || {};
    try {
      await actions[action]?.();
    } catch (error) {
      part("said", root).textContent = troubleOf(error);
    }
  });
};
