/** A finding that was just opened: what its grade is judged by stands beside the ticks, and it comes into sight below its question. */
import { checklist, measure as phrase, shortcut } from "#words";
import { day, wholeDay } from "../record/days.js";
import { make } from "../site/elements.js";
import { need, part } from "../site/need.js";

/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../record/types").Measure} Measure */

/**
 * Within what a value is right, in words.
 * @param {Measure} measure
 */
const limits = ({ date, min, max, unit }) => {
  const [least, most] = [min, max].map((one) => (one === null ? "" : `${one} ${unit}`));
  if (date) return date === "until" ? phrase.until : phrase.since({ max: most });
  if (least && most) return phrase.between({ min: least, max: most });
  return least ? phrase.min({ min: least }) : phrase.max({ max: most });
};

/**
 * Say beside each condition that values decide within what they are right, and below all what to look for.
 * @param {Row} item
 * @param {HTMLElement} panel
 */
const showGrounds = ({ row, measures, measured }, panel) => {
  for (const { when, labels } of measured) {
    const deciding = measures.filter(({ label }) => labels.includes(label)).map((one) => `${one.label}：${limits(one)}`);
    const tick = panel.querySelector(`[data-condition][value="${CSS.escape(when)}"] + *`);
    tick?.append(make("small", `（${deciding.join("；")}）`));
  }
  const look = row.closest("li")?.querySelector('[data-part="look-for"]');
  if (!look) return;
  const box = make("div", "", "finding__look meta");
  box.append(make("strong", checklist.look_for), .../** @type {Element} */ (look.cloneNode(true)).childNodes);
  part("conditions", panel).append(box);
};

const SHORT = [0, 3, 7, 15]; // days: shortcuts of ours, which no rule fixes

/**
 * The day that comes some days after another.
 * @param {string} from
 * @param {number} days
 */
const later = (from, days) => {
  const at = new Date(`${from}T00:00`);
  at.setDate(at.getDate() + days);
  return day(at);
};

/**
 * Offer a day or two beside the field of the day by which it is put right, counted from the day of the check.
 * @param {HTMLElement} panel
 */
const offerDays = (panel) => {
  /** @type {HTMLInputElement} */
  const due = need('[data-field="due"]', panel);
  const choose = (/** @type {number} */ days) => {
    /** @type {HTMLInputElement} */
    const { value } = need('[data-head="date"]');
    due.value = later(wholeDay(value) || day(), days);
    due.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const buttons = SHORT.map((days) => {
    const onclick = () => choose(days);
    const made = Object.assign(make("button", days ? shortcut.in({ days }) : shortcut.same, "quiet"), { type: "button", onclick });
    made.dataset.days = String(days);
    return made;
  });
  const box = make("div", "", "actions source");
  box.append(make("span", shortcut.about, "meta"), ...buttons);
  part("until", panel).append(box);
};

/**
 * Complete a panel that was just made.
 * @param {Row} item
 * @param {HTMLElement} panel
 */
export const complete = (item, panel) => {
  if (item.conditions.length) showGrounds(item, panel);
  offerDays(panel);
};

/** Where the part of the screen ends that the head and the topics cover. @param {HTMLElement} row */
const above = (row) => need('[data-module="head"]').offsetHeight + parseFloat(getComputedStyle(row).scrollMarginTop);

/**
 * Bring what was just opened into sight, as far as what it belongs to stays there.
 * @param {HTMLElement} box
 * @param {Element} owner
 * @param {HTMLElement} row
 */
export const bringUp = (box, owner, row) => {
  const below = box.getBoundingClientRect().bottom - part("bar", document).getBoundingClientRect().top;
  const room = owner.getBoundingClientRect().top - above(row);
  if (below > 0 && room > 0) scrollBy(0, Math.min(below, room));
};
