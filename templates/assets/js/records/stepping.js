/** A step of a finding is written down in its row: day, people, words, pictures. */
import { follow as phrase, following, handing_on as handing, step as steps } from "#words";
import { isFull } from "../record/database.js";
import { day, moment } from "../record/days.js";
import { stepOf } from "../record/followed.js";
import { itemOf } from "../record/objects.js";
import { certificates } from "../record/remembered.js";
import { namesOf } from "../record/rules.js";
import { note, tellTabs } from "../record/store.js";
import { namesIn } from "../record/written.js";
import { copiedElement, tell } from "../site/elements.js";
import { hold } from "../site/leaving.js";
import { need, part } from "../site/need.js";
import { cleaned } from "./clean.js";
import { figureOf, figuresOf } from "./pictured.js";
import { UNSEEN } from "./shown.js";

/** @typedef {import("../record/followed.js").Followed} Followed */
/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Photo} Photo */
/** @typedef {import("../record/types").Step} Step */
/** @typedef {{ keeper: Store, records: InspectionRecord[], site: string, office: string, kept: (step: Step) => unknown }} Desk */
/** @typedef {{ form: HTMLFormElement, one: Followed, kind: Step["kind"], taken: Photo[], busy: number }} Writing */

const PEOPLE = "step-people"; // the note of who wrote the last step
const MOST = 6; // pictures of a step, as of a finding

/** @type {{ [kind in Step["kind"]]: string }} */
const WORDS = { "put-right": phrase.done, recheck: phrase.seen, supervised: phrase.supervised_by, "struck-off": phrase.struck_off_by };

/** @type {Set<HTMLFormElement>} */
const open = new Set();
hold(() => [...open].some((form) => form.isConnected && "touched" in form.dataset));

// What is said

/**
 * @param {Writing} writing
 * @returns {(name: string) => string}
 */
const reader = ({ form }) => {
  const given = new FormData(form);
  return (name) => String(given.get(name) || "").replace(UNSEEN, "").trim();
};

/**
 * Say why a day or a result is none, or "".
 * @param {Writing} writing
 */
const wrongWhen = (writing) => {
  const { one, kind } = writing;
  const said = reader(writing);
  const date = said("date");
  if (!date || date < one.found.date || date > day()) return phrase.no_date({ found: one.found.date });
  if (kind !== "recheck") return "";
  if (!said("result")) return phrase.no_result;
  return said("result") === "not-right" && said("due") < date ? phrase.no_due : "";
};

/**
 * Say why a step is none yet, or "".
 * @param {Writing} writing
 */
const wrongIn = (writing) => {
  const said = reader(writing);
  const wrong = wrongWhen(writing);
  if (wrong) return wrong;
  if (!namesIn(said("by")).length) return phrase.no_people;
  return said("words") || writing.taken.length ? "" : phrase.no_proof;
};

/**
 * @param {Writing} writing
 * @param {Desk} desk
 */
const stepIn = (writing, { records, site, office }) => {
  const { one, kind, taken } = writing;
  const said = reader(writing);
  const known = certificates(records);
  const result = kind === "recheck" ? /** @type {Step["result"]} */ (said("result")) : null;
  return stepOf({
    site,
    office,
    at: moment(),
    date: said("date"),
    by: namesIn(said("by")).map((name) => ({ name, certificate: known.get(name) || "" })),
    kind,
    of: one.of,
    found: cleaned(one.found).value,
    result,
    due: result === "not-right" ? said("due") : "",
    words: said("words"),
    lasting: result === "not-right" ? "" : said("lasting"),
    photos: taken,
  });
};

// Pictures

/**
 * Take a picture: it is kept at once, made smaller; a step that is not kept leaves it to be swept.
 * @param {Writing} writing
 * @param {File} file
 * @param {Store} keeper
 */
const take = async ({ form, one, taken }, file, keeper) => {
  const { smaller } = await import("../record/smaller.js");
  const { photo, blob } = await smaller(itemOf(one.of.question), file);
  if (taken.length >= MOST || taken.some(({ name }) => name === photo.name)) return;
  await keeper.putPhoto(photo.name, blob);
  taken.push(photo);
  part("photos", form).append(await figureOf(photo, keeper));
};

/**
 * Take pictures one after another; meanwhile the step can't be kept.
 * @param {Writing} writing
 * @param {File[]} files
 * @param {Store} keeper
 */
const takeAll = async (writing, files, keeper) => {
  const wrong = part("wrong", writing.form);
  /** @type {HTMLButtonElement} */
  const button = need('[data-action="keep-step"]', writing.form);
  writing.busy += 1;
  button.disabled = true;
  for (const file of files) {
    try {
      await take(writing, file, keeper);
    } catch (error) {
      note(error);
      tell(wrong, isFull(error) ? handing.full : phrase.photo_failed);
    }
  }
  remember(writing, keeper);
  writing.busy -= 1;
  button.disabled = writing.busy > 0;
};

// What is not kept yet

