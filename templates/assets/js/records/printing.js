/** Several records on paper: their sheets one after the other, or one table of what failed, by units. */
import { failed as phrase } from "#words";
import { day } from "../record/days.js";
import { setApart } from "../site/apart.js";
import { make } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { remedyOf, titleOf, wordOf } from "./called.js";
import { newest } from "./latest.js";
import { findingsOf } from "./findings.js";
import { paperOf } from "./sheet.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./findings.js").Told} Told */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {{ record: InspectionRecord, told: Told }} Failed */
/** @typedef {{ records: InspectionRecord[], lists: (record: InspectionRecord) => Listed | null, keeper: Store }} Several */

/** @param {Failed} failed */
const rowOf = ({ record, told: { name, answer, found } }) => {
  const row = make("tr");
  const said = [found.place, found.seen, ...found.conditions].map((text) => text.trim()).filter(Boolean);
  const texts = [record.date, `${name} ${answer.check}`, said.join("；"), found.grade ? wordOf(found.grade) : phrase.ungraded, remedyOf(found)];
  row.append(...texts.map((text) => make("td", text)));
  return row;
};

/**
 * One unit's table.
 * @param {string} unit
 * @param {Failed[]} all
 */
const tableOf = (unit, all) => {
  const table = make("table", "", "failed");
  table.createCaption().append(make("strong", unit), phrase.count({ count: all.length }));
  const head = table.createTHead().insertRow();
  for (const title of phrase.columns.split(" ")) head.append(Object.assign(make("th", title), { scope: "col" }));
  table.createTBody().append(...all.map(rowOf));
  return table;
};

/**
 * What failed in some records, by units.
 * @param {Several} several
 */
const failedIn = ({ records, lists }) => {
  /** @type {Map<string, Failed[]>} */
  const units = new Map();
  for (const record of newest(records)) {
    for (const told of findingsOf(record, lists(record))) units.set(titleOf(record), [...(units.get(titleOf(record)) || []), { record, told }]);
  }
  const all = [...units.values()].flat();
  const major = all.filter(({ told }) => told.found.grade === "major").length;
  const paper = make("section", "", "failed__paper");
  const said = phrase.totals({ records: records.length, units: units.size, count: all.length, major, day: day() });
  paper.append(make("h2", phrase.title, "sheet__title"), make("p", said, "sheet__number"), ...[...units].map(([unit, some]) => tableOf(unit, some)));
  setApart(paper);
  return paper;
};

/**
 * Show the list of records again.
 * @param {HTMLElement} view
 */
const leave = (view) => {
  part("paper", view).replaceChildren();
  view.hidden = true;
  need('[data-view="list"]').hidden = false;
};

/**
 * Show papers in the place of the list, to be printed.
 * @param {Several} several
 * @param {boolean} onlyFailed
 */
export const showSheets = async (several, onlyFailed) => {
  const { records, lists, keeper } = several;
  const view = need('[data-view="sheet"]');
  /** @type {Promise<void>[]} */
  const coming = [];
  const papers = onlyFailed ? [failedIn(several)] : records.map((record) => paperOf({ record, list: lists(record), keeper, coming }));
  part("paper", view).replaceChildren(...papers);
  part("open", view).hidden = true;
  need('[data-view="list"]').hidden = true;
  view.hidden = false;
  const print = need('[data-action="print"]', view);
  print.onclick = () => window.print();
  need('[data-part="back"]', view).onclick = (event) => {
    event.preventDefault();
    leave(view);
  };
  print.focus();
  await Promise.all(coming);
  window.print();
};
