/** Say how far one is, what is not passed, and when it was saved; lead to what is open. */
import { turned, whose } from "../record/rules.js";
import { need, part } from "../site/need.js";
import { HELD, KEPT, NARROWED, asks, hear, hearChanged, holds, on } from "./events.js";
import { chosenFacets } from "./filter.js";
import { itemOf } from "./rows.js";
import { sayTrouble } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {(row: HTMLElement) => void} Reveal */

const isDone = (/** @type {string} */ state) => state !== "open" && state !== "unsure";
const isShown = (/** @type {Row} */ { row }) => row.offsetParent !== null;

/**
 * Say how much of each topic is done, once there is a record.
 * @param {Draft} draft
 * @param {Row[]} here
 */
const sayTopics = ({ hand }, here) => {
  if (!hand.record) return;
  for (const one of document.querySelectorAll("[data-topic]")) {
    const topic = /** @type {HTMLElement} */ (one);
    const mine = here.filter(({ row }) => /** @type {HTMLElement} */ (row.closest("[data-section]")).dataset.section === topic.dataset.topic);
    const done = mine.filter((item) => isDone(hand.state(item))).length;
    need("[data-count]", topic).textContent = `${done}/${mine.length}`;
  }
};

/**
 * What is severe, in few words: how a house is graded, or how many findings are major; "" if nothing is.
 * @param {HTMLElement} place
 * @param {Draft} draft
 */
const severe = ({ dataset }, { hand }) => {
  const graded = document.querySelector('[data-part="verdict"]');
  if (graded) return graded.querySelector(":is([data-verdict=severe], [data-verdict=stop]):not([hidden]) strong")?.textContent?.split("（")[0] || "";
  const found = [...hand.items.values()].flatMap((item) => hand.answerOf(item)?.findings || []).filter(({ grade }) => grade === "major").length;
  return found ? (dataset.words || "").replace("{}", String(found)) : "";
};

/**
 * How a house is graded as it stands, on a list that says so all the way; "" on others.
 * @param {HTMLElement} place
 */
const graded = ({ dataset }) => dataset.graded && (document.querySelector("[data-verdict]:not([hidden]) strong")?.textContent || dataset.graded);

/**
 * Say in the bar what is severe, or else how a house stands or whose record it is.
 * @param {HTMLElement} bar
 * @param {Draft} draft
 */
const sayWhose = (bar, draft) => {
  const { record } = draft.hand;
  const place = part("severe", bar);
  place.textContent = severe(place, draft);
  const about = part("whose", bar);
  about.textContent = !place.textContent && record ? graded(about) || whose(record) : "";
};

/**
 * Whether the summary is the way on: nothing is open any more, or all is closed.
 * @param {Draft["hand"]} hand
 * @param {number} open
 */
const isAtEnd = ({ record, closed }, open) => record !== null && (closed || !open);

/**
 * Say how many items are open, or else how many wait for a look.
 * @param {HTMLElement} place
 * @param {number} open
 */
const sayLeft = (place, open) => {
  const { words = "", none = "" } = place.dataset;
  place.textContent = open ? words.replace("{}", String(open)) : part("unsure", document).textContent || none;
};

/**
 * @param {HTMLElement} bar
 * @param {Draft} draft
 */
const sayDone = (bar, draft) => {
  const { hand } = draft;
  const here = hand.asked(chosenFacets());
  const number = (/** @type {(state: string) => boolean} */ fits) => here.filter((item) => fits(hand.state(item))).length;
  const open = number((state) => state === "open");
  part("done", document).textContent = `${number(isDone)}/${here.length}`;
  for (const [name, value] of Object.entries({ failed: "fail", unsure: "unsure" })) {
    const [word, count] = [part(name, document), number((state) => state === value)];
    word.textContent = count ? `${count} ${word.dataset.word}` : "";
  }
  sayLeft(part("open", bar), open);
  const button = (/** @type {string} */ name) => /** @type {HTMLButtonElement} */ (need(`[data-action="${name}"]`, bar));
  button("undo").disabled = !hand.undoable || hand.closed;
  button("next").disabled = !open;
  button("close").hidden = !(button("next").hidden = isAtEnd(hand, open));
  part("state", bar).setAttribute("href", hand.record ? "#summary" : "#record");
  sayWhose(bar, draft);
  sayTopics(draft, here);
};

/**
 * When the record was kept, and where; "" until it is.
 * @param {HTMLElement} saved
 * @param {Draft} draft
 */
const whenKept = ({ dataset }, { hand, ready, store }) => {
  if (!ready || !hand.record || hand.disk.waiting || hand.disk.failed) return "";
  return (dataset[store.kind] || "").replace("{}", hand.record.changed.slice(11, 16));
};

/**
 * That pictures are under way.
 * @param {HTMLElement} saved
 * @param {number} pictures how many
 */
const underWay = ({ dataset }, pictures) => (pictures ? (dataset.pictures || "").replace("{}", String(pictures)) : "");

/**
 * That what is done is on no disk and on no way there.
 * @param {HTMLElement} saved
 * @param {unknown} failed
 */
