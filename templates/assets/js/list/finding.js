/** What a "no" needs, of each of its findings: what was seen and where, how grave it is, what must happen, and pictures. It comes with the first. */
import { lacking as phrase } from "#words";
import { wholeDay } from "../record/days.js";
import { blankIn } from "../record/missing.js";
import { FIVE, begun, unwritten } from "../record/rules.js";
import { copy } from "../record/values.js";
import { copied } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { on } from "./events.js";
import { bringUp as bringIntoSight, complete } from "./opened.js";
import { itemOf } from "./rows.js";
import { takeFiles } from "./taking.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./pictures.js").Pictures} Pictures */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Finding} Finding */
/** @typedef {"seen" | "place" | "responsible" | "action" | "funds" | "due" | "contingency"} Text */

/** The panels of an item's findings, in their order. @type {(item: Row) => HTMLElement[]} */
const panelsOf = ({ row }) => [...row.querySelectorAll('[data-part="finding"]')].map((one) => /** @type {HTMLElement} */ (one));

/**
 * @param {HTMLElement} panel
 * @param {string} selector
 */
const fields = (panel, selector) => [...panel.querySelectorAll(selector)].map((one) => /** @type {HTMLInputElement} */ (one));

/**
 * Say which of several findings a panel is; a reader who does not see it is told in any case.
 * @param {HTMLElement} panel
 * @param {number} n
 * @param {number} count
 */
const number = (panel, n, count) => {
  const legend = need("legend", panel);
  legend.classList.toggle("visually-hidden", count < 2);
  if (count > 1) legend.textContent = phrase.nth({ number: n + 1 });
};

/** @param {Row} item */
const setUp = (item) => {
  const panel = /** @type {HTMLElement} */ (copied("finding").firstElementChild);
  const choices = part("conditions", panel);
  choices.hidden = !item.conditions.length;
  for (const words of fields(choices, "[data-if-sign]")) words.hidden = words.dataset.ifSign !== String(Boolean(item.sign));
  /** @type {HTMLTemplateElement} */
  const one = need("template", choices);
  for (const { when } of item.conditions) {
    const row = document.importNode(one.content, true);
    /** @type {HTMLInputElement} */ (need("input", row)).value = when;
    need("[data-when]", row).textContent = when;
    part("ticks", choices).append(row);
  }
  for (const radio of fields(panel, "[data-field][type=radio]")) radio.name = [item.id, panelsOf(item).length, radio.dataset.field].join("-");
  part("more", item.row).before(panel); // below what is measured: a field does not jump while one types
  complete(item, panel);
  return panel;
};

/**
 * @param {HTMLElement} panel
 * @param {Finding} found
 */
const fill = (panel, found) => {
  for (const field of fields(panel, "[data-field]")) {
    const value = found[/** @type {Text | "remedy" | "source"} */ (field.dataset.field)] || "";
    if (field.type === "checkbox") field.checked = found.supervised;
    else if (field.type === "radio") field.checked = field.value === value;
    else if (document.activeElement !== field) field.value = value;
  }
};

/**
 * What must happen besides putting it right, in the words of the list: what is major asks for more.
 * @param {Row} item
 * @param {HTMLElement} panel
 * @param {Finding} found
 */
const showActions = ({ on_fail, on_major }, panel, { grade }) => {
  const wanted = [...(grade === "major" ? on_major : []), ...on_fail];
  for (const words of fields(panel, '[data-part="wanted"]')) words.hidden = !wanted.length;
  part("actions", panel).replaceChildren(...wanted.map((textContent) => Object.assign(document.createElement("li"), { textContent })));
};

/**
 * @param {Row} item
 * @param {HTMLElement} panel
 * @param {Finding} found
 */
const showGrade = (item, panel, found) => {
  for (const tick of fields(panel, "[data-condition]")) tick.checked = found.conditions.includes(tick.value);
  /** @type {HTMLInputElement} */ (part("neither", panel)).checked = found.grade === "general" && item.conditions.length > 0;
  for (const line of fields(panel, "[data-if-grade]")) line.hidden = line.dataset.ifGrade !== String(found.grade);
  part("supervised", panel).hidden = found.grade !== "major" && !found.supervised; // what is major is watched over
  showActions(item, panel, found);
};

/**
 * Show what is said of a finding that is put right by a day; of another, what is in sight to be emptied.
 * @param {HTMLElement} panel
 * @param {Finding} found
 */
const showFive = (panel, found) => {
  const isSaid = found.remedy === "by-date" || FIVE.some((name) => found[name]);
  for (const one of ["until", "five"]) part(one, panel).hidden = !isSaid;
};

/**
 * Mark what is still to be written.
 * @param {HTMLElement} panel
 * @param {Finding} found
 */
const showBlank = (panel, found) => {
  const blank = new Set(/** @type {string[]} */ (blankIn(found)));
  for (const field of fields(panel, "[data-field]:not([type=radio], [type=checkbox])")) field.toggleAttribute("data-blank", blank.has(field.dataset.field || ""));
};

/**
 * Show an item's findings, each in a panel; none where its answer is no "no" to today's words.
 * @param {Draft} draft
 * @param {Pictures} pictures
 * @param {Row} item
 */
