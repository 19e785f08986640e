/** Naming what there are several of: in the sheet beneath what is here, and in a row that is asked of each. */
import { objects as phrase } from "#words";
import { cleanName, isBare, isFree, name, nextName, objectsIn, unnamed } from "../record/objects.js";
import { newId } from "../record/rules.js";
import { copy } from "../record/values.js";
import { make, tell } from "../site/elements.js";
import { need } from "../site/need.js";
import { asks, hearChanged, on } from "./events.js";
import { chooseFacets } from "./filter.js";
import { startObjects } from "./objects.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {ReturnType<typeof objectsIn>[number]} Named */

/** @type {Pick<InspectionRecord, "objects">} */
const NONE = { objects: {} };

/** @param {string} kind */
const facetOf = (kind) => /** @type {HTMLInputElement} */ (need(`[name="facet"][value="${kind}"]`));

/** @param {string} kind */
const patternOf = (kind) => facetOf(kind).dataset.called || "{n}#";

/**
 * A field with an object's name, and the way to take away one of which nothing is answered.
 * @param {Named} one
 */
const makeField = ({ id, name: text }) => {
  const line = make("span", "", "objects__one");
  const field = Object.assign(make("input"), { autocomplete: "off", maxLength: 30, ariaLabel: phrase.name });
  field.setAttribute("value", text); // the sheet's own 显示全部 does not blank it
  field.dataset.objectName = id;
  const drop = Object.assign(make("button", phrase.drop, "quiet"), { type: "button" });
  drop.dataset.action = "drop-object";
  line.append(field, drop);
  return line;
};

/**
 * The objects of a kind, and one more.
 * @param {string} kind
 */
const makeBox = (kind) => {
  const box = make("div", "", "objects no-print");
  box.dataset.objects = kind;
  const add = Object.assign(make("button", "", "quiet"), { type: "button" });
  add.dataset.action = "add-object";
  box.append(add, Object.assign(make("p", "", "meta"), { role: "status", hidden: true }));
  return box;
};

/** @param {HTMLElement} box */
const fieldsIn = (box) => /** @type {HTMLInputElement[]} */ ([...box.querySelectorAll("input")]);

/**
 * @param {HTMLInputElement} field
 * @param {Draft} draft
 */
const showField = (field, { hand: { record, closed } }) => {
  const { objectName: id = "" } = field.dataset;
  if (document.activeElement !== field) field.value = record?.objects[id]?.name || "";
  field.disabled = closed;
  need("button", /** @type {Element} */ (field.parentElement)).hidden = closed || !record || !isBare(record, id);
};

/**
 * @param {HTMLElement} box
 * @param {Draft} draft
 */
const showBox = (box, draft) => {
  const { objects: kind = "" } = box.dataset;
  const record = draft.hand.record || NONE;
  const all = objectsIn(record).filter((one) => one.kind === kind);
  const there = fieldsIn(box);
  const add = need('[data-action="add-object"]', box);
  if (all.map(({ id }) => id).sort().join() !== there.map(({ dataset }) => dataset.objectName).sort().join()) {
    for (const field of there) field.parentElement?.remove();
    add.before(...all.map(makeField));
  }
  for (const field of fieldsIn(box)) showField(field, draft);
  add.hidden = draft.hand.closed;
  add.textContent = phrase.add({ name: nextName(record, kind, patternOf(kind)) });
};

/**
 * Keep a name as it is typed, where it can be one.
 * @param {Draft} draft
 * @param {HTMLInputElement} field
 */
const rename = ({ hand }, field) => {
  const [id, text] = [field.dataset.objectName || "", cleanName(field.value)];
  const taken = text !== "" && !isFree(hand.record || NONE, text, id);
  field.setAttribute("aria-invalid", String(taken || !text));
  tell(need('[role="status"]', /** @type {Element} */ (field.closest("[data-objects]"))), taken ? phrase.taken({ name: text }) : "");
  if (!text || taken) return;
  hand.change((one) => {
    if (one.objects[id]) one.objects[id].name = text;
  });
};

/**
 * Offer to tell apart what a row is asked of, in its detail.
 * @param {Draft} draft
 * @param {HTMLElement} row
 */
const offerIn = (draft, row) => {
  const detail = need(".item__detail", row);
  if (detail.querySelector("[data-objects]")) return;
  const boxes = (row.dataset.each || "").split(" ").map(makeBox);
  detail.prepend(...boxes);
  for (const box of boxes) showBox(box, draft);
};

/** @type {WeakSet<Draft>} */
const started = new WeakSet();