const FIELDS = ["result", "due", "date", "by", "words", "lasting"];

/** The note of what is written and not kept yet: a page that ends leaves it to the next. @param {Writing} writing */
const noteOf = ({ one, kind }) => `writing:${one.key}:${kind}`;

/**
 * @param {Writing} writing
 * @param {Store} keeper
 */
const remember = (writing, keeper) => {
  const said = reader(writing);
  const fields = Object.fromEntries(FIELDS.map((name) => [name, said(name)]));
  keeper.setCurrent(noteOf(writing), { fields, taken: writing.taken }).catch(note);
};

/**
 * Put back what was written before.
 * @param {Writing} writing
 * @param {Store} keeper
 */
const restore = async (writing, keeper) => {
  const { form } = writing;
  /** @type {{ fields: { [name: string]: string }, taken: Photo[] } | null} */
  const before = await keeper.current(noteOf(writing));
  if (!before) return;
  form.dataset.touched = "";
  for (const [name, value] of Object.entries(before.fields)) {
    const field = form.elements.namedItem(name);
    if (field) Object.assign(field, { value });
  }
  const names = await keeper.photoNames();
  writing.taken = before.taken.filter(({ name }) => names.includes(name));
  part("photos", form).replaceChildren(...(await figuresOf(writing.taken, keeper)));
};

// The form

/**
 * Show what this kind of step asks, and what a result does.
 * @param {Writing} writing
 */
const showAsked = ({ form, kind }) => {
  const result = new FormData(form).get("result");
  part("result", form).hidden = kind !== "recheck";
  part("due", form).hidden = result !== "not-right";
  part("lasting", form).hidden = !(kind === "put-right" || result === "right");
};

/**
 * @param {Writing} writing
 * @param {Desk} desk
 */
const fill = async ({ form, one, kind }, { keeper, records }) => {
  part("kind", form).textContent = steps[kind];
  part("words", form).textContent = WORDS[kind];
  part("people", form).textContent = kind === "recheck" ? following.rechecker : following.people;
  /** @type {HTMLInputElement} */
  const date = need('[name="date"]', form);
  Object.assign(date, { value: day(), min: one.found.date, max: day() });
  const last = [...records].sort((a, b) => Number(a.changed < b.changed) - Number(a.changed > b.changed))[0];
  const known = (await keeper.current(PEOPLE)) || (last ? namesOf(last.inspectors) : "");
  /** @type {HTMLInputElement} */ (need('[name="by"]', form)).value = known;
};

/**
 * Keep what is written, unless something is wrong with it, which is said.
 * @param {Writing} writing
 * @param {Desk} desk
 */
const keep = async (writing, desk) => {
  const { form } = writing;
  const wrong = wrongIn(writing);
  tell(part("wrong", form), wrong);
  if (wrong || writing.busy) return;
  writing.busy += 1; // a second tap is no second step
  const step = stepIn(writing, desk);
  await desk.keeper.keepStep(step).finally(() => (writing.busy -= 1));
  close(writing, desk.keeper);
  await desk.keeper.setCurrent(PEOPLE, namesOf(step.by));
  tellTabs(`step:${step.id}`);
  desk.kept(step);
};

/**
 * @param {Writing} writing
 * @param {Store} keeper
 */
const close = (writing, keeper) => {
  open.delete(writing.form);
  writing.form.remove();
  keeper.setCurrent(noteOf(writing), null).catch(note);
  document.dispatchEvent(new CustomEvent("record:kept"));
};

/**
 * @param {Writing} writing
 * @param {Desk & { failed: (error: unknown) => unknown }} desk
 */
const listen = (writing, desk) => {
  const { form } = writing;
  form.addEventListener("input", () => {
    form.dataset.touched = "";
    remember(writing, desk.keeper);
  });
  form.addEventListener("change", ({ target }) => {
    showAsked(writing);
    const { name, files } = /** @type {HTMLInputElement} */ (target);
    if (name !== "photos" || !files) return;
    takeAll(writing, [...files], desk.keeper).then(() => (/** @type {HTMLInputElement} */ (target).value = ""));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(writing, desk).catch(desk.failed);
  });
  need('[data-action="cancel-step"]', form).addEventListener("click", () => close(writing, desk.keeper));
};

/**
 * Open the form of a step in the row of a finding; one at a time in each, with what was written there before.
 * @param {HTMLElement} box
 * @param {Followed} one
 * @param {Step["kind"]} kind
 * @param {Desk & { failed: (error: unknown) => unknown }} desk
 */
export const write = async (box, one, kind, desk) => {
  const form = /** @type {HTMLFormElement} */ (copiedElement("step"));
  /** @type {Writing} */
  const writing = { form, one, kind, taken: [], busy: 0 };
  await fill(writing, desk);
  await restore(writing, desk.keeper);
  box.replaceChildren(form);
  open.add(form);
  showAsked(writing);
  listen(writing, desk);
  form.scrollIntoView({ block: "nearest" });
};
