/** What is done with one record by its card, with several, or with all. */
import { handing_on as phrase } from "#words";
import { need, part } from "../site/need.js";
import { asking, remove } from "./deleting.js";
import { json } from "./files.js";
import { chat, exportAll, exportData, exportOne, shareOne } from "./handing.js";
import { sayStore } from "./room.js";
import { attempt, say } from "./saying.js";
import { hear, refresh } from "./showing.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Summary} Summary */
/** @typedef {import("./overview.js").Page} Page */

/**
 * Copy text; where the browser keeps its clipboard from us, show it to be selected.
 * @param {HTMLElement} card
 * @param {string} text
 */
const copyText = async (card, text) => {
  const box = part("text", card);
  /** @type {HTMLTextAreaElement} */
  const area = need("textarea", box);
  area.value = text;
  try {
    await navigator.clipboard.writeText(text);
    box.hidden = true;
    return phrase.copied;
  } catch {
    box.hidden = false;
    area.select();
    return phrase.not_copied;
  }
};

/**
 * What is done with one record by its card; each gives what is said of it then.
 * @type {{ [action: string]: (record: InspectionRecord, keeper: Store, card: HTMLElement) => Promise<string> }}
 */
const ACTIONS = {
  export: exportOne,
  "export-data": exportData,
  share: shareOne,
  copy: async (record, _keeper, card) => copyText(card, await chat(record)),
  "copy-data": (record, _keeper, card) => copyText(card, json(record)),
};

/** @type {ReturnType<typeof asking> | null} */
let asks = null;

/** @type {ReturnType<typeof asking>} */
const ask = (...given) => (asks ||= asking(need('[data-part="question"]')))(...given);

/**
 * Delete a record, unless it is to be exported first or kept.
 * @param {Page} page
 * @param {Summary} summary
 * @param {string} chosen
 */
const answered = async (page, summary, chosen) => {
  if (chosen === "keep") return;
  if (chosen === "export-first") say(page.list, await exportOne(summary, page.keeper));
  if (chosen === "delete-now") {
    await remove(summary, page.keeper);
    say(page.list, phrase.deleted({ title: summary.called }));
  }
  await refresh(page, summary.key);
};

/**
 * Read a record: a browser may copy only at once after a tap, and so it is on its way since the finger came down.
 * @param {Page} page
 * @param {string} own its key
 */
const recordOf = (page, own) => {
  const { keeper, ahead } = page;
  page.ahead = null;
  return ahead?.own === own ? ahead.record : keeper.get(own);
};

/**
 * @param {Page} page
 * @param {HTMLElement} card
 * @param {string} action
 */
export const doWith = async (page, card, action) => {
  const { recordId: own = "" } = card.dataset;
  const summary = page.summaries.get(own);
  if (action === "delete" && summary) ask(summary, (chosen) => attempt(page.list, () => answered(page, summary, chosen)));
  if (!(action in ACTIONS)) return;
  const record = await recordOf(page, own);
  if (record) part("said", card).textContent = await ACTIONS[action](record, page.keeper, card);
  // The copied text stays in its box: only what an export changed is shown anew.
  if (!record || !action.startsWith("copy")) await refresh(page, own);
};

/**
 * @param {Page} page
 * @param {string} action
 */
export const doWithChosen = async (page, action) => {
  const chosen = page.found.filter(({ key }) => page.chosen.has(key));
  const { ACTS } = await import("./choosing.js");
  say(page.list, await ACTS[action](chosen, page.keeper));
  if (action === "export-chosen") await hear(page, [...page.chosen]);
};

/** @type {{ [action: string]: (page: Page) => unknown }} */
export const FOR_ALL = {
  "export-all": async (page) => {
    const all = [...page.summaries.values()];
    say(page.list, await exportAll(all, page.keeper, true));
    await hear(page, all.map(({ key }) => key));
  },
  persist: async ({ list, keeper }) => {
    await navigator.storage.persist();
    await sayStore(list, keeper);
  },
};