const show = ({ hand }, pictures, item) => {
  const all = (!hand.stale(item) && hand.answerOf(item)?.findings) || [];
  const panels = panelsOf(item);
  panels.forEach((panel, n) => (panel.hidden = !all[n]));
  all.forEach((found, n) => {
    const panel = panels[n] || setUp(item);
    panel.dataset.findingId = found.id;
    number(panel, n, all.length);
    fill(panel, found);
    showGrade(item, panel, found);
    showFive(panel, found);
    showBlank(panel, found);
    /** @type {HTMLFieldSetElement} */ (need("fieldset", panel)).disabled = hand.closed;
    pictures.show(item, found);
  });
};

/**
 * Bring what was just opened of a finding into sight, below what it belongs to.
 * @param {Row} item
 * @param {HTMLElement} [box]
 * @param {Element} [owner]
 */
const bringUp = (item, box = panelsOf(item)[0], owner = item.row) => box && bringIntoSight(box, owner, item.row);

// Another thing wrong with the same

/**
 * Change which findings an answer has; it is taken back like an answer.
 * @param {Draft} draft
 * @param {Row} item
 * @param {(all: Finding[]) => Finding[]} patch
 */
const change = ({ hand }, item, patch) => {
  const before = copy(hand.answerOf(item));
  if (before?.value !== "fail") return;
  hand.act([{ item, before, at: before.at }], ({ answers: { [item.id]: given } }) => {
    if (given?.value === "fail") given.findings = patch(given.findings);
  });
};

/**
 * @param {Draft} draft
 * @param {Row} item
 */
const add = (draft, item) => {
  const fresh = begun(item, unwritten(draft.source).findings);
  change(draft, item, (all) => [...all, ...copy(fresh)]);
  const made = panelsOf(item).filter(({ hidden }) => !hidden).pop();
  bringUp(item, made, made);
};

/**
 * @param {Draft} draft
 * @param {Row} item
 * @param {string | undefined} finding
 */
const drop = (draft, item, finding) => change(draft, item, (all) => (all.length > 1 ? all.filter(({ id }) => id !== finding) : all));

/** What a field of a panel does to the finding when it changes, by how it is told. */
/** @type {[string, (found: Finding, field: HTMLInputElement) => unknown][]} */
const CHANGES = [
  ["[data-field]:is([type=radio], [type=checkbox])", (found, { dataset: { field = "" }, type, value, checked }) => Object.assign(found, { [field]: type === "radio" ? value : checked })],
  [
    "[data-condition]",
    (found, tick) => {
      const all = fields(/** @type {HTMLElement} */ (tick.closest('[data-part="finding"]')), "[data-condition]:checked");
      found.conditions = all.map(({ value }) => value);
      found.grade = all.length ? "major" : null;
    },
  ],
  [
    '[data-part="neither"]',
    (found, { checked }) => {
      found.conditions = [];
      found.grade = checked ? "general" : null;
    },
  ],
];

/**
 * @param {Finding} found
 * @param {HTMLInputElement} field
 */
const write = (found, { dataset: { field }, type, value }) => {
  found[/** @type {Text} */ (field)] = type === "date" ? wholeDay(value) : value;
};

/**
 * @param {Draft} draft
 * @param {Pictures} pictures
 */
export const startFindings = (draft, pictures) => {
  const { hand } = draft;
  const panel = (/** @type {Element} */ target) => /** @type {HTMLElement | null} */ (target.closest('[data-part="finding"]'));
  /** @type {(target: Element) => Row | null} */
  const item = (target) => panel(target) && itemOf(hand.items, target);
  /** @type {(of: Row, target: Element, patch: (found: Finding) => void) => void} */
  const edit = (of, target, patch) => {
    const mine = panel(target)?.dataset.findingId;
    hand.edit(of, ({ findings }) => findings.filter(({ id }) => id === mine).forEach(patch));
  };

  on("input", (target) => {
    const mine = target.matches("[data-field]:not([type=radio], [type=checkbox])") && item(target);
    if (mine) edit(mine, target, (found) => write(found, target));
  });
  on("change", (target) => {
    const mine = item(target);
    if (!mine) return;
    for (const [selector, patch] of CHANGES) if (target.matches(selector)) edit(mine, target, (found) => patch(found, target));
    if (target.value === "by-date") bringUp(mine, /** @type {HTMLElement} */ (part("until", /** @type {HTMLElement} */ (panel(target)))), target);
    if (target.type !== "file") return;
    takeFiles(draft, pictures, mine, [...(target.files || [])], panel(target)?.dataset.findingId);
    target.value = "";
  });
  on("click", (target) => {
    const mine = item(target);
    const { action } = target.dataset;
    if (!mine) return;
    if (action === "drop-photo") edit(mine, target, (found) => void (found.photos = found.photos.filter(({ name }) => name !== target.dataset.name)));
    if (action === "add-finding") add(draft, mine);
    if (action === "drop-finding") drop(draft, mine, panel(target)?.dataset.findingId);
  });
  return { show: (/** @type {Row} */ one) => show(draft, pictures, one), bringUp };
};
