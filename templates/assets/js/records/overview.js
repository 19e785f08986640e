/** Every record on this device, and what can be done with it. */
import { hearTabs } from "../record/store.js";
import { need, part } from "../site/need.js";
import { BATCH, drawAsScrolled, drawMore, sayChosen } from "./drawing.js";
import { listenForFiles } from "./incoming.js";
import { startForm } from "./monthly.js";
import { wantedIn } from "./narrowing.js";
import { attempt, sayInSight } from "./saying.js";
import { drawAll, hear, show, showRest, tidy, update } from "./showing.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("./showing.js").Shown} Shown */
/** @typedef {{ own: string, record: ReturnType<Store["get"]> }} Ahead a record that a tap is about to want */
/** @typedef {Shown & { ahead: Ahead | null }} Page */

/** What is done with records comes late. */
const doing = () => import("./doing.js");

/**
 * Choose or leave one record, or all that are found.
 * @param {Page} page
 * @param {HTMLInputElement} box
 */
const choose = (page, box) => {
  const card = /** @type {HTMLElement | null} */ (box.closest("[data-record-id]"));
  const keys = card ? [card.dataset.recordId || ""] : page.found.map(({ key }) => key);
  for (const own of keys) {
    if (box.checked) page.chosen.add(own);
    else page.chosen.delete(own);
  }
  sayChosen(page);
};

/**
 * @param {Page} page
 * @param {HTMLElement} button
 */
const pressed = (page, button) => {
  const { action = "" } = button.dataset;
  /** @type {HTMLElement | null} */
  const card = button.closest("[data-record-id]");
  if (button instanceof HTMLInputElement && button.type === "checkbox") choose(page, button);
  else if (action === "show-more") drawMore(page);
  else if (button.closest('[data-part="chosen"]')) attempt(page.list, async () => (await doing()).doWithChosen(page, action));
  else if (card) attempt(page.list, async () => (await doing()).doWith(page, card, action));
  else attempt(page.list, async () => (await doing()).FOR_ALL[action]?.(page));
};

// Starting

/**
 * Give what reads files that come in; `site` is whose records are taken.
 * @param {Page} page
 * @param {string} site
 */
const takingIn = (page, site) => {
  /** @type {((files: File[]) => Promise<void>) | null} */
  let read = null;
  const taken = async (/** @type {string} */ said) => {
    await update(page);
    sayInSight(page.list, said);
  };
  return (/** @type {File[]} */ files) =>
    attempt(page.list, async () => {
      const { importing } = await import("./imports.js");
      read ||= importing(part("import", page.list), { keeper: page.keeper, site, taken });
      await read(files);
    });
};

/**
 * What a tap may ask for is on its way before.
 * @param {Page} page
 * @param {Element} target
 */
const fetchAhead = (page, target) => {
  doing().catch(() => {});
  /** @type {HTMLElement | null} */
  const card = target.closest("[data-record-id]");
  const { recordId: own = "" } = card?.dataset || {};
  const record = target.closest("button") && own ? page.keeper.get(own) : null;
  record?.catch(() => {}); // told where it is wanted
  page.ahead = record && { own, record };
};

/** @param {Page} page */
const listen = (page) => {
  const { list } = page;
  list.addEventListener("pointerdown", ({ target }) => fetchAhead(page, /** @type {Element} */ (target)));
  list.addEventListener("click", ({ target }) => {
    /** @type {HTMLElement | null} */
    const button = /** @type {Element} */ (target).closest("[data-action]");
    if (button) pressed(page, button);
  });
  /** @type {HTMLFormElement} */ (part("start", list)).addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {HTMLSelectElement} */
    const choice = need("[data-lists]", list);
    location.assign(`?keyin=${encodeURIComponent(choice.value)}`);
  });
  const paper = /** @type {HTMLFormElement} */ (part("check", list));
  paper.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(page.list, async () => {
      const { said } = await import("./checking.js");
      part("checked", list).textContent = said(await page.keeper.all(), String(new FormData(paper).get("typed")));
    });
  });
};

/**
 * @param {HTMLElement} root
 * @param {Store} keeper
 * @returns {Page}
 */
const pageOf = (root, keeper) => ({
  list: need('[data-view="list"]', root),
  keeper,
  summaries: new Map(),
  known: new Set(),
  wanted: wantedIn(location.search),
  found: [],
  shown: history.state?.shown || BATCH,
  waiting: [],
  chosen: new Set(),
  cards: new Map(),
  sections: new Map(),
  ahead: null,
});

/**
 * Hear which records other tabs change: many at once, as those of an export, are drawn together.
 * @param {Page} page
 */
const hearOthers = (page) => {
  /** @type {Set<string>} */
  const told = new Set();
  let running = false;
  const drawn = async () => {
    while (told.size) {
      const keys = [...told];
      told.clear();
      await hear(page, keys);
    }
  };
  hearTabs(async (own) => {
    told.add(own);
    if (running) return;
    running = true;
    await attempt(page.list, drawn);
    running = false;
  });
};

/**
 * Bring what narrows the list down when somebody is about to, or his address does.
 * @param {Page} page
 */
const narrowLate = (page) => {
  /** @type {HTMLFormElement} */
  const form = part("narrow", page.list);
  const start = () => attempt(page.list, async () => (await import("./narrow.js")).startNarrow(page, form));
  const kinds = ["focusin", "pointerdown"];
  const startOnce = () => {
    for (const kind of kinds) form.removeEventListener(kind, startOnce);
    start();
  };
  if (Object.keys(page.wanted).length) start();
  else for (const kind of kinds) form.addEventListener(kind, startOnce);
};

/**
 * @param {HTMLElement} root
 * @param {Store} keeper
 */
export const showOverview = async (root, keeper) => {
  const page = pageOf(root, keeper);
  const { list } = page;
  /** @type {HTMLFormElement | null} */
  const form = list.querySelector('[data-part="table"]');
  if (form) await startForm(page, form);
  listen(page);
  listenForFiles(part("import", list), takingIn(page, root.dataset.site || ""));
  /** @type {string[]} */
  let rest = [];
  await attempt(page.list, async () => {
    rest = await show(page);
  });
  narrowLate(page);
  drawAsScrolled(page);
  list.hidden = false; // now that everything on it does what it says
  hearOthers(page);
  addEventListener("pageshow", ({ persisted }) => persisted && attempt(page.list, () => update(page)));
  await attempt(page.list, async () => (await import("./proving.js")).startProofs(part("proofs", list), keeper, () => drawAll(page)));
  const all = attempt(page.list, async () => {
    await showRest(page, rest);
    await tidy(page);
  });
  if (!rest.length) await all;
};
