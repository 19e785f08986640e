/** A round on the page of records: its units written down, visited, closed together, and printed as the day's list. */
import { round as phrase } from "#words";
import { namesOf } from "../record/rules.js";
import { newRound, nextIn, readUnits, totals } from "../record/rounds.js";
import { certificates } from "../record/remembered.js";
import { close } from "../record/seal.js";
import { roundOf, tellTabs } from "../record/store.js";
import { namesIn } from "../record/written.js";
import { make } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { listNamed } from "./lists.js";
import { attempt, say } from "./saying.js";
import { seeAll } from "./visits.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/rounds.js").Round} Round */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {import("./visits.js").Seen} Seen */
/** @typedef {{ view: HTMLElement, form: HTMLFormElement, keeper: Store, named: string, list: Listed, path: string, round: Round | null }} Page */

// Writing down

/** @param {Page} page */
const typed = ({ form, list }) => readUnits(String(new FormData(form).get("units")), list.particulars);

/**
 * Say how many units are read, and what is not taken.
 * @param {Page} page
 */
const sayRead = (page) => {
  const { units, unknown, twice, unnamed } = typed(page);
  const said = [
    units.length ? phrase.read({ count: units.length, names: namesOf(units.slice(0, 3).map(({ unit }) => ({ name: unit }))) + (units.length > 3 ? phrase.more : "") }) : "",
    unknown.length ? phrase.unknown({ names: unknown.slice(0, 5).map((one) => `“${one}”`).join("、") }) : "",
    twice ? phrase.twice({ count: twice }) : "",
    unnamed ? phrase.unnamed({ count: unnamed }) : "",
  ];
  part("read", page.form).textContent = said.join("");
  /** @type {HTMLButtonElement} */ (need('[data-action="start-round"]', page.form)).disabled = !units.length;
};

/** @param {Page} page */
const lineOf = ({ list }) => {
  const ids = list.particulars.map(({ id }) => id);
  return (/** @type {import("../record/rounds.js").Visit} */ { particulars }) => ids.map((id) => particulars[id] || "").join("\t");
};

/**
 * Put the units of the last round into the form, below their heads.
 * @param {Page} page
 */
const again = (page) => {
  const { form, list, round } = page;
  const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("units"));
  field.value = [list.particulars.map(({ label }) => label).join("\t"), ...(round?.visits || []).map(lineOf(page))].join("\n");
  sayRead(page);
};

/**
 * Who inspects, with the certificates that this device knows.
 * @param {Page} page
 * @param {string} names
 */
const people = async ({ keeper }, names) => {
  const known = certificates(await keeper.all());
  return namesIn(names).map((name) => ({ name, certificate: known.get(name) || "" }));
};

/** @param {Page} page */
const begin = async (page) => {
  const said = new FormData(page.form);
  const inspectors = await people(page, String(said.get("inspectors")));
  const round = newRound({ place: String(said.get("place")).trim(), inspectors }, typed(page).units);
  await page.keeper.setCurrent(roundOf(page.named), round);
  await showRound(page);
  scrollTo(0, 0);
};

/** @param {Page} page */
const showPlan = (page) => {
  const { form, round, view } = page;
  form.hidden = false;
  part("going", view).hidden = true;
  need('[data-action="last-round"]', form).hidden = !round;
  const put = (/** @type {string} */ name, /** @type {string} */ value) => Object.assign(/** @type {object} */ (form.elements.namedItem(name)), { value });
  put("list", page.named);
  if (round) put("inspectors", namesOf(round.inspectors));
  if (round) put("place", round.place);
  sayRead(page);
};

// Visiting

/** @param {Page} page @param {Seen} seen @param {number} n */
const rowOf = ({ path }, { visit: { particulars }, record, graded, found, state }, n) => {
  const row = make("tr");
  const name = make("a", particulars.unit);
  name.href = record ? `${path}?record=${record.id}.${record.revision}` : `${path}?visit=${n}`;
  const unit = make("td");
  unit.append(name, make("br"), make("span", particulars.address || "", "meta"));
  const verdict = make("td");
  verdict.append(make("strong", graded), " ", make("span", found));
  row.append(make("td", String(n + 1)), unit, verdict, make("td", state));
  return row;
};

