/** The record on a list: its parts begin together, and are told when it is there. */
import { day } from "../record/days.js";
import { note, roundOf } from "../record/store.js";
import { startAnswers } from "./answers.js";
import { startBar } from "./bar.js";
import { Draft } from "./draft.js";
import { startEnd } from "./end.js";
import { READY, hear, hearChanged } from "./events.js";
import { startParticulars } from "./particulars.js";
import { Pictures } from "./pictures.js";
import { startAside } from "./topics.js";
import { startVerdict } from "./verdict.js";

/**
 * Go on with the round of today, or with the visit that the address names, if this list has any: what does it comes then.
 * @param {Draft} draft
 */
const startRound = async (draft) => {
  const visit = new URLSearchParams(location.search).get("visit");
  const round = await draft.store.current(roundOf(draft.list));
  if (round && (visit || round.day === day())) await (await import("./round.js")).follow(draft, round, visit);
};

/**
 * Say what was found in a unit last time, once the record has one: what does it comes then.
 * @param {Draft} draft
 */
const startLastTime = (draft) => {
  let comes = false;
  hearChanged((item) => {
    if (item || comes || !draft.hand.record?.particulars.unit) return;
    comes = true;
    import("./lasttime.js").then(({ tellLastTime }) => tellLastTime(draft)).catch(note);
  });
};

/**
 * @param {HTMLElement} root
 * @param {(row: HTMLElement) => void} reveal shows a row whatever the list is narrowed to
 */
export const startRecord = (root, reveal) => {
  if (!window.crypto) return; // the page says that the browser is too old
  const draft = new Draft(root);
  const pictures = new Pictures(draft);
  startAnswers(draft, pictures);
  /** @type {HTMLElement | null} */
  const verdict = root.querySelector('[data-part="verdict"]');
  if (verdict) startVerdict(verdict, draft); // before the bar, which says it too
  startBar(draft, reveal, () => pictures.count);
  startParticulars(root, draft);
  startEnd(draft, reveal);
  startAside(draft);
  startLastTime(draft);
  // What brings the next item into sight comes with the first touch.
  addEventListener("pointerdown", () => import("./onward.js").then(({ startOnward }) => startOnward(draft)).catch(note), { once: true });
  hear(READY, () => startRound(draft).catch(note));
  draft.start();
};
