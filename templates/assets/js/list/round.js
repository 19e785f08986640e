/** A list that is gone through for one unit after the other: which is in hand, how the one before was graded, the next by one tap. */
import { round as phrase } from "#words";
import { day } from "../record/days.js";
import { nextIn, placeIn } from "../record/rounds.js";
import { roundOf } from "../record/store.js";
import { make } from "../site/elements.js";
import { part } from "../site/need.js";
import { hearChanged } from "./events.js";
import { chooseFacets, chosenFacets } from "./filter.js";
import { unfetched } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../record/rounds.js").Round} Round */

const SETTLING = 600; // milliseconds in which a tap is still the second half of the one before

const button = () => {
  const made = Object.assign(make("button", phrase.onward, "quiet"), { type: "button" });
  made.dataset.action = "next-unit";
  return made;
};

/** How the unit in hand stands, in few words. */
const standing = () =>
  document.querySelector('[data-part="verdict"] [data-verdict]:not([hidden]) strong')?.textContent || part("failed", document).textContent || part("done", document).textContent || "";

class OnRound {
  #draft;
  #round;
  #line = make("p", "", "round no-print");
  #onward = button(); // in the bar
  #before = ""; // how the unit before was graded
  #isSame = false; // whether what is on the site was taken from it

  /**
   * @param {Draft} draft
   * @param {Round} round
   */
  constructor(draft, round) {
    this.#draft = draft;
    this.#round = round;
    this.#line.setAttribute("role", "status");
    part("line", document).after(this.#line);
    const bar = part("bar", document);
    bar.append(this.#onward);
    bar.classList.add("bar--round");
    hearChanged(() => this.#show());
    document.addEventListener("click", (event) => this.#pressed(event), true);
    this.#show();
  }

  get #place() {
    return placeIn(this.#round, this.#draft.hand.key);
  }

  get #next() {
    return nextIn(this.#round, this.#place);
  }

  #show() {
    const { visits } = this.#round;
    const [at, next] = [this.#place, this.#next];
    const list = Object.assign(make("a", phrase.list), { href: this.#list });
    const said = [at < 0 ? "" : phrase.place_in({ n: at + 1, count: visits.length }), this.#before, this.#isSame ? phrase.same_here({ facets: part("chosen", document).textContent || "" }) : ""];
    this.#line.replaceChildren(said.filter(Boolean).join("　"), " ");
    if (next >= 0) this.#line.append(`${phrase.next({ name: visits[next].particulars.unit })}　`);
    this.#line.append(list);
    this.#onward.hidden = next < 0;
  }

  /** Where all units of the round stand. */
  get #list() {
    const records = /** @type {HTMLAnchorElement} */ (part("records", document));
    const there = new URL(records.href);
    there.searchParams.set("round", this.#draft.list);
    return there.href;
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const target = /** @type {Element} */ (event.target);
    const another = target.closest('[data-part="after"] [data-action="start-record"]');
    if (!target.closest('[data-action="next-unit"]') && !(another && this.#place >= 0)) return;
    event.stopPropagation();
    if (this.#next < 0) location.assign(this.#list); // the last is done: there one sees how all stand
    else this.go(this.#next).catch(unfetched);
  }

  /**
   * Go on with a visit, unless one is on the way: a second tap would leave it at once, or begin it twice.
   * @param {number} n
   */
  async go(n) {
    const { dataset } = this.#line;
    if ("settling" in dataset) return;
    dataset.settling = "";
    try {
      await this.#visit(n);
    } finally {
      setTimeout(() => delete dataset.settling, SETTLING);
    }
  }

  /**
   * Go on with a visit that has no record yet: a new one of its unit, by the same people, with what was on the site before.
   * @param {number} n
   */
  async #visit(n) {
    const { hand } = this.#draft;
    if (location.hash) await this.#leave();
    const unit = this.#place < 0 ? "" : hand.record?.particulars.unit || "";
    const [facets, said] = [chosenFacets(), unit && phrase.before({ name: unit, said: standing() })];
    await this.#draft.startAnother();
    if (hand.record) return; // it is not on the disk, which is said
    chooseFacets(facets);
    [this.#before, this.#isSame] = [said, unit !== "" && facets.length > 0];
    await this.#begin(n);
    scrollTo(0, 0);
  }

  /** @param {number} n */
  async #begin(n) {
    const { hand, store } = this.#draft;
    this.#round = (await store.current(roundOf(this.#draft.list))) || this.#round; // another tab may have gone on with it
    const visit = this.#round.visits[n];
    this.#draft.people = this.#round.inspectors;
    await hand.change((one) => Object.assign(one.particulars, visit.particulars));
    visit.key = hand.key || "";
    this.#round.day = day(); // one of yesterday goes on today
    await store.setCurrent(roundOf(this.#draft.list), this.#round);
    this.#show();
  }

  /** Leave the summary for the list. */
  async #leave() {
    const left = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = "";
    await left;
  }
}

/**
 * @param {Draft} draft
 * @param {Round} round
 * @param {string | null} visit where to begin, which has no record yet
 */
export const follow = async (draft, round, visit) => {
  const on = new OnRound(draft, round);
  if (visit && round.visits[Number(visit)]?.key === "") await on.go(Number(visit));
};
