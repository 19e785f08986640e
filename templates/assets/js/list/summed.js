/** What a summary says: how grave it is, what must happen, what was found, missing, contradictory, open. */
import { summary as phrase } from "#words";
import { contradictory } from "../record/contradictory.js";
import { findingsIn } from "../record/found.js";
import { lacking } from "../record/missing.js";
import { called } from "../record/objects.js";
import { pendingOf, remedyOf, titleOf, wordOf } from "../records/called.js";
import { make } from "../site/elements.js";
import { need, part } from "../site/need.js";

/** @typedef {import("../record/missing.js").Lack} Lack */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {ReturnType<typeof findingsIn>[number]} Found */

/**
 * A way back to a question's row, or, of "", to the record's line.
 * @param {InspectionRecord} record
 * @param {string} id
 * @param {string} [text]
 */
const way = (record, id, text = called(record, id)) => Object.assign(make("a", text), { href: `#${id || "record"}` });

/** @param {(string | Node)[]} parts */
const line = (...parts) => {
  const made = make("li");
  made.append(...parts);
  return made;
};

/**
 * Show a section with its lines, or hide it where there are none.
 * @param {HTMLElement} section
 * @param {string} title
 * @param {HTMLElement[]} lines
 */
const show = (section, title, lines) => {
  section.hidden = !lines.length;
  need("h3", section).textContent = title;
  need("ul", section).replaceChildren(...lines);
};

// How grave it is

const NOW = ["severe", "stop"]; // what empties or closes a house

/** A house's grade, as the record's line says it, or null on a list without. */
const graded = () => {
  /** @type {HTMLElement | null} */
  const box = document.querySelector('[data-part="verdict"] > [data-verdict]:not([hidden])');
  if (!box) return null;
  const texts = (/** @type {string} */ selector) => [...box.querySelectorAll(selector)].map(({ textContent }) => textContent || "");
  const [title = box.textContent || ""] = texts("strong");
  return { title, isSevere: NOW.includes(box.dataset.verdict || ""), treatment: texts("p:not(:has(strong))")[0] || "", actions: texts("li") };
};

/** @typedef {NonNullable<ReturnType<typeof graded>>} Graded */

/**
 * What the findings of a list without a verdict amount to.
 * @param {Found[]} all
 * @returns {Graded}
 */
const counted = (all) => {
  const number = (/** @type {string | null} */ one) => all.filter(({ found }) => found.grade === one).length;
  const major = number("major");
  const said = [
    major ? phrase.major({ count: major }) : "",
    number(null) ? phrase.ungraded_count({ count: number(null) }) : "",
    number("general") ? phrase.general({ count: number("general") }) : "",
  ].filter(Boolean);
  return { title: said.join("，") || phrase.clean, isSevere: major > 0, treatment: "", actions: [] };
};

/**
 * @param {HTMLElement} box
 * @param {Graded} grade
 * @param {Found[]} all
 * @param {InspectionRecord} record
 */
const sayGrade = (box, { title, isSevere }, all, record) => {
  box.classList.toggle("summary__grade--severe", isSevere);
  const major = all.filter(({ found }) => found.grade === "major").map(({ id }) => called(record, id));
  box.replaceChildren(make("strong", title), ...(isSevere && major.length ? [make("span", [...new Set(major)].join("、"))] : []));
};

// What must happen

/**
 * What the list asks for of all that is major, each action once, with the items that want it; and what is put right on the spot.
 * @param {Found[]} all
 * @param {Map<string, Row>} items
 */
const wanted = (all, items) => {
  /** @type {Map<string, string[]>} */
  const by = new Map();
  for (const { id, found } of all) {
    const item = found.grade === "major" && items.get(id);
    const actions = item ? [...item.on_major, ...item.on_fail] : [];
    if (found.remedy === "now") actions.push(wordOf("now"));
    for (const action of actions) by.set(action, [...(by.get(action) || []), id]);
  }
  return by;
};

/**
 * @param {Graded} grade
 * @param {Found[]} all
 * @param {Map<string, Row>} items
 * @param {InspectionRecord} record
 */
const today = ({ treatment, actions }, all, items, record) => {
  const by = wanted(all, items);
  for (const action of actions) by.delete(action);
  const whole = [treatment, ...actions].filter(Boolean).map((text) => line(text));
  return [...whole, ...[...by].map(([action, ids]) => line(`${action}　`, ...[...new Set(ids)].flatMap((id) => [way(record, id), " "])))];
};

// What was found

/** @param {Found} found */
const about = ({ found }) => {
  const photos = found.photos.length ? phrase.photos({ count: found.photos.length }) : "";
  return [found.place.trim(), remedyOf(found), photos].filter(Boolean).join("；");
};

