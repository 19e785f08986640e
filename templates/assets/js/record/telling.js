/** Tell a person what became of the store: what the browser wiped, what was brought together, what lies aside. */
import { store as phrase } from "#words";
import { make } from "../site/elements.js";
import { forget, know, strange, wiped } from "./known.js";
import { heardOf } from "./together.js";

/** @typedef {import("./known.js").Gone} Gone */
/** @typedef {import("./store.js").News} News */
/** @typedef {import("./store.js").Store} Store */

const MOST = 5; // of what is gone, by name

/** @param {Gone[]} gone */
const named = (gone) => {
  const names = gone.slice(0, MOST).map(({ key, said }) => `“${said || phrase.untitled({ key })}”`);
  return names.join("、") + (gone.length > MOST ? phrase.more : "");
};

/**
 * @param {News} news
 * @param {Gone[]} gone
 * @returns {string[]} sentences
 */
const sentences = ({ local, former, aside }, gone) => [
  ...(gone.length ? [phrase.gone({ count: gone.length, names: named(gone) })] : []),
  ...(local ? [phrase.local({ count: local })] : []),
  ...(former ? [phrase.former({ count: former })] : []),
  ...(aside ? [phrase.aside] : []),
];

/**
 * Say no more of what a person has heard.
 * @param {Store} store
 * @param {string} name of the store
 * @param {Gone[]} gone
 */
const heard = async (store, name, gone) => {
  for (const { key } of gone) forget(name, key);
  await heardOf(store).catch(() => {}); // it is said again next time
};

/**
 * Give what is gone; what is there, also what nobody changed since one knows, is known from now on.
 * @param {Store} store
 * @param {string} name of the store
 */
const missed = async (store, name) => {
  if (store.kind !== "indexeddb") return [];
  const here = await store.keys();
  const gone = wiped(name, here);
  for (const own of strange(name, here)) {
    const record = await store.get(own);
    if (record) know(name, record);
  }
  return gone;
};

/**
 * Say it before some part of the page, until the person has heard it.
 * @param {Store} store
 * @param {string} name of the store
 * @param {Element} place
 */
export const tellNews = async (store, name, place) => {
  const gone = await missed(store, name);
  const said = sentences(store.news, gone);
  if (!said.length) return;
  const box = make("div", "", "warn no-print");
  box.setAttribute("role", "alert");
  box.dataset.part = "news";
  const button = Object.assign(make("button", phrase.heard, "quiet"), { type: "button" });
  button.dataset.action = "heard";
  button.addEventListener("click", () => {
    box.remove();
    heard(store, name, gone);
  });
  box.append(...said.map((words) => make("p", words)), button);
  place.before(box);
};
