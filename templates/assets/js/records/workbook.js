/** All findings of some records as one workbook (ECMA-376, SpreadsheetML): a row each. No page and no storage here. */
import { findings_book as phrase } from "#words";
import { wholeDay } from "../record/days.js";
import { titleOf, wordOf } from "./called.js";
import { newest } from "./latest.js";
import { findingsOf } from "./findings.js";
import { UNSEEN } from "./shown.js";
import { write } from "./zip.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./findings.js").Told} Told */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {string | number | { day: string }} Cell */

const COLUMNS = phrase.columns.split(" ");
const WIDTHS = [24, 12, 24, 10, 40, 40, 16, 8, 10, 12, 30, 14, 12, 30, 10, 8, 8, 24];
const LONGEST = 32_767; // characters that a cell holds
const [PLAIN, HEAD, DATE] = [0, 1, 2]; // places in the styles below

/**
 * A day, where the text is one: as it stands in a sheet it can be ordered by.
 * @param {string} text
 * @returns {Cell}
 */
const dayOr = (text) => (wholeDay(text) ? { day: text } : text);

/**
 * @param {InspectionRecord} record
 * @param {Told} told
 * @returns {Cell[]}
 */
const rowOf = (record, { name, answer, found }) => [
  titleOf(record),
  dayOr(record.date),
  `${record.title}（${record.edition_title}）`,
  name,
  answer.check,
  [found.seen, ...found.conditions].map((text) => text.trim()).filter(Boolean).join("；"),
  found.place,
  found.grade ? wordOf(found.grade) : phrase.ungraded,
  found.remedy ? wordOf(found.remedy) : "",
  found.responsible,
  found.action,
  found.funds,
  dayOr(found.due),
  found.contingency,
  found.source ? wordOf(found.source) : "",
  found.supervised ? phrase.yes : "",
  found.photos.length,
  record.closed ? record.closed.number : phrase.draft,
];

/**
 * List the findings of records, each only of its newest revision, as rows of cells.
 * @param {InspectionRecord[]} records
 * @param {(record: InspectionRecord) => Listed | null} lists
 */
export const rowsOf = (records, lists) => newest(records).flatMap((record) => findingsOf(record, lists(record)).map((told) => rowOf(record, told)));

/** @type {Record<string, string>} */
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * A text as it stands in the file: what XML cannot hold is left out, what a reader would take for a coded letter is kept apart.
 * @param {string} text
 */
const escaped = (text) =>
  text
    .slice(0, LONGEST)
    .replace(UNSEEN, "")
    .replace(/[\uFFFE\uFFFF]/g, "")
    .replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_")
    .replace(/[&<>]/g, (mark) => MARKS[mark]);

const A_DAY = 86_400_000;
const EPOCH = 25_569; // 1970-01-01, as spreadsheets count days

/**
 * @param {Cell} cell
 * @param {number} style
 */
const cellOf = (cell, style = PLAIN) => {
  if (typeof cell === "number") return `<c s="${style}"><v>${cell}</v></c>`;
  if (typeof cell === "object") return `<c s="${DATE}"><v>${Date.parse(`${cell.day}T00:00Z`) / A_DAY + EPOCH}</v></c>`;
  if (!cell) return `<c s="${style}"/>`;
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
};

/**
 * @param {Cell[]} cells
 * @param {number} [style]
 */
const lineOf = (cells, style) => `<row>${cells.map((cell) => cellOf(cell, style)).join("")}</row>`;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** @param {Cell[][]} rows */
const sheetOf = (rows) => {
  const last = `${String.fromCharCode(64 + COLUMNS.length)}${rows.length + 1}`;
  const widths = WIDTHS.map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`).join("");
  const frozen = '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const lines = [lineOf(COLUMNS, HEAD), ...rows.map((row) => lineOf(row))].join("\n");
  return `${XML}<worksheet xmlns="${SHEET}">${frozen}<cols>${widths}</cols><sheetData>${lines}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
};

const ROOT = "styleSheet"; // its end must not stand here: a page that is one file would end its own style
const STYLES = `${XML}<${ROOT} xmlns="${SHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="3"><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" fontId="1" applyFont="1"/>
<xf xfId="0" numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" horizontal="left"/></xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></${ROOT}>`;

/** @param {string} rows the sheet */
const filesOf = (rows) => ({
  "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}.worksheet+xml"/></Types>`,
  "_rels/.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `${XML}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets><sheet name="${phrase.sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  "xl/styles.xml": STYLES,
  "xl/worksheets/sheet1.xml": rows,
});

/**
 * Give the workbook as parts of a Blob, and how many rows it has.
 * @param {InspectionRecord[]} records
 * @param {(record: InspectionRecord) => Listed | null} lists
 */
export const bookOf = (records, lists) => {
  const rows = rowsOf(records, lists);
  const files = Object.entries(filesOf(sheetOf(rows)));
  return { parts: write(files.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))), rows: rows.length };
};
