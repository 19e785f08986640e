/** What a record found, and what that makes of a house. */
import { askedBy, byName, called, itemOf, objectOf, questions } from "../record/objects.js";
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
 * What was found, and where: `name` is what people call the question, `object` its object, or "". A condition that the list
 * does not have, and an item that it lacks, have basis "".
 * @typedef {{
 *   name: string, object: string, answer: Answer, found: Finding, item: Item | undefined, conditions: Condition[], basis: string, actions: string[],
 * }} Told
 */

/** @typedef {Pick<InspectionRecord, "answers" | "objects">} Answered */

/**
 * List the answers of a record in walking order, of an item by its objects; those to items no longer asked last.
 * @param {Answered} record
 * @param {Listed | null} list
 */
export const inOrder = (record, list) => {
  const order = list ? [...list.items.keys()] : [];
  const place = (/** @type {string} */ id) => (order.includes(itemOf(id)) ? order.indexOf(itemOf(id)) : order.length);
  const within = (/** @type {string} */ one, /** @type {string} */ other) => byName(called(record, one), called(record, other));
  return Object.entries(record.answers).sort(([one], [other]) => place(one) - place(other) || within(one, other));
};

/**
 * @param {Answered} record
 * @param {string} id
 * @param {Finding} found
 * @param {Item | undefined} item
 * @returns {Told}
 */
const told = (record, id, found, item) => ({
  name: called(record, id),
  object: record.objects[objectOf(id)]?.name || "",
  answer: record.answers[id],
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
 * @param {Answered} record
 * @param {Listed | null} list
 */
export const findingsOf = (record, list) =>
  inOrder(record, list)
    .flatMap(([id, answer]) => answer.findings.map((found) => told(record, id, found, list ? askedBy(list.items, id) : undefined)))
    .sort((one, other) => weight(one.found) - weight(other.found));

/**
 * Say a house's grade; null where the list has none.
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 * @returns {Outcome | null}
 */
export const verdictOf = (record, list) => {
  if (!list || !list.verdict) return null;
  const all = questions(record, list.items);
  const signs = [...all.values()].filter((item) => item.sign && asked(record, item));
  const current = Object.entries(record.answers).filter(([id, answer]) => all.has(id) && !stale(all.get(id), answer));
  const { unfinished, known_for: known, unknown_for: unknown, ...outcomes } = list.verdict;
  const grade = verdict(signs, Object.fromEntries(current), record.facets, { known, unknown });
  return grade === "unfinished" ? { title: unfinished, treatment: "", on_fail: [] } : outcomes[grade];
};
