/** The records on this device: all of them, or one on paper, or a paper keyed in, as the address asks. */
import { handing_on as phrase } from "#words";
import { openStore, tellNews } from "../record/store.js";
import { need, part } from "../site/need.js";
import { showOverview } from "./overview.js";
import { troubleOf } from "./trouble.js";

/** @typedef {import("../record/store.js").Store} Store */

/**
 * @param {HTMLElement} root
 * @param {Store} keeper
 */
const showAsked = async (root, keeper) => {
  const query = new URLSearchParams(location.search);
  const [sheet, keyin, round] = ["sheet", "keyin", "round"].map((view) => query.get(view));
  if (sheet !== null) {
    const { showSheet } = await import("./sheet.js");
    await showSheet(need('[data-view="sheet"]', root), sheet, keeper);
  } else if (keyin !== null) {
    const { showKeyin } = await import("./keyin.js");
    await showKeyin(need('[data-view="keyin"]', root), keyin, { keeper, site: root.dataset.site || "", office: root.dataset.office || "" });
  } else if (round !== null) {
    const { showRounding } = await import("./rounding.js");
    await showRounding(need('[data-view="round"]', root), round, keeper);
  } else await showOverview(root, keeper);
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
