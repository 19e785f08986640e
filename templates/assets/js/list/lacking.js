/** What a record lacks before it can be closed. */
import { beyond } from "../record/judge.js";
import { missingIn } from "../record/missing.js";
import { stale } from "../record/rules.js";
import { unread } from "../record/told.js";
import { need } from "../site/need.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {{ id: string, text: string }} Lack */

const words = () => {
  /** @type {HTMLTemplateElement} */
  const finding = need('template[data-template="finding"]');
  return need('[data-part="lacking-words"]', finding.content).dataset;
};

/**
 * @param {InspectionRecord} record
 * @param {DOMStringMap} said
 */
const inHead = (record, said) =>
  [!record.particulars.unit?.trim() && said.unit, !record.date && said.date, !record.inspectors.length && said.inspectors].filter(Boolean);

/**
 * What is wrong with the answers of items: to other words, with a value that can't be read, or a pass whose value is beyond
 * its limits.
 * @param {Map<string, Row>} items
 * @param {InspectionRecord} record
 * @param {DOMStringMap} said
 */
const inAnswers = (items, record, said) =>
  Object.entries(record.answers).flatMap(([id, given]) => {
    const item = items.get(id);
    if (stale(item, given)) return { id, text: `${id} ${said.stale}` };
    if (!item) return [];
    const texts = unread(item, given.measures, record).map((text) => `${id} ${text}`);
    const isBeyond = given.value === "pass" && beyond(item, given.measures, record);
    if (isBeyond) texts.push(`${id} ${said.beyond}`);
    return texts.map((text) => ({ id, text }));
  });

/**
 * List it, what concerns no item first.
 * @param {Map<string, Row>} items
 * @param {InspectionRecord} record
 * @returns {Lack[]}
 */
export const lacking = (items, record) => {
  const said = words();
  /** @type {[string, (string | false | undefined)[]][]} */
  const lacks = [
    ["", inHead(record, said)],
    ...Object.entries(record.answers).map(([id, given]) => /** @type {[string, string[]]} */ ([id, missingIn(given)])),
  ];
  return [
    ...lacks.filter(([, names]) => names.length).map(([id, names]) => ({ id, text: `${id ? `${id} ` : ""}${said.lacks}${names.join("、")}` })),
    ...inAnswers(items, record, said),
  ];
};
