/** The way of one finding to its end, on paper: found, put right, rechecked, supervised, struck off; before and after. */
import { follow as phrase, following, step as steps } from "#words";
import { day } from "../record/days.js";
import { followed, standing } from "../record/followed.js";
import { namesOf } from "../record/rules.js";
import { setApart } from "../site/apart.js";
import { copiedElement, make } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { called, wordOf } from "./called.js";
import { askedOf, kindOf, planOf, seenOf, unitOf, whenOf } from "./course.js";
import { figuresOf } from "./pictured.js";

/** @typedef {import("../record/followed.js").Followed} Followed */
/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").Photo} Photo */
/** @typedef {import("../record/types").Step} Step */

/**
 * A row of a label and its text.
 * @type {(label: string, text: string) => HTMLTableRowElement}
 */
const factRow = (label, text) => {
  const row = make("tr");
  row.append(Object.assign(make("th", label), { scope: "row" }), make("td", text));
  return row;
};

/** @param {Followed} one */
const facts = (one) => {
  const { found } = one;
  const now = standing(one, day());
  const pairs = [
    [called("unit"), unitOf(found)],
    [following.item, askedOf(one)],
    [following.finding, `${found.grade ? `${wordOf(found.grade)}　` : ""}${seenOf(found)}`],
    [called("date"), `${found.date}　${found.by}`],
    [following.plan, planOf(one, { ...now, due: found.due })],
    [following.now, whenOf(one, now) + (now.supervised ? `　${steps.supervised}` : "")],
  ];
  return pairs.map(([label, text]) => factRow(label, text));
};

/**
 * A step in full.
 * @param {Step} step
 */
const stepBox = (step) => {
  const made = make("section", "", "sheet__finding");
  const lines = make("dl");
  const said = [
    [following.by, namesOf(step.by)],
    [following.words, step.words.trim()],
    [following.lasting_short, step.lasting.trim()],
    [called("due"), step.due],
    [following.code, step.id],
  ];
  for (const [label, text] of said) if (text) lines.append(make("dt", label), make("dd", text));
  made.append(make("h4", `${step.date}　${kindOf(step)}`), lines);
  return made;
};

/**
 * Pictures under their word.
 * @param {string} word
 * @param {Photo[]} photos
 * @param {Store} keeper
 */
const pictures = async (word, photos, keeper) => [make("h4", word), ...(await figuresOf(photos, keeper))];

/**
 * Before at the left, after at the right, each with its step.
 * @param {Followed} one
 * @param {Store} keeper
 */
const pair = async ({ found, steps: all }, keeper) => {
  const [before, after] = [make("section", "", "follow__side"), make("section", "", "follow__side")];
  before.append(...(await pictures(following.before, found.photos, keeper)));
  for (const step of all) {
    if (step.photos.length) after.append(...(await pictures(`${following.after}　${step.date} ${kindOf(step)}`, step.photos, keeper)));
  }
  return [before, after];
};

/**
 * Show the way of a finding, on a page of its own.
 * @param {HTMLElement} view
 * @param {string} key
 * @param {Store} keeper
 */
export const showCourse = async (view, key, keeper) => {
  const one = followed(await keeper.all(), await keeper.steps()).find((other) => other.key === key);
  Object.assign(part("list", view), { href: "?findings" });
  view.hidden = false;
  part("lost", view).hidden = Boolean(one);
  const button = need('[data-action="print-course"]', view);
  button.hidden = !one;
  if (!one) return;
  button.addEventListener("click", () => print());
  const paper = copiedElement("course");
  part("facts", paper).replaceChildren(...facts(one));
  part("pair", paper).replaceChildren(...(await pair(one, keeper)));
  part("steps", paper).replaceChildren(...one.steps.map(stepBox));
  part("seal", paper).textContent = phrase.number({ number: one.of.number });
  setApart(paper);
  part("course", view).replaceChildren(paper);
  document.title = [following.paper, one.found.unit, one.of.question].filter(Boolean).join("-");
  view.dataset.ready = "";
};
