/** What is said of each record: how far it is, whether it left the device, how long it has lain here. */
import { cards as phrase } from "#words";
import { readable } from "../record/days.js";
import { key } from "../record/rules.js";
import { isBroken } from "../record/seal.js";
import { raw } from "../record/store.js";
import { copiedElement, tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { titleOf, wordOf } from "./called.js";
import { counted, daysSince, isExported, photosOf } from "./counting.js";
import { listOf, pathOf } from "./lists.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */

/** @param {InspectionRecord} record */
export const stateOf = ({ closed }) => (closed ? phrase.closed({ number: closed.number }) : phrase.draft);

/** @param {InspectionRecord} record */
const revisedOf = ({ revision, revises }) => {
  const said = revision > 1 ? [phrase.revision({ revision })] : [];
  return [...said, ...(revises ? [phrase.revises({ number: revises.number })] : [])].join("，");
};

/** @param {InspectionRecord} record */
export const exportedOf = (record) => {
  if (!record.exported) return phrase.not_exported;
  const time = readable(record.exported.at);
  return isExported(record) ? phrase.exported({ time }) : phrase.changed_since({ time });
};

/** @param {string} moment */
const lain = (moment) => (daysSince(moment) ? phrase.days({ days: daysSince(moment) }) : phrase.less_than_a_day);

/** @param {ReturnType<typeof counted>} counts */
const progress = ({ asked, done }) => (asked === null ? phrase.done({ done }) : phrase.progress({ done, asked }));

const canShareText = () => Boolean(navigator.canShare && navigator.canShare({ files: [new File(["{}"], "a.txt", { type: "text/plain" })] }));

/**
 * Say what a record is and how far.
 * @param {HTMLElement} made
 * @param {InspectionRecord} record
 * @param {ReturnType<typeof counted>} counts
 */
const sayRecord = (made, record, counts) => {
  part("state", made).textContent = stateOf(record);
  part("revised", made).textContent = revisedOf(record);
  part("progress", made).textContent = [record.date, progress(counts)].filter(Boolean).join("　");
  tell(part("failed", made), counts.fail ? phrase.failed({ count: counts.fail }) : "");
  tell(part("unsure", made), counts.unsure ? phrase.unsure({ unsure: wordOf("unsure"), count: counts.unsure }) : "");
  tell(part("major", made), counts.major ? phrase.major({ major: wordOf("major"), count: counts.major }) : "");
  part("changed", made).hidden = !isBroken(record);
};

/**
 * Lead to what can be done with a record; its list may be of an edition that is gone.
 * @param {HTMLElement} made
 * @param {InspectionRecord} record
 */
const leadOn = (made, record) => {
  const [path, named] = [pathOf(record), encodeURIComponent(key(record))];
  /** @type {HTMLAnchorElement} */
  const name = part("open", made);
  name.textContent = titleOf(record);
  if (path) name.href = `${path}?record=${named}`;
  part("list", made).textContent = `${record.title}（${record.edition_title}）${path ? "" : phrase.no_edition}`;
  /** @type {HTMLAnchorElement} */ (part("sheet", made)).href = `?sheet=${named}`;
  /** @type {HTMLAnchorElement} */
  const keyin = part("keyin", made);
  keyin.hidden = Boolean(record.closed) || !path;
  keyin.href = `?keyin=${named}`;
  need('[data-action="share"]', made).hidden = !canShareText();
  need('[data-action="export-data"]', made).hidden = !photosOf(record).length;
};

/**
 * Make the card of a stored record; `unfinished` are the names of pictures that wait to be made smaller.
 * @param {InspectionRecord} record
 * @param {Store} keeper
 * @param {string[]} unfinished
 */
export const cardOf = async (record, keeper, unfinished) => {
  const made = copiedElement("kept");
  made.dataset.recordId = key(record);
  const here = (await keeper.current(`arrived:${key(record)}`)) || record.started;
  sayRecord(made, record, counted(record, await listOf(record)));
  leadOn(made, record);
  part("saved", made).textContent = phrase.kept({ time: readable(record.changed), exported: exportedOf(record), lain: lain(here) });
  const waiting = unfinished.filter((one) => one.startsWith(raw(key(record)))).length;
  tell(part("waiting", made), waiting ? phrase.waiting({ count: waiting }) : "");
  return made;
};
