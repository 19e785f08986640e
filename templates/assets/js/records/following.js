/** Findings of closed records, followed until they are struck off: what is overdue, what falls due, what waits for whom. */
import { follow as phrase, following, group as groups, step as steps } from "#words";
import { day } from "../record/days.js";
import { followed, isOf } from "../record/followed.js";
import { hearTabs } from "../record/store.js";
import { setApart } from "../site/apart.js";
import { make, tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { countsOf, kindOf } from "./course.js";
import { button, cellsOf, linesOf, ORDER, rowOf } from "./duelist.js";
import { attempt, say } from "./saying.js";
import { write } from "./stepping.js";
import { troubleOf } from "./trouble.js";

/** @typedef {import("../record/followed.js").Group} Group */
/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Step} Step */
/** @typedef {import("./duelist.js").Line} Line */
/** @typedef {{ view: HTMLElement, keeper: Store, whose: { unit: string, project: string } | null, about: { site: string, office: string }, records: InspectionRecord[], lines: Line[], shown: Map<string, number>, written: Set<string> }} Page */

const FOLDED = /** @type {Group[]} */ (["struck-off"]);
const MANY = 30; // findings of a group that are drawn at once
const ALL = "?findings"; // the address of this view

// All of them

/**
 * Draw so many of a group, and those that are written in; the others wait for a button.
 * @param {HTMLElement} box
 * @param {Line[]} lines
 * @param {Page} page
 */
const fillGroup = (box, lines, page) => {
  const name = box.dataset.group || "";
  const most = page.shown.get(name) || MANY;
  const drawn = lines.filter(({ one }, n) => n < most || page.written.has(one.key));
  need("ul", box).replaceChildren(...drawn.map((line) => rowOf(line, page.keeper)));
  if (drawn.length === lines.length) return;
  const more = button(phrase.more({ count: Math.min(MANY, lines.length - most) }), "more", "quiet");
  more.addEventListener("click", () => {
    page.shown.set(name, most + MANY);
    more.remove();
    const reopen = keptOpen(page);
    fillGroup(box, lines, page);
    reopen();
  });
  box.append(more);
};

/**
 * @param {Group} name
 * @param {Line[]} lines
 * @param {Page} page
 */
const groupBox = (name, lines, page) => {
  const isFolded = FOLDED.includes(name);
  const box = make(isFolded ? "details" : "section", "", "follow__group");
  box.dataset.group = name;
  box.append(make(isFolded ? "summary" : "h3", `${groups[name]} ${lines.length}`), make("ul", "", "kept__list"));
  fillGroup(box, lines, page);
  return box;
};

/**
 * The list as a table, for paper: of what is not struck off.
 * @param {Page} page
 */
const fillTable = (page) => {
  const { view } = page;
  const lines = listed(page).lines.filter(({ now }) => now.phase !== "struck-off");
  part("caption", view).textContent = [part("whose", view).textContent, following.list, following.until({ day: day() })].filter(Boolean).join("　");
  const rows = lines.map((line, n) => {
    const row = make("tr");
    row.append(...[String(n + 1), ...cellsOf(line)].map((text) => make("td", text)));
    return row;
  });
  part("rows", view).replaceChildren(...rows);
  setApart(need(".follow__table", view));
};

/** In which row something stands. @param {Element} one */
const rowAround = (one) => /** @type {HTMLElement} */ (one.closest("[data-finding-id]")).dataset.findingId || "";

/**
 * What stays as it was when all is shown anew: forms that are being written in, what is unfolded.
 * @param {Page} page
 */
const keptOpen = ({ view, written }) => {
  const forms = [...view.querySelectorAll(".follow__form")].map((form) => ({ id: rowAround(form), form }));
  written.clear();
  for (const { id } of forms) written.add(id);
  const unfolded = [...view.querySelectorAll("[data-finding-id] details[open]")].map(rowAround);
  const isOpen = view.querySelector("details[data-group][open]") !== null;
  return () => {
    for (const { id, form } of forms) {
      const row = rowNamed(view, id);
      if (row) part("form", row).replaceChildren(form);
    }
    for (const id of unfolded) rowNamed(view, id)?.querySelector("details")?.setAttribute("open", "");
    view.querySelector("details[data-group]")?.toggleAttribute("open", isOpen);
  };
};

/**
 * @param {HTMLElement} view
 * @param {string} id
 * @returns {HTMLElement | null}
 */
const rowNamed = (view, id) => view.querySelector(`[data-finding-id="${CSS.escape(id)}"]`);

