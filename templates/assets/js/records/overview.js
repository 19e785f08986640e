/** Every record on this device, and what can be done with it. */
import { handing_on as phrase } from "#words";
import { key } from "../record/rules.js";
import { hearTabs, raw } from "../record/store.js";
import { tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { titleOf } from "./called.js";
import { cardOf } from "./cards.js";
import { daysSince, isExported, lastChange } from "./counting.js";
import { asking, remove, sweep } from "./deleting.js";
import { json } from "./files.js";
import { listenForFiles } from "./incoming.js";
import { sayStore } from "./room.js";
import { troubleOf } from "./trouble.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {{ list: HTMLElement, keeper: Store, records: InspectionRecord[], ask: ReturnType<typeof asking> }} Page */

const LONG = 3; // days after which a record that never left this device is spoken of

const handing = () => import("./handing.js");

// Showing

/** @type {(one: InspectionRecord, other: InspectionRecord) => number} */
const byLast = (one, other) => lastChange(other) - lastChange(one) || (key(one) < key(other) ? -1 : 1);

/** @param {Page} page */
const cardsOf = ({ list }) => /** @type {HTMLElement[]} */ ([...part("records", list).children]);

/**
 * What was said of a record stays where it was said, and what was unfolded unfolded.
 * @param {HTMLElement} card
 * @param {HTMLElement | undefined} before
 */
const keepSaid = (card, before) => {
  if (!before) return;
  part("said", card).textContent = part("said", before).textContent;
  /** @type {HTMLDetailsElement} */ (need("details", card)).open = /** @type {HTMLDetailsElement} */ (need("details", before)).open;
};

/** @param {Page} page */
const show = async (page) => {
  const { list, keeper } = page;
  page.records = (await keeper.all()).sort(byLast);
  const unfinished = await keeper.photoNames(raw());
  const cards = await Promise.all(page.records.map((record) => cardOf(record, keeper, unfinished)));
  for (const card of cards) keepSaid(card, cardsOf(page).find(({ dataset }) => dataset.recordId === card.dataset.recordId));
  part("records", list).replaceChildren(...cards);
  part("none", list).hidden = page.records.length > 0;
  part("everything", list).hidden = !page.records.length;
  const waiting = page.records.filter((record) => !isExported(record) && daysSince(record.started) >= LONG);
  tell(part("remind", list), waiting.length ? phrase.remind({ count: waiting.length, days: LONG }) : "");
  await sayStore(list, keeper);
};

/**
 * Show all anew after something was done to a record; the keyboard stays with it.
 * @param {Page} page
 * @param {string} own
 */
const refresh = async (page, own) => {
  await show(page);
  const card = cardsOf(page).find(({ dataset }) => dataset.recordId === own);
  if (card && document.activeElement === document.body) need('[data-action="export"]', card).focus({ preventScroll: true });
};

/**
 * @param {Page} page
 * @param {string} words
 */
const say = ({ list }, words) => {
  part("said", list).textContent = words;
};

/**
 * Say something where it is seen.
 * @param {Page} page
 * @param {string} words
 */
const sayInSight = (page, words) => {
  say(page, words);
  part("said", page.list).scrollIntoView({ block: "center" });
};

// Doing

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
  export: async (record, keeper) => (await handing()).exportOne(record, keeper),
  "export-data": async (record, keeper) => (await handing()).exportData(record, keeper),
  share: async (record, keeper) => (await handing()).shareOne(record, keeper),
  copy: async (record, _keeper, card) => copyText(card, await (await handing()).chat(record)),
  "copy-data": (record, _keeper, card) => copyText(card, json(record)),
};

/**
 * Do what somebody asked for; what goes wrong is said.
 * @param {Page} page
 * @param {() => Promise<unknown>} work
 */
const attempt = async (page, work) => {
  try {
    await work();
  } catch (error) {
    say(page, troubleOf(error));
  }
};

/**
 * Delete a record, unless it is to be exported first or kept.
 * @param {Page} page
 * @param {InspectionRecord} record
 * @param {string} chosen
 */
const answered = async (page, record, chosen) => {
  if (chosen === "keep") return;
  if (chosen === "export-first") say(page, await (await handing()).exportOne(record, page.keeper));
  if (chosen === "delete-now") {
    await remove(record, page.keeper);
    say(page, phrase.deleted({ title: titleOf(record) }));
  }
  await refresh(page, key(record));
};