const unkept = ({ dataset: { tab = "" }, textContent }, failed) => (failed || textContent === tab ? tab : "");

/**
 * Say whether what is done is on the disk: when it is, in the line above the list; that it is not, in the bar too.
 * @param {HTMLElement} bar
 * @param {Draft} draft
 * @param {number} pictures how many are under way
 */
const sayDisk = (bar, draft, pictures) => {
  const { failed, waiting } = draft.hand.disk;
  const [saved, unsaved] = [part("saved", document), part("unsaved", bar)];
  const busy = underWay(saved, pictures);
  for (const one of [saved, unsaved]) one.dataset.pending = String(waiting + pictures);
  saved.textContent = busy || whenKept(saved, draft);
  unsaved.textContent = busy || unkept(saved, failed);
  // Nothing else is over because something was kept.
  if (failed || document.querySelector("[data-kind=failed]:not([hidden])")) sayTrouble(failed ? "failed" : "");
};

/** Which item is in hand: the one last answered, touched or led to; and the way from it to what is open. */
class Way {
  /** @type {Row | null} */
  #at = null;
  #draft;
  #reveal;

  /**
   * @param {Draft} draft
   * @param {Reveal} reveal
   */
  constructor(draft, reveal) {
    this.#draft = draft;
    this.#reveal = reveal;
  }

  /** @param {Row | null | undefined} item */
  take(item) {
    this.#at = item || this.#at;
  }

  leave() {
    this.#at = null;
  }

  /** The items in walking order: from the one after that in hand, or else from the first whose answers are in sight. */
  #onward() {
    const all = [...this.#draft.hand.items.values()];
    const above = need('[data-module="head"]').offsetHeight + (all[0] ? parseFloat(getComputedStyle(all[0].row).scrollMarginTop) : 0);
    const inSight = (/** @type {Row} */ item) => isShown(item) && part("answers", item.row).getBoundingClientRect().bottom > above;
    return turned(all, this.#at ? all.indexOf(this.#at) + 1 : Math.max(0, all.findIndex(inSight)));
  }

  /** Bring the next open item's question to the top, and the keyboard to it: to no field, which would bring up a phone's. */
  next() {
    const { hand } = this.#draft;
    const here = new Set(hand.asked(chosenFacets()));
    const open = this.#onward().filter((item) => here.has(item) && hand.state(item) === "open");
    const item = open.find(isShown) || open[0];
    this.#lead(item, "start");
    /** @type {HTMLElement} */
    const first = item.row.querySelector("[data-answer]:enabled") || need("summary", item.row);
    first.focus({ preventScroll: true });
  }

  /**
   * Take back the latest answer, and say which one in the bar until something else is done.
   * @param {HTMLElement} bar
   */
  undo(bar) {
    const item = this.#draft.hand.takeBack();
    if (!item) return;
    this.#lead(item, "center");
    const said = part("whose", bar);
    part("severe", bar).textContent = "";
    said.textContent = (said.dataset.undone || "").replace("{}", item.name || item.id);
  }

  /**
   * @param {Row} item
   * @param {"start" | "center"} block
   */
  #lead(item, block) {
    this.#at = item;
    this.#reveal(item.row);
    item.row.scrollIntoView({ block });
  }
}

/**
 * @param {HTMLElement} bar
 * @param {Draft} draft
 * @param {Reveal} reveal
 */
const walk = (bar, draft, reveal) => {
  const { hand } = draft;
  const way = new Way(draft, reveal);
  const follow = () => way.take(hand.items.get(location.hash.slice(1)));
  let begun = false; // whether there was a record
  // A tap focuses nothing in some browsers, a key clicks nothing.
  for (const kind of ["focusin", "click"]) on(kind, (target) => way.take(itemOf(hand.items, target)));
  addEventListener("hashchange", follow);
  follow();
  hearChanged(() => {
    if (begun && !hand.record) way.leave();
    begun = hand.record !== null;
  });
  need('[data-action="next"]', bar).addEventListener("click", () => way.next());
  need('[data-action="undo"]', bar).addEventListener("click", () => way.undo(bar));
};

/**
 * @param {Draft} draft
 * @param {Reveal} reveal
 * @param {() => number} pictures how many are under way
 */
export const startBar = (draft, reveal, pictures) => {
  const bar = part("bar", document);
  const sayKept = () => sayDisk(bar, draft, pictures());
  /** Say that what is done waits for the store to open. */
  const sayHeld = () => {
    const saved = part("saved", document);
    if (holds() && !asks()) saved.textContent = part("unsaved", bar).textContent = saved.dataset.held || "";
  };
  part("state", bar).addEventListener("click", () => draft.hand.record || part("line", document).setAttribute("open", ""));
  walk(bar, draft, reveal);
  hearChanged(() => {
    sayDone(bar, draft);
    sayTrouble(""); // one goes on
    sayKept();
  });
  hear(HELD, sayHeld);
  hear(KEPT, sayKept);
  hear(NARROWED, () => sayDone(bar, draft));
  need("[data-record-old]").hidden = true;
  sayHeld();
};
