/** The parts of a summary, in their order, before they are filled. */
import { summary as phrase } from "#words";
import { make } from "../site/elements.js";
import { part } from "../site/need.js";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name its hook
 * @param {(string | Node)[]} parts
 */
const named = (tag, name, ...parts) => {
  const made = make(tag);
  made.dataset.part = name;
  made.append(...parts);
  return made;
};

/**
 * @param {string} className
 * @param {(string | Node)[]} parts
 */
const row = (className, ...parts) => {
  const made = make("p", "", className);
  made.append(...parts);
  return made;
};

/**
 * @param {string} text
 * @param {string} action
 */
export const button = (text, action, className = "") => {
  const made = make("button", text, className);
  made.type = "button";
  made.dataset.action = action;
  return made;
};

const back = () => button(phrase.return, "return", "quiet");

/** @param {string} name */
const section = (name) => named("section", name, make("h3"), make("ul"));

/**
 * A way to where the page keeps its records: a sheet is shown and printed there.
 * @param {string} text
 * @param {string} [className]
 */
const toRecords = (text, className) => {
  const { href } = /** @type {HTMLAnchorElement} */ (part("records", document));
  return Object.assign(make("a", text, className), { href });
};

const print = () => {
  const made = toRecords(phrase.print, "button");
  made.dataset.action = "print";
  return made;
};

const see = () => {
  const made = toRecords(phrase.see, "summary__see");
  made.dataset.part = "see";
  return made;
};

const foot = () => {
  const sealed = named("strong", "sealed");
  sealed.tabIndex = -1;
  const before = named("div", "before", named("p", "ending"), row("actions", back(), button(phrase.confirm_close, "confirm-close")));
  const ways = row("actions", print(), button(phrase.send, "export"), button(phrase.next_unit, "start-record"));
  const said = named("p", "said");
  said.setAttribute("role", "status");
  const made = named("div", "end", before, named("div", "after", sealed, ways), said);
  made.className = "summary__end";
  return made;
};

/** Make them: the heading takes the keyboard, since what one tapped is gone. */
export const frame = () => {
  const title = make("h2", phrase.title);
  title.tabIndex = -1;
  const header = make("div", "", "summary__of");
  header.append(back(), title, named("span", "of"));
  const [grade, hash] = [named("p", "grade"), named("p", "hash")];
  grade.className = "summary__grade";
  hash.className = "summary__hash";
  return [
    header,
    grade,
    section("today"),
    named("section", "found"),
    ...["lacks", "against", "unsure", "unanswered"].map(section),
    named("section", "signatures", make("h3", phrase.signatures), make("p", phrase.about_signing, "meta"), named("div", "signing")),
    named("div", "lasting", row("actions", see(), button(phrase.revise, "revise", "quiet")), hash),
    foot(),
  ];
};
