/** What was found in this unit last time and is not rechecked yet: said in the record's line, and in the rows of its items. */
import { lasttime as phrase } from "#words";
import { day } from "../record/days.js";
import { followed, isOf, standing, toRead } from "../record/followed.js";
import { itemOf } from "../record/objects.js";
import { hearTabs, note } from "../record/store.js";
import { seenOf, whenOf } from "../records/course.js";
import { make } from "../site/elements.js";
import { part } from "../site/need.js";
import { hearChanged } from "./events.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../record/followed.js").Followed} Followed */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */

const LINE = "last-time";

/**
 * Those of the unit that a recheck has not found right.
 * @param {Followed[]} all
 * @param {InspectionRecord} record in hand
 */
const waiting = (all, { id, particulars }) =>
  all.filter((one) => one.of.record !== id && isOf(one, particulars) && ["open", "put-right"].includes(standing(one, day()).phase));

/**
 * Lead to them, each to be rechecked.
 * @param {Followed[]} found
 * @param {InspectionRecord} record
 */
const wayTo = (found, { particulars: { unit = "", project = "" } }) => {
  const { href } = /** @type {HTMLAnchorElement} */ (part("records", document));
  const link = Object.assign(make("a", phrase.recheck({ count: found.length })), { href });
  const whose = new URLSearchParams({ unit, ...(project && { project }) });
  link.search = `?findings&${whose}`;
  return link;
};

/** Say in the row of its item what was found. @param {Followed} one */
const markRow = (one) => {
  const row = document.querySelector(`[data-item-id="${itemOf(one.of.question)}"]`);
  if (!row) return;
  const words = [one.found.object, seenOf(one.found)].filter(Boolean).join("　");
  const mark = make("p", phrase.mark({ day: one.found.date, words, when: whenOf(one, standing(one, day())) }), "old meta no-print");
  mark.dataset.part = LINE;
  part("check", row).after(mark);
};

/**
 * @param {Draft} draft
 * @param {Followed[]} all
 */
const show = (draft, all) => {
  for (const mark of document.querySelectorAll(`[data-part="${LINE}"]`)) mark.remove();
  const { record, closed } = draft.hand;
  if (!record?.particulars.unit?.trim() || closed) return;
  const found = waiting(all, record);
  if (!found.length) return;
  const line = make("p", "", "actions no-print");
  line.dataset.part = LINE;
  line.append(wayTo(found, record));
  part("line", document).after(line);
  found.forEach(markRow);
};

/**
 * What this device knows of all records without reading them, of which it may keep thousands.
 * @param {Draft["store"]} store
 */
const known = async (store) => ({ store, summaries: await store.summaries(), keys: await store.keys(), steps: await store.steps() });

/** @typedef {Awaited<ReturnType<typeof known>>} Known */

/**
 * The findings of a unit, from the records that are of it for all one knows.
 * @param {Known} known
 * @param {string} unit
 */
const foundIn = async ({ store, summaries, keys, steps }, unit) => {
  const wanted = toRead(keys, summaries, (one) => one.unit === undefined || one.unit === unit); // last month's program said no unit
  const records = await Promise.all(wanted.map((key) => store.get(key)));
  return followed(records.filter((one) => one !== null && one !== undefined), steps);
};

/**
 * Say it of the record in hand, as often as its unit changes; before it has one, nothing is read.
 * @param {Draft} draft
 */
export const tellLastTime = (draft) => {
  let shown = "";
  /** @type {Promise<Known> | null} */
  let reading = null;
  const look = async () => {
    const { key, record, closed } = draft.hand;
    const now = JSON.stringify([key, closed, record?.particulars]);
    if (now === shown) return;
    shown = now;
    const unit = record?.particulars.unit?.trim();
    const all = unit ? await foundIn(await (reading ||= known(draft.store)), unit) : [];
    if (now === shown) show(draft, all);
  };
  hearChanged((item) => item || look().catch(note));
  hearTabs((changed) => {
    if (!changed.startsWith("step:")) return;
    [shown, reading] = ["", null];
    look().catch(note);
  });
  return look();
};
