/** The rows of the monthly form for major hazards, as a table that a spreadsheet opens. */
import { exports as phrase } from "#words";
import { wordOf } from "./called.js";
import { newest } from "./latest.js";
import { findingsOf } from "./findings.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./findings.js").Told} Told */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {{ id: string, label: string }} Column as the form has it */
/** @typedef {{ [column: string]: unknown }} Row */

/**
 * Make a cell that a spreadsheet takes for text: nothing that begins like a formula, one line.
 * @param {unknown} value
 */
const cell = (value) => {
  const line = String(value).replace(/[\r\n\u2028\u2029]+/g, " ");
  const safe = /^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(line) || line.startsWith("\t") ? `'${line}` : line;
  return /[",\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * Who found it, and that it is watched over, where the record says so.
 * @param {import("../record/types").Finding} found
 */
const about = ({ source, supervised }) => ({ ...(source && { origin: wordOf(source) }), ...(supervised && { listed: phrase.listed }) });

/**
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 * @param {Told} told
 * @returns {Row}
 */
const row = (record, list, { object, answer, found, conditions }) => {
  const said = [object, found.place, found.seen].map((text) => text.trim()).filter(Boolean).join("：");
  const which = conditions.map(({ when }) => when).join("；");
  return {
    field: list ? list.field : "",
    unit: record.particulars.unit || "",
    hazard: said ? `${said}（${which || answer.check}）` : which || answer.check,
    criterion: [...new Set(conditions.map(({ basis }) => basis).filter(Boolean))].join("；"),
    planned: found.remedy === "now" ? record.date : found.due,
    measures: found.remedy === "now" ? wordOf("now") : found.action.trim(),
    ...about(found),
  };
};

/** @param {Told} told */
const isClear = ({ conditions }) => conditions.length > 0 && conditions.every(({ basis }) => basis);

/**
 * Write the form's rows of some records beside their lists; `given` is what no record knows. Counts also the drafts among
 * them, and the rows that do not say by which clause.
 * @param {InspectionRecord[]} records
 * @param {(record: InspectionRecord) => Listed | null} listOf
 * @param {Column[]} columns
 * @param {Row} given
 */
export const tableOf = (records, listOf, columns, given) => {
  /** @type {Row[]} */
  const rows = [];
  const told = { drafts: 0, unclear: 0 };
  for (const record of newest(records)) {
    const list = listOf(record);
    const major = findingsOf(record, list).filter(({ found }) => found.grade === "major");
    if (major.length && !record.closed) told.drafts += 1;
    told.unclear += major.filter((one) => !isClear(one)).length;
    for (const one of major) rows.push({ ...given, ...row(record, list, one), number: rows.length + 1 });
  }
  const lines = [columns.map(({ label }) => label), ...rows.map((one) => columns.map(({ id }) => one[id] || ""))];
  return { text: `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`, rows: rows.length, ...told };
};
