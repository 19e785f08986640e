/** What is asked after what one sees from where one stands: how much it is, and the way there. */
import { look as phrase } from "#words";
import { need, part } from "../site/need.js";
import { NARROWED, hear, hearChanged } from "./events.js";
import { fits } from "./filter.js";

/**
 * How many rows are in a state.
 * @param {HTMLElement[]} rows
 * @param {string} state
 */
const count = (rows, state) => rows.filter(({ dataset }) => (dataset.result || "open") === state).length;

/**
 * Say what the first look found, once all of it is answered; until then the bar counts what is left of it.
 * @param {HTMLElement} line
 * @param {HTMLElement[]} shown
 */
const sayLook = (line, shown) => {
  const [open, failed] = [count(shown, "open"), count(shown, "fail")];
  line.hidden = open > 0;
  line.textContent = failed ? phrase.found({ count: failed }) : phrase.clear;
  const bar = part("open", document);
  if (open) bar.textContent = (bar.dataset.words || "").replace("{}", String(open));
};

/** @param {HTMLElement} box */
export const startRest = (box) => {
  /** @type {HTMLFormElement} */
  const form = need('[data-module="filter"] form');
  /** @type {HTMLInputElement} */
  const first = need('[name="first"]', form);
  const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-item-id]")]);
  const button = need("button", box);
  const words = button.dataset.words || "";
  /** The items that would come if all were asked. */
  const rest = () => {
    const want = new URLSearchParams(/** @type {[string, string][]} */ ([...new FormData(form)].filter(([name, value]) => value && name !== "first")));
    return items.filter((item) => item.hidden && fits(item, want));
  };
  const tell = () => {
    const left = first.checked ? rest() : [];
    box.hidden = !left.length;
    button.textContent = words.replace("{}", String(left.length));
    if (left.length) sayLook(need("p", box), items.filter((item) => !item.hidden));
  };
  button.addEventListener("click", () => {
    const [next] = rest();
    first.checked = false;
    form.dispatchEvent(new Event("input"));
    next.scrollIntoView({ block: "start" });
    /** @type {HTMLElement} */ (need("[data-answer]", next)).focus({ preventScroll: true });
  });
  hear(NARROWED, tell);
  hearChanged(tell);
  tell();
};
