/** What is said of each record: what it found, how far it is, whether it left the device, how long it has lain here. */
import { answer, cards as phrase, grade as grades } from "#words";
import { readable } from "../record/days.js";
import { raw } from "../record/store.js";
import { copiedElement, tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { daysSince } from "./latest.js";
import { pathOf } from "./lists.js";

/** @typedef {import("../record/types").Summary} Summary */

/** @param {Pick<Summary, "closed">} record */
export const stateOf = ({ closed }) => (closed ? phrase.closed({ number: closed.number }) : phrase.draft);

/** @param {Summary} record */
const revisedOf = ({ revision, revises }) => {
  const said = revision > 1 ? [phrase.revision({ revision })] : [];
  return [...said, ...(revises ? [phrase.revises({ number: revises.number })] : [])].join("，");
};

/** @param {Summary} record */
export const exportedOf = ({ exported, isExported }) => {
  if (!exported) return phrase.not_exported;
  const time = readable(exported.at);
  return isExported ? phrase.exported({ time }) : phrase.changed_since({ time });
};

/** @param {string} moment */
const lain = (moment) => (daysSince(moment) ? phrase.days({ days: daysSince(moment) }) : phrase.less_than_a_day);

/** @param {Summary} record */
const progress = ({ asked, done }) => (asked === null ? phrase.done({ done }) : phrase.progress({ done, asked }));

const canShareText = () => Boolean(navigator.canShare && navigator.canShare({ files: [new File(["{}"], "a.txt", { type: "text/plain" })] }));

/**
 * Say what a record found, and how far it is.
 * @param {HTMLElement} made
 * @param {Summary} record
 */
const sayRecord = (made, record) => {
  const { grade, verdict, fail, unsure, major } = record;
  tell(part("verdict", made), verdict);
  part("verdict", made).dataset.grade = grade;
  tell(part("failed", made), fail ? phrase.failed({ count: fail }) : "");
  tell(part("unsure", made), unsure ? phrase.unsure({ unsure: answer.unsure, count: unsure }) : "");
  tell(part("major", made), major ? phrase.major({ major: grades.major, count: major }) : "");
  part("state", made).textContent = stateOf(record);
  part("revised", made).textContent = revisedOf(record);
  part("progress", made).textContent = [record.address, record.date, progress(record)].filter(Boolean).join("　");
  part("saved", made).textContent = phrase.kept({ time: readable(record.changed), lain: lain(record.arrived) });
  part("exported", made).textContent = exportedOf(record);
  part("changed", made).hidden = !record.isBroken;
};

/**
 * Lead to what can be done with a record; its list may be of an edition that is gone.
 * @param {HTMLElement} made
 * @param {Summary} record
 */
const leadOn = (made, record) => {
  const [path, named] = [pathOf(record), encodeURIComponent(record.key)];
  /** @type {HTMLAnchorElement} */
  const name = part("open", made);
  name.textContent = record.called;
  if (path) name.href = `${path}?record=${named}`;
  part("choose", made).textContent = phrase.choose({ title: record.called });
  part("list", made).textContent = `${record.title}（${record.edition_title}）${path ? "" : phrase.no_edition}`;
  /** @type {HTMLAnchorElement} */ (part("sheet", made)).href = `?sheet=${named}`;
  /** @type {HTMLAnchorElement} */
  const keyin = part("keyin", made);
  keyin.hidden = Boolean(record.closed) || !path;
  keyin.href = `?keyin=${named}`;
  need('[data-action="share"]', made).hidden = !canShareText();
  need('[data-action="export-data"]', made).hidden = !record.photos.length;
};

/**
 * Make the card of a record; `unfinished` are the names of pictures that wait to be made smaller.
 * @param {Summary} record
 * @param {string[]} unfinished
 */
export const cardOf = (record, unfinished) => {
  const made = copiedElement("kept");
  const waiting = unfinished.filter((name) => name.startsWith(raw(record.key))).length;
  made.dataset.recordId = record.key;
  sayRecord(made, record);
  leadOn(made, record);
  tell(part("waiting", made), waiting ? phrase.waiting({ count: waiting }) : "");
  return made;
};