/**
 * Say how many there are, and which can be told apart.
 * @param {Page} page
 * @param {number} watched
 */
const showCounts = ({ view, lines }, watched) => {
  tell(part("counts", view), lines.length ? countsOf(lines.map(({ group }) => group)) : "");
  part("none", view).hidden = lines.length > 0;
  part("tools", view).hidden = !lines.length;
  part("watched", view).hidden = !watched;
  part("watched-count", view).textContent = String(watched);
};

/**
 * Those that are listed now.
 * @param {Page} page
 */
const listed = ({ view, lines }) => {
  const watched = lines.filter(({ now }) => now.supervised && now.phase !== "struck-off");
  const { checked } = /** @type {HTMLInputElement} */ (need('[name="supervised"]', view));
  return { watched, lines: checked && watched.length ? watched : lines };
};

/** @param {Page} page */
const show = async (page) => {
  const { view, keeper, whose } = page;
  page.records = await keeper.all();
  const all = followed(page.records, await keeper.steps());
  page.lines = linesOf(whose ? all.filter((one) => isOf(one, whose)) : all);
  const { watched, lines } = listed(page);
  const reopen = keptOpen(page);
  showCounts(page, watched.length);
  const boxes = ORDER.map((name) => groupBox(name, lines.filter(({ group }) => group === name), page));
  part("groups", view).replaceChildren(...boxes.filter((box) => box.querySelector("li")));
  reopen();
};

/**
 * Let a step of a finding be written in its row.
 * @param {Page} page
 * @param {HTMLElement} row
 * @param {Step["kind"]} kind
 */
const begin = async (page, row, kind) => {
  const line = page.lines.find(({ one }) => one.key === row.dataset.findingId);
  if (!line) return;
  const kept = async (/** @type {Step} */ step) => {
    await show(page);
    say(page.view, phrase.kept({ kind: kindOf(step), day: step.date }));
    rowNamed(page.view, line.one.key)?.scrollIntoView({ block: "nearest" });
  };
  const failed = (/** @type {unknown} */ error) => say(page.view, troubleOf(error));
  await write(part("form", row), line.one, kind, { ...page.about, keeper: page.keeper, records: page.records, kept, failed });
};

/** @type {{ [action: string]: (page: Page) => unknown }} */
const FOR_ALL = {
  "print-list": () => print(),
  "export-steps": async (page) => {
    const { exportSteps } = await import("./handing.js");
    say(page.view, await exportSteps(page.lines.flatMap(({ one }) => one.steps), page.keeper));
  },
};

/**
 * @param {Page} page
 * @param {Element} target
 */
const pressed = async (page, target) => {
  /** @type {HTMLElement | null} */
  const pushed = target.closest("button[data-action]");
  const { action = "" } = pushed?.dataset || {};
  await FOR_ALL[action]?.(page);
  /** @type {HTMLElement | null} */
  const row = target.closest("[data-finding-id]");
  if (row && action in steps) await begin(page, row, /** @type {Step["kind"]} */ (action));
};

/**
 * Show the findings, those of one unit where the address names it.
 * @param {HTMLElement} view
 * @param {{ keeper: Store, site: string, office: string }} given
 */
export const showFollowing = async (view, { keeper, ...about }) => {
  const query = new URLSearchParams(location.search);
  const [unit, project] = [query.get("unit"), query.get("project") || ""];
  /** @type {Page} */
  const page = { view, keeper, whose: unit === null ? null : { unit, project }, about, records: [], lines: [], shown: new Map(), written: new Set() };
  part("whose", view).textContent = [unit, project].filter(Boolean).join("　");
  Object.assign(part("all", view), { hidden: unit === null, href: ALL });
  view.addEventListener("click", ({ target }) => attempt(page.view, () => pressed(page, /** @type {Element} */ (target))));
  need('[name="supervised"]', view).addEventListener("change", () => attempt(page.view, () => show(page)));
  await show(page);
  addEventListener("beforeprint", () => fillTable(page));
  document.title = following.title;
  view.hidden = false;
  hearTabs(() => attempt(page.view, () => show(page)));
};

/**
 * Say on the page of records how many findings are still to be put right, with the way there.
 * @param {HTMLElement} place
 * @param {Store} keeper
 */
export const tellOpen = async (place, keeper) => {
  const all = followed(await keeper.all(), await keeper.steps());
  place.hidden = !all.length;
  Object.assign(need("a", place), { href: ALL }).textContent = countsOf(linesOf(all).map(({ group }) => group));
};
