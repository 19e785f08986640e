/** What is asked after what one sees from where one stands: how much it is, and the way there. */
import { need } from "../site/need.js";
import { NARROWED, hear } from "./events.js";
import { fits } from "./filter.js";

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
  };
  button.addEventListener("click", () => {
    const [next] = rest();
    first.checked = false;
    form.dispatchEvent(new Event("input"));
    next.scrollIntoView({ block: "start" });
    /** @type {HTMLElement} */ (need("[data-answer]", next)).focus({ preventScroll: true });
  });
  hear(NARROWED, tell);
  tell();
};