/** @param {Page} page @param {Seen[]} all */
const sayTotals = ({ view }, all) => {
  const graded = totals(all.flatMap(({ graded: one }) => one || [])).map(([one, count]) => phrase.of({ what: one, count }));
  const closed = all.filter(({ record }) => record?.closed).length;
  part("totals", view).textContent = [phrase.total({ count: all.length, begun: all.filter(({ record }) => record && Object.keys(record.answers).length).length, closed }), ...graded].join("　");
};

/** @param {Page} page */
const showRound = async (page) => {
  const { form, keeper, list, named, path, view } = page;
  const round = (page.round = (await keeper.current(roundOf(named))) || null); // a list may have gone on with it
  if (!round) return showPlan(page);
  const all = await seeAll(round.visits, list, keeper);
  form.hidden = true;
  part("going", view).hidden = false;
  part("title", view).textContent = phrase.list_of({ title: list.title });
  part("about", view).textContent = [round.day, round.place, namesOf(round.inspectors)].filter(Boolean).join("　");
  part("visits", view).replaceChildren(...all.map((one, n) => rowOf(page, one, n)));
  sayTotals(page, all);
  const next = nextIn(round, -1);
  const go = /** @type {HTMLAnchorElement} */ (part("go", view));
  go.hidden = next < 0;
  go.href = `${path}?visit=${next}`;
  go.textContent = next < 0 ? "" : phrase.next({ name: round.visits[next].particulars.unit });
  const ready = all.filter(({ isReady }) => isReady).length;
  const button = need('[data-action="close-round"]', view);
  button.hidden = !ready;
  button.textContent = phrase.close({ count: ready });
};

/**
 * Close what is answered and lacks nothing; the others say what they lack.
 * @param {Page} page
 */
const closeAll = async (page) => {
  const { keeper, list, round } = page;
  const all = await seeAll(round?.visits || [], list, keeper);
  for (const { record, isReady } of all) {
    if (!record || !isReady) continue;
    const key = `${record.id}.${record.revision}`;
    await keeper.change(key, record, (one) => (one.closed ? one : close(one)));
    tellTabs(key);
  }
  await showRound(page);
  say(page.view, phrase.closed);
};

/** @type {Record<string, (page: Page) => unknown>} */
const ACTIONS = {
  "last-round": again,
  "close-round": closeAll,
  "another-round": showPlan,
  print: () => print(),
};

/** @param {Page} page */
const listen = (page) => {
  const { form, view } = page;
  form.addEventListener("input", () => sayRead(page));
  form.addEventListener("change", ({ target }) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (target);
    if (name === "list") location.search = `?round=${encodeURIComponent(value)}`;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(page.view, () => begin(page));
  });
  view.addEventListener("click", ({ target }) => {
    /** @type {HTMLElement | null} */
    const button = /** @type {Element} */ (target).closest("[data-action]");
    const action = ACTIONS[button?.dataset.action || ""];
    if (action) attempt(page.view, () => action(page));
  });
  addEventListener("pageshow", ({ persisted }) => persisted && attempt(page.view, () => showRound(page)));
};

/**
 * @param {HTMLElement} view
 * @param {string} asked a list's name; without one the first whose units are graded
 * @param {Store} keeper
 */
export const showRounding = async (view, asked, keeper) => {
  const form = /** @type {HTMLFormElement} */ (part("plan", view));
  const select = /** @type {HTMLSelectElement} */ (form.elements.namedItem("list"));
  const options = [...select.options];
  const chosen = options.find(({ value }) => value === asked) || options.find(({ dataset }) => "graded" in dataset) || options[0];
  const list = await listNamed(chosen.value);
  if (!list) return;
  const page = { view, form, keeper, named: chosen.value, list, path: chosen.dataset.path || "", round: null };
  listen(page);
  await showRound(page);
  view.hidden = false;
};