/**
 * Show objects wherever they are named, from now on: in the sheet, and in the details of what is asked of each.
 * @param {Draft} draft
 */
export const startNaming = (draft) => {
  if (started.has(draft)) return;
  started.add(draft);
  for (const facet of document.querySelectorAll("[data-called]")) {
    facet.closest("label")?.nextElementSibling?.replaceWith(makeBox(/** @type {HTMLInputElement} */ (facet).value));
  }
  const show = () => {
    for (const more of document.querySelectorAll("[data-each] > .item__more[open]")) offerIn(draft, /** @type {HTMLElement} */ (more.parentElement));
    for (const box of document.querySelectorAll("[data-objects]")) showBox(/** @type {HTMLElement} */ (box), draft);
  };
  hearChanged((item) => item || show());
  on("toggle", (target) => target.matches("[data-each] > .item__more") && show(), true);
  on("input", (target) => target.dataset.objectName && rename(draft, target));
  on("focusout", (target) => target.dataset.objectName && setTimeout(show)); // what can be no name gives way to the one there is
  show();
};

/**
 * @param {Element} opener
 * @returns {string}
 */
const kindOf = (opener) => {
  const box = /** @type {HTMLElement | null} */ (opener.closest("[data-objects]"));
  return box?.dataset.objects || opener.previousElementSibling?.querySelector("input")?.value || "";
};

/**
 * The steps that take answers of items back from an object.
 * @param {Draft} draft
 * @param {Row[]} items
 * @param {string} object
 */
const stepsBack = ({ hand }, items, object) =>
  items.flatMap((item) => {
    const before = copy(hand.answerOf(item));
    const named = { ...item, id: `${item.id}@${object}` };
    return [{ item, before, at: "" }, { item: named, before: null, at: before?.at || "" }];
  });

/**
 * Give an object what was measured before anything was answered.
 * @param {Draft} draft
 * @param {Map<string, Row>} items
 * @param {{ id: string, kind: string }} object
 */
const moveMeasured = (draft, items, { id, kind }) => {
  for (const item of items.values()) {
    const measured = draft.measured(item);
    if (item.each.includes(kind) && Object.keys(measured).length) draft.measure({ ...item, id: `${item.id}@${id}` }, measured);
  }
};

/**
 * Name an object, and give it the answers of items.
 * @param {Draft} draft
 * @param {Row[]} moved
 * @param {{ id: string, kind: string, name: string }} one
 */
const put = (draft, moved, one) => {
  const { hand } = draft;
  const patch = (/** @type {InspectionRecord} */ record) => void name(record, one, moved);
  const back = (/** @type {InspectionRecord} */ record) => isBare(record, one.id) && delete record.objects[one.id];
  if (moved.length) hand.act(stepsBack(draft, moved, one.id), patch, back);
  else hand.change(patch);
  if (hand.record?.facets.includes(one.kind)) chooseFacets(hand.record.facets); // what is named is here
};

/**
 * Name the next object of a kind; the first one gets what was answered before things were told apart. Gives what to say of that.
 * @param {Draft} draft
 * @param {string} kind
 */
const add = async (draft, kind) => {
  const { hand } = draft;
  const items = startObjects(draft);
  const moved = unnamed(hand.record, items.values(), kind);
  if (moved.length && !(await draft.settled())) return ""; // pictures go to their findings first
  const record = hand.record || NONE;
  const one = { id: newId(4), kind, name: nextName(record, kind, patternOf(kind)) };
  if (!objectsIn(record).some((other) => other.kind === kind)) moveMeasured(draft, items, one);
  put(draft, moved, one);
  return moved.length ? phrase.moved({ items: moved.map(({ id }) => id).join("、"), name: one.name }) : "";
};

/**
 * @param {Draft} draft
 * @param {HTMLElement} opener
 */
export const addObject = async (draft, opener) => {
  const [kind, place] = [kindOf(opener), opener.closest("[data-item-id]") || need('[data-module="filter"]')];
  if (!kind || draft.hand.closed || asks()) return; // another record may be meant: it is held
  startNaming(draft);
  const said = await add(draft, kind);
  const box = need(`[data-objects="${kind}"]`, place);
  tell(need('[role="status"]', box), said);
  if (!opener.isConnected) need("button[data-action='add-object']", box).focus();
};

/**
 * @param {Draft} draft
 * @param {HTMLElement} opener
 */
export const dropObject = ({ hand }, opener) => {
  const id = opener.parentElement?.querySelector("input")?.dataset.objectName || "";
  hand.change((one) => isBare(one, id) && delete one.objects[id]);
};
