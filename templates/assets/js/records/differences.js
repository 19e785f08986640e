/** How a record that came in differs from the one here: what is new, and of each conflict both sides. */
import { imports as phrase } from "#words";
import { readable } from "../record/days.js";
import { called as nameOf } from "../record/objects.js";
import { OBJECT, compare } from "../record/merging.js";
import { FIVE } from "../record/rules.js";
import { copied, copiedElement, make } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { called, labelOf, pendingOf, sourceOf, wordOf } from "./called.js";

/** @typedef {import("../record/merging.js").AnswerDifference} AnswerDifference */
/** @typedef {import("../record/merging.js").HeaderDifference} HeaderDifference */
/** @typedef {import("../record/types").Answer} Answer */
/** @typedef {import("../record/types").Finding} Finding */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {"mine" | "theirs"} Side */
/** @typedef {[label: string, text: string]} Line */
/**
 * `taken` gets the side that is chosen of each conflict, `chosen` is told then; `number` tells records apart.
 * @typedef {{ record: InspectionRecord, list: Listed | null, target: InspectionRecord, number: number, taken: Map<string, string>, chosen: () => void }} Compared
 */

/** @type {Side[]} */
const SIDES = ["mine", "theirs"];

/** @param {Finding} found */
const findingLines = (found) => {
  const texts = (/** @type {("seen" | "place" | typeof FIVE[number])[]} */ ...names) => names.map((name) => /** @type {Line} */ ([called(name), found[name]]));
  /** @type {Line[]} */
  const conditions = found.conditions.map((when) => [phrase.condition, when]);
  /** @type {Line} */
  const remedy = [phrase.remedy, found.remedy ? wordOf(found.remedy) : ""];
  /** @type {Line} */
  const photos = [phrase.photo, found.photos.length ? phrase.photo_count({ count: found.photos.length }) : ""];
  /** @type {Line} */
  const source = [called("source"), sourceOf(found)];
  /** @type {Line} */
  const grade = [phrase.grade, found.grade ? wordOf(found.grade) : phrase.ungraded];
  return [grade, ...conditions, ...texts("seen", "place"), remedy, ...texts(...FIVE), source, photos];
};

/**
 * What an answer says.
 * @param {Answer} answer
 */
const linesOf = ({ value, measures, note, pending, findings }) => {
  /** @type {Line[]} */
  const all = [[phrase.result, wordOf(value)], ["", pendingOf({ pending })], ...Object.entries(measures), [phrase.note, note], ...findings.flatMap(findingLines)];
  return all.map(([label, text]) => /** @type {Line} */ ([label, text.trim()])).filter(([, text]) => text);
};

/**
 * What a side of a difference says; where the words asked are not the same, these too.
 * @param {HeaderDifference | AnswerDifference} one
 * @param {Side} side
 * @returns {Line[]}
 */
const sideLines = (one, side) => {
  const said = one[side];
  if (!said || typeof said === "string") return [["", said || ""]];
  const { mine, theirs } = /** @type {AnswerDifference} */ (one);
  const reworded = mine && mine.text_hash !== theirs.text_hash;
  return [...(reworded ? [/** @type {Line} */ ([phrase.asked, said.check])] : []), ...linesOf(said)];
};

/**
 * Show a side, and mark what the other does not say.
 * @param {Line[]} lines
 * @param {Line[]} others
 */
const shownSide = (lines, others) => {
  const known = others.map(String);
  return lines.map((line) => {
    const [label, text] = line;
    return make(known.includes(String(line)) ? "span" : "mark", label ? `${label}：${text}` : text, "conflict__line");
  });
};

/**
 * What people call a question that comes in.
 * @param {string} question
 * @param {InspectionRecord} record
 * @param {InspectionRecord} target
 */
const questionName = (question, record, target) => nameOf({ objects: { ...record.objects, ...target.objects } }, question);

/**
 * What a difference is about.
 * @param {HeaderDifference | AnswerDifference} one
 * @param {Compared} compared
 */
const about = ({ name, theirs }, { record, target, list }) => {
  if (typeof theirs !== "string") return `${questionName(name, record, target)}　${theirs.check}`;
  return name.startsWith(OBJECT) ? phrase.object_name : labelOf(name, list);
};

/**
 * @param {HeaderDifference | AnswerDifference} one
 * @param {Compared} compared
 */
const conflict = (one, compared) => {
  const { number, taken, chosen } = compared;
  const made = copiedElement("conflict");
  need("legend", made).textContent = about(one, compared);
  for (const side of SIDES) {
    const said = one[side];
    part(`${side}-at`, made).textContent = said && typeof said !== "string" ? [said.by, readable(said.at)].filter(Boolean).join("　") : "";
    part(side, made).replaceChildren(...shownSide(sideLines(one, side), sideLines(one, side === "mine" ? "theirs" : "mine")));
  }
  for (const radio of made.querySelectorAll("input")) {
    radio.name = `conflict-${number}-${one.name}`;
    radio.addEventListener("change", () => {
      taken.set(one.name, radio.value);
      chosen();
    });
  }
  taken.set(one.name, "");
  return made;
};

/**
 * What comes in without a question.
 * @param {HeaderDifference | AnswerDifference} one
 * @param {Compared} compared
 */
const comes = (one, compared) => {
  if (typeof one.theirs === "string") return make("li", `${about(one, compared)}：${one.theirs}`);
  const row = make("li", `${one.kind === "more" ? phrase.more : phrase.new} ${about(one, compared)}　`);
  const own = compared.target.answers[one.name];
  const known = own ? linesOf(own).map(String) : [];
  for (const line of linesOf(one.theirs)) if (!known.includes(String(line))) row.append(make("br"), line.filter(Boolean).join("："));
  return row;
};

/**
 * Choose one side of all.
 * @param {HTMLElement} place
 * @param {string} side
 * @param {Compared} compared
 */
const chooseAll = (place, side, { taken, chosen }) => {
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll(`input[value="${side}"]`))) radio.checked = true;
  for (const name of taken.keys()) taken.set(name, side);
  chosen();
};

/**
 * Show what a merge would do; where both are kept, how they differ, with nothing to choose.
 * @param {Compared} compared
 * @param {boolean} merges
 */
export const differencesOf = (compared, merges) => {
  const { header, answers, same } = compare(compared.target, compared.record);
  const all = [...header, ...answers];
  const coming = all.filter(({ kind }) => kind !== "conflict");
  const conflicts = all.filter(({ kind }) => kind === "conflict");
  const number = (/** @type {string} */ kind) => all.filter((one) => one.kind === kind).length;
  const made = copied("differences");
  part("counts", made).textContent = phrase.counts({ new_ones: number("new"), more: number("more"), same, conflicts: conflicts.length });
  part("coming", made).hidden = !coming.length;
  need("ul", part("coming", made)).replaceChildren(...coming.map((one) => comes(one, compared)));
  const choose = part("conflicts", made);
  choose.hidden = !conflicts.length || !merges;
  if (!choose.hidden) choose.append(...conflicts.map((one) => conflict(one, compared)));
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (choose.querySelectorAll("[data-choose]"))) {
    button.addEventListener("click", () => chooseAll(choose, button.dataset.choose || "", compared));
  }
  return made;
};