/** @type {Found["found"]["grade"][]} */
const WORST = ["major", null, "general"];

/**
 * @param {Found[]} all
 * @param {InspectionRecord} record
 */
const byGrade = (all, record) => {
  const known = [...new Set([...WORST, ...all.map(({ found }) => found.grade)])];
  return known.flatMap((one) => {
    const here = all.filter(({ found }) => found.grade === one);
    const rows = here.map((each) => line(way(record, each.id), " ", each.found.seen.trim() || each.given.check, make("span", about(each), "meta")));
    const list = make("ul", "", "summary__found");
    list.append(...rows);
    return here.length ? [make("h3", phrase.found({ grade: one ? wordOf(one) : phrase.ungraded, count: here.length })), list] : [];
  });
};

// What is missing, contradictory, open

/** The field of the record's line for a particular. @param {string} name */
const fieldOf = (name) => need(`[data-head="${name}"]`);

/** How the list calls a particular. @param {string} name */
const labelOf = (name) => fieldOf(name).closest("label")?.firstChild?.textContent?.trim();

/** Where each missing word of an answer is written; one that is no field of its own begins with a choice. */
const FIELDS = /** @type {{ [name: string]: string }} */ ({ grade: ":is([data-condition], [data-part=neither])" });

/**
 * A field of an item's finding, or of what is pending of it.
 * @param {Lack} lack
 * @param {string} name
 */
const fieldIn = ({ id, finding }, name) => {
  const within = finding ? `[data-finding-id="${finding}"]` : '[data-part="pending"]';
  return document.getElementById(id)?.querySelector(`${within} ${FIELDS[name] || `[data-field="${name}"]`}`);
};

/**
 * Where what is missing is written, the first of it: the field gets a name for the way to it. Else the item.
 * @param {Lack} lack
 */
const placeOf = (lack) => {
  const [name] = lack.fields || [];
  const field = name && (lack.id ? fieldIn(lack, name) : fieldOf(name));
  return field ? (field.id ||= `${lack.finding || lack.id || "record"}-${name}`) : lack.id;
};

/** @type {(record: InspectionRecord) => (lack: Lack) => HTMLElement} */
const lackLine = (record) => (lack) => line(way(record, placeOf(lack), [called(record, lack.id), lack.text].filter(Boolean).join(" ")));

/**
 * What can't be judged yet: what is missing, and who looks.
 * @param {Row} item
 * @param {InspectionRecord} record
 */
const unsureLine = ({ id, check }, record) => line(way(record, id), ` ${check}`, make("span", pendingOf(record.answers[id]), "meta"));

/**
 * How many items of each topic are open, with a way to the first.
 * @param {Row[]} open
 * @param {InspectionRecord} record
 */
const byTopic = (open, record) => {
  /** @type {Map<Element | null, Row[]>} */
  const topics = new Map();
  for (const item of open) {
    const section = item.row.closest("[data-section]");
    topics.set(section, [...(topics.get(section) || []), item]);
  }
  const titleIn = (/** @type {Element | null} */ section) => section?.querySelector("h2")?.firstChild?.textContent?.trim() || "";
  return [...topics].map(([section, rows]) => line(way(record, rows[0].id, phrase.of_topic({ topic: titleIn(section), count: rows.length }))));
};

/**
 * Fill a summary; give what keeps its record from being closed, and how much is open or pending.
 * @param {HTMLElement} view
 * @param {Draft} draft
 * @param {InspectionRecord} record
 * @param {string} day_
 */
export const fill = (view, { hand }, record, day_) => {
  const all = findingsIn(record);
  const [open, unsure] = ["open", "unsure"].map((state) => hand.asked().filter((item) => hand.state(item) === state));
  const [lacks, against] = record.closed ? [[], []] : [lacking(record, labelOf("unit")), contradictory(hand.items, record, day_)];
  const grade = graded() || counted(all);
  part("of", view).replaceChildren(way(record, "", [titleOf(record), record.date].filter(Boolean).join("　")));
  sayGrade(part("grade", view), grade, all, record);
  show(part("today", view), grade.isSevere || !grade.treatment ? phrase.today : phrase.treatment, today(grade, all, hand.items, record));
  part("found", view).replaceChildren(...byGrade(all, record));
  show(part("lacks", view), phrase.lacks, lacks.map(lackLine(record)));
  show(part("against", view), phrase.against, against.map(lackLine(record)));
  show(part("unsure", view), phrase.unsure({ unsure: wordOf("unsure"), count: unsure.length }), unsure.map((item) => unsureLine(item, record)));
  show(part("unanswered", view), phrase.open({ count: open.length }), byTopic(open, record));
  return { wrong: [...lacks, ...against], open: open.length, unsure: unsure.length };
};
