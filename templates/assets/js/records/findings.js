/** What a record found, and what that makes of a house. */
import { asked, stale } from "../record/rules.js";
import { verdict } from "../record/verdict.js";

/** @typedef {import("../record/types").Answer} Answer */
/** @typedef {import("../record/types").Condition} Condition */
/** @typedef {import("../record/types").Finding} Finding */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Item} Item */
/** @typedef {import("../record/types").Outcome} Outcome */
/** @typedef {import("./lists.js").Listed} Listed */
/**
 * A condition that the list does not have, and an item that it lacks, have basis "".
 * @typedef {{
 *   id: string, answer: Answer, found: Finding, item: Item | undefined, conditions: Condition[], basis: string, actions: string[],
 * }} Told
 */

/**
 * List the answers of a record in walking order, those to items no longer asked last.
 * @param {Pick<InspectionRecord, "answers">} record
 * @param {Listed | null} list
 */
export const inOrder = ({ answers }, list) => {
  const order = list ? [...list.items.keys()] : [];
  const place = (/** @type {string} */ id) => (order.includes(id) ? order.indexOf(id) : order.length);
  return Object.entries(answers).sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1));
};

/**
 * @param {string} id
 * @param {Answer} answer
 * @param {Finding} found
 * @param {Item | undefined} item
 * @returns {Told}
 */
const told = (id, answer, found, item) => ({
  id,
  answer,
  found,
  item,
  conditions: found.conditions.map((when) => ({ when, basis: item?.conditions.find((one) => one.when === when)?.basis || "" })),
  basis: item?.basis || "",
  actions: item ? [...(found.grade === "major" ? item.on_major : []), ...item.on_fail] : [],
});

/** @type {(string | null)[]} */
const WORST = ["major", null, "general"];
const weight = (/** @type {Finding} */ { grade }) => (WORST.includes(grade) ? WORST.indexOf(grade) : 1);

/**
 * List what was found, the gravest first.
 * @param {Pick<InspectionRecord, "answers">} record
 * @param {Listed | null} list
 */
export const findingsOf = (record, list) =>
  inOrder(record, list)
    .flatMap(([id, answer]) => answer.findings.map((found) => told(id, answer, found, list?.items.get(id))))
    .sort((one, other) => weight(one.found) - weight(other.found));

/**
 * Say a house's grade; null where the list has none.
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 * @returns {Outcome | null}
 */
export const verdictOf = (record, list) => {
  if (!list || !list.verdict) return null;
  const signs = [...list.items.values()].filter((item) => item.sign && asked(record, item));
  const current = Object.entries(record.answers).filter(([id, answer]) => list.items.has(id) && !stale(list.items.get(id), answer));
  const { unfinished, known_for: known, unknown_for: unknown, ...outcomes } = list.verdict;
  const grade = verdict(signs, Object.fromEntries(current), record.facets, { known, unknown });
  return grade === "unfinished" ? { title: unfinished, treatment: "", on_fail: [] } : outcomes[grade];
};
