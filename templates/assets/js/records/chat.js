/** A record in plain text, as one pastes it into a chat. */
import { exports as phrase } from "#words";
import { called } from "../record/objects.js";
import { PEOPLE, namesOf } from "../record/rules.js";
import { called as fieldName, particularsOf, pendingOf, remedyOf, sourceOf, wordOf } from "./called.js";
import { counted } from "./counting.js";
import { findingsOf, inOrder, verdictOf } from "./findings.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./findings.js").Told} Told */
/** @typedef {import("./lists.js").Listed} Listed */

/** @param {InspectionRecord} record */
const stateOf = ({ closed, revises }) => {
  const state = closed ? phrase.closed({ number: closed.number }) : phrase.draft;
  return revises ? state + phrase.revises({ number: revises.number }) : state;
};

/**
 * @param {Told} told
 * @param {number} n
 */
const described = ({ name, answer, found, conditions, actions }, n) => {
  const grade = found.grade ? wordOf(found.grade) : phrase.ungraded;
  const lines = [
    [`${n + 1}. 【${grade}】${name} ${answer.check}`],
    [phrase.place, found.place.trim()],
    [phrase.seen, found.seen.trim()],
    ...conditions.map(({ when, basis }) => [phrase.condition, `${when}${basis ? `（${basis}）` : ""}`]),
    [phrase.remedy, remedyOf(found)],
    [phrase.source, sourceOf(found)],
    [phrase.actions, actions.join("；")],
    [phrase.photos, found.photos.length ? phrase.photo_count({ count: found.photos.length }) : ""],
  ];
  return lines.filter(([, value]) => value !== "").map((parts) => parts.join("")).join("\n   ");
};

/**
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 */
const progress = (record, list) => {
  const counts = counted(record, list);
  const done = counts.asked === null ? phrase.done({ done: counts.done }) : phrase.progress({ done: counts.done, asked: counts.asked });
  const failed = `${wordOf("fail")}${counts.fail}（${wordOf("major")}${counts.major}，${wordOf("general")}${counts.general}）`;
  return `${done}：${wordOf("pass")}${counts.pass}，${failed}，${wordOf("none")}${counts.none}${counts.unsure ? `，${wordOf("unsure")}${counts.unsure}` : ""}`;
};

/**
 * What could not be judged yet, each in a line.
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 */
const unsure = (record, list) =>
  inOrder(record, list).flatMap(([id, answer]) => (answer.pending ? [`【${wordOf("unsure")}】${called(record, id)} ${answer.check}　${pendingOf(answer)}`.trim()] : []));

/**
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 */
export const chatOf = (record, list) => {
  const verdict = verdictOf(record, list);
  const head = [...particularsOf(record, list), [fieldName("date"), record.date]].filter(([, text]) => text);
  const people = PEOPLE.filter((name) => record[name].length);
  return [
    phrase.title({ title: record.title, edition: record.edition_title }),
    ...head.map((pair) => pair.join("：")),
    ...people.map((name) => `${fieldName(name)}：${namesOf(record[name])}`),
    progress(record, list),
    ...(verdict ? [phrase.verdict({ verdict: verdict.title.trim() })] : []),
    ...findingsOf(record, list).map(described),
    ...unsure(record, list),
    stateOf(record),
  ].join("\n");
};