/**
 * @param {Page} page
 * @param {HTMLElement} card
 * @param {string} action
 */
const doWith = async (page, card, action) => {
  const record = page.records.find((one) => key(one) === card.dataset.recordId);
  if (!record) return;
  if (action === "delete") page.ask(record, (chosen) => attempt(page, () => answered(page, record, chosen)));
  if (!(action in ACTIONS)) return;
  part("said", card).textContent = await ACTIONS[action](record, page.keeper, card);
  // The copied text stays in its box: only what an export changed is shown anew.
  if (!action.startsWith("copy")) await refresh(page, key(record));
};

/** @type {{ [action: string]: (page: Page) => Promise<void> }} */
const FOR_ALL = {
  "export-all": async (page) => {
    say(page, await (await handing()).exportAll(page.records, page.keeper));
    await show(page);
  },
  persist: async ({ list, keeper }) => {
    await navigator.storage.persist();
    await sayStore(list, keeper);
  },
};

/**
 * @param {Page} page
 * @param {Element} target
 */
const pressed = (page, target) => {
  /** @type {HTMLElement | null} */
  const button = target.closest("[data-action]");
  const { action = "" } = button?.dataset || {};
  /** @type {HTMLElement | null} */
  const card = target.closest("[data-record-id]");
  if (card && action) attempt(page, () => doWith(page, card, action));
  else if (action in FOR_ALL) attempt(page, () => FOR_ALL[action](page));
};

// The monthly form

const REMEMBERED = "form-of-major-hazards";

/**
 * @param {Page} page
 * @param {HTMLFormElement} form
 */
const startForm = async (page, form) => {
  const given = () => Object.fromEntries(new FormData(form));
  const before = (await page.keeper.current(REMEMBERED)) || {};
  for (const [name, value] of Object.entries(before)) {
    const field = form.elements.namedItem(name);
    if (field) Object.assign(field, { value });
  }
  form.addEventListener("change", () => attempt(page, () => page.keeper.setCurrent(REMEMBERED, given())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {HTMLTemplateElement} */
    const template = need("[data-columns]", form);
    const named = /** @type {HTMLElement[]} */ ([...template.content.children]);
    const columns = named.map(({ dataset, textContent }) => ({ id: dataset.column || "", label: textContent || "" }));
    attempt(page, async () => sayInSight(page, await (await handing()).exportTable(page.records, columns, given())));
  });
};

// What a paper names

/**
 * @param {Page} page
 * @param {HTMLFormElement} form
 */
const check = async ({ list, records }, form) => {
  const { said } = await import("./checking.js");
  part("checked", list).textContent = said(records, String(new FormData(form).get("typed")));
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
    await show(page);
    sayInSight(page, said);
  };
  return (/** @type {File[]} */ files) =>
    attempt(page, async () => {
      const { importing } = await import("./imports.js");
      read ||= importing(part("import", page.list), { keeper: page.keeper, site, taken });
      await read(files);
    });
};

/** @param {Page} page */
const listen = (page) => {
  const { list } = page;
  // A browser may copy only at once after a tap: what the tap may ask for is on its way before.
  list.addEventListener("pointerdown", () => handing().catch(() => {}), { once: true });
  list.addEventListener("click", ({ target }) => pressed(page, /** @type {Element} */ (target)));
  /** @type {HTMLFormElement} */ (part("start", list)).addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {HTMLSelectElement} */
    const choice = need("[data-lists]", list);
    location.assign(`?keyin=${encodeURIComponent(choice.value)}`);
  });
  const paper = /** @type {HTMLFormElement} */ (part("check", list));
  paper.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(page, () => check(page, paper));
  });
};

/**
 * @param {HTMLElement} root
 * @param {Store} keeper
 */
export const showOverview = async (root, keeper) => {
  const list = need('[data-view="list"]', root);
  /** @type {Page} */
  const page = { list, keeper, records: [], ask: asking(part("question", root)) };
  /** @type {HTMLFormElement | null} */
  const form = list.querySelector('[data-part="table"]');
  if (form) await startForm(page, form);
  listen(page);
  listenForFiles(part("import", list), takingIn(page, root.dataset.site || ""));
  await show(page);
  list.hidden = false; // now that everything on it does what it says
  hearTabs(() => show(page));
  addEventListener("pageshow", ({ persisted }) => persisted && show(page));
  await sweep(keeper).catch(() => {}); // the next time will do
};
