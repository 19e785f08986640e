/** Say on the first page where one was, with the way back there, and which findings press. */
import { before as phrase, group as groups } from "#words";
import { whose } from "../record/rules.js";
import { LAST, note, openStore } from "../record/store.js";
import { shownName } from "../records/shown.js";
import { need, part } from "../site/need.js";
import { standOf } from "./saying.js";
import { lastOpen, restOf } from "./unfinished.js";

/** @typedef {import("./unfinished.js").Edition} Edition */
/** @typedef {import("./unfinished.js").Open} Open */

/**
 * The link to the list of a record; null where this site has no such list.
 * @param {HTMLElement} root
 * @param {Edition} record
 * @returns {HTMLAnchorElement | null}
 */
const listOf = (root, { checklist, edition, door }) => {
  /** @type {HTMLTemplateElement} */
  const lists = need("template", root);
  const name = `[data-list="${CSS.escape(`${checklist}.${edition}`)}"]`;
  return lists.content.querySelector(`${name}[data-door="${CSS.escape(door || "")}"]`) || lists.content.querySelector(name);
};

/**
 * @param {HTMLElement} root
 * @param {Open | null} open
 */
const showOpen = (root, open) => {
  const list = open && listOf(root, open.record);
  part("open", root).hidden = !list;
  if (!list) return false;
  need("strong", root).textContent = shownName(whose(open.record)) || list.textContent;
  need(".meta", root).textContent = standOf(open);
  Object.assign(need("a", part("open", root)), { href: `${list.href}${list.search ? "&" : "?"}record=${encodeURIComponent(open.key)}` });
  root.hidden = false;
  return true;
};

/**
 * @param {HTMLElement} root
 * @param {{ overdue: number, soon: number }} counts
 */
const showPressing = (root, counts) => {
  const names = /** @type {const} */ (["overdue", "soon"]).filter((name) => counts[name]);
  const said = names.map((name) => phrase.count({ group: groups[name], count: counts[name] }));
  need("a", part("due", root)).textContent = phrase.findings({ said: said.join(phrase.and) });
  part("due", root).hidden = !names.length;
};

/** @param {HTMLElement} root */
export const tellBefore = async (root) => {
  try {
    const store = await openStore();
    const isTold = showOpen(root, await lastOpen(store, await store.current(LAST)));
    const { open, ...counts } = await restOf(store, (record) => listOf(root, record) !== null);
    if (!isTold) showOpen(root, open);
    showPressing(root, counts);
  } catch (error) {
    note(error);
  }
};
