/** The records on this device: all of them, or one on paper, or a paper keyed in, as the address asks. */
import { handing_on as phrase } from "#words";
import { hearTabs, note, openStore, tellNews } from "../record/store.js";
import { need, part } from "../site/need.js";
import { showOverview } from "./overview.js";
import { troubleOf } from "./trouble.js";

/** @typedef {import("../record/store.js").Store} Store */

/**
 * Say how many findings are still to be put right, as often as records change.
 * @param {HTMLElement} root
 * @param {Store} keeper
 */
const tellOpen = (root, keeper) => {
  const told = async () => (await import("./following.js")).tellOpen(part("followed", root), keeper);
  const again = () => told().catch(note);
  hearTabs(again);
  document.addEventListener("record:kept", again);
  (window.requestIdleCallback || setTimeout)(again); // the list comes first
};

/**
 * The views that an address may ask for, by its word: each comes when it is wanted.
 * @type {{ [name: string]: (view: HTMLElement, named: string, page: { keeper: Store, site: string, office: string }) => Promise<unknown> }}
 */
const VIEWS = {
  sheet: async (view, named, { keeper }) => (await import("./sheet.js")).showSheet(view, named, keeper),
  keyin: async (view, named, page) => (await import("./keyin.js")).showKeyin(view, named, page),
  round: async (view, named, { keeper }) => (await import("./rounding.js")).showRounding(view, named, keeper),
  finding: async (view, named, { keeper }) => (await import("./coursesheet.js")).showCourse(view, named, keeper),
  findings: async (view, _, page) => (await import("./following.js")).showFollowing(view, page),
};

/**
 * @param {HTMLElement} root
 * @param {Store} keeper
 */
const showAsked = async (root, keeper) => {
  const query = new URLSearchParams(location.search);
  const asked = Object.keys(VIEWS).find((name) => query.has(name));
  const { site = "", office = "" } = root.dataset;
  if (asked) return VIEWS[asked](need(`[data-view="${asked}"]`, root), query.get(asked) || "", { keeper, site, office });
  await showOverview(root, keeper);
  return tellOpen(root, keeper);
};

/** @param {HTMLElement} root */
const open = async (root) => {
  const needs = part("needs", document);
  needs.textContent = phrase.opening;
  const keeper = await openStore();
  for (const view of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-view]"))) view.hidden = true;
  needs.hidden = true;
  root.hidden = false;
  try {
    await showAsked(root, keeper).finally(() => tellNews(keeper, root));
  } catch (error) {
    needs.textContent = troubleOf(error);
    needs.hidden = false;
  }
  root.dataset.ready = "";
  document.documentElement.dataset.ready = "";
};

/** @param {HTMLElement} root */
export const startRecords = (root) => {
  if (window.crypto) open(root);
};
