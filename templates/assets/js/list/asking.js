/** Ask which record is meant, when the draft in hand is of another day: it, or a new one. */
import { which as phrase } from "#words";
import { said } from "../record/dayname.js";
import { day } from "../record/days.js";
import { whose } from "../record/rules.js";
import { make } from "../site/elements.js";
import { part } from "../site/need.js";
import { CHOSEN, hear, holds } from "./events.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */

/** @param {InspectionRecord} record */
const of = (record) => phrase.of({ day: said(record.date, day()), count: Object.keys(record.answers).length });

/** @param {Draft} draft */
const buttons = (draft) => {
  /** @type {[string, string, () => unknown][]} */
  const ways = [
    ["go-on", phrase.go_on, () => draft.release()],
    ["start-record", phrase.another, () => draft.startAnother()],
  ];
  return ways.map(([action, words, go]) => {
    const onclick = (/** @type {Event} */ event) => {
      event.stopPropagation(); // the record's line knows such buttons, too
      go();
    };
    const button = Object.assign(make("button", words), { type: "button", onclick });
    button.dataset.action = action;
    return button;
  });
};

/** What is asked stands twice: in the record's line or, once one is held, under the answer; and then in the place of the bar. */
const places = {
  line: Object.assign(make("div", "", "warn"), { hidden: true }),
  row: Object.assign(make("div", "", "bar asking no-print"), { hidden: true, role: "group", ariaLabel: phrase.label }),
};
places.row.dataset.part = "asking";

/** @type {Element | null} */
let before = null; // what had the focus before the row took it

const begin = () => {
  part("bar", document).after(places.row);
  hear(CHOSEN, () => {
    places.line.hidden = places.row.hidden = true;
    part("bar", document).hidden = false;
    part("day", document).textContent = "";
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    before = null;
  });
};

/**
 * @param {Draft} draft
 * @param {InspectionRecord} record
 */
const fill = (draft, record) => {
  const state = make("div", "", "bar__state");
  state.append(make("strong", of(record)), make("span", whose(record), "bar__whose"));
  places.row.replaceChildren(state, ...buttons(draft));
  const actions = make("p", "", "actions");
  actions.append(...buttons(draft));
  places.line.replaceChildren(make("p", phrase.line({ of: of(record), whose: whose(record) })), actions);
  part("day", document).textContent = phrase.other_day;
};

const show = () => {
  places.row.hidden = false;
  part("bar", document).hidden = true;
  if (!document.activeElement?.matches("[data-answer]")) return; // not from somebody who types
  before = document.activeElement;
  before.closest('[data-part="answers"]')?.after(places.line);
  places.row.querySelector("button")?.focus();
};

/** @param {Draft} draft */
export const ask = (draft) => {
  const { record } = draft.hand;
  if (!record) return;
  if (!places.row.isConnected) begin();
  if (places.row.hidden) {
    fill(draft, record);
    part("name", document).closest("details")?.querySelector(".record__own")?.prepend(places.line);
  }
  places.line.hidden = false;
  if (holds() && places.row.hidden) show();
};
