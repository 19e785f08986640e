/** A record as it is printed and signed: what was found first, then how all was answered. */
import { on_paper as phrase } from "#words";
import { readable } from "../record/days.js";
import { beyond } from "../record/judge.js";
import { askedBy, called as nameOf, objectsIn } from "../record/objects.js";
import { PEOPLE, stale } from "../record/rules.js";
import { isBroken } from "../record/seal.js";
import { unread } from "../record/told.js";
import { setApart } from "../site/apart.js";
import { copiedElement, make, tell } from "../site/elements.js";
import { need, part } from "../site/need.js";
import { called, particularsOf, pendingOf, remedyOf, sourceOf, titleOf, wordOf } from "./called.js";
import { counted } from "./counting.js";
import { fileName } from "./files.js";
import { findingsOf, inOrder, verdictOf } from "./findings.js";
import { listOf, pathOf } from "./lists.js";
import { fillSigned } from "./signed.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").Answer} Answer */
/** @typedef {import("../record/types").Finding} Finding */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Item} Item */
/** @typedef {import("../record/types").Photo} Photo */
/** @typedef {import("./findings.js").Told} Told */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {{ record: InspectionRecord, list: Listed | null, keeper: Store, coming: Promise<void>[] }} Sheet `coming` are its pictures */

/** @param {import("../record/types").Person} person */
const certified = ({ name, certificate }) => (certificate ? phrase.certified({ name, certificate }) : name);

/** @param {Sheet} sheet */
const facts = ({ record, list }) => {
  const known = record.facets.map((id) => list?.facets[id] || id).join("、");
  const objects = objectsIn(record).map(({ name }) => name).join("、");
  const pairs = [
    ...particularsOf(record, list),
    [called("date"), record.date],
    ...PEOPLE.map((name) => [called(name), record[name].map(certified).join("、")]),
    ...(record.facets.length ? [[phrase.facets, known]] : []),
    ...(objects ? [[phrase.objects, objects]] : []),
  ];
  const rows = [];
  for (let n = 0; n < pairs.length; n += 2) rows.push(factsRow(pairs.slice(n, n + 2)));
  return rows;
};

/**
 * Two particulars a row.
 * @param {string[][]} pairs
 */
const factsRow = (pairs) => {
  const row = make("tr");
  for (const [label, value] of pairs) {
    const head = make("th", label);
    head.scope = "row";
    row.append(head, make("td", value));
  }
  if (row.cells.length === 2) row.cells[1].colSpan = 3;
  return row;
};

const BARE = /[\d\uff10-\uff19]\s*$/; // a value without a unit of its own

/**
 * @param {Answer} answer
 * @param {Item | undefined} item
 * @param {InspectionRecord} record
 */
const measured = ({ measures }, item, record) =>
  Object.entries(measures)
    .filter(([, value]) => value.trim())
    .map(([label, value]) => {
      const measure = item?.measures.find((one) => one.label === label);
      const said = [label, value, ...(measure && !measure.date && BARE.test(value) ? [measure.unit] : [])].join(" ");
      if (!measure) return said;
      if (unread({ measures: [measure] }, measures, record).length) return phrase.unread({ said });
      return beyond({ measures: [measure] }, measures, record) ? phrase.beyond({ said }) : said;
    })
    .join("；");

// Findings

/**
 * Why a finding is grave, how it is put right: each as a label and its text, which may be "".
 * @param {Told} told
 * @param {InspectionRecord} record
 * @returns {[string, string][]}
 */
const findingLines = ({ answer, found, item, conditions, basis, actions }, record) => [
  [phrase.note, stale(item, answer) ? phrase.reworded : ""],
  [phrase.place, found.place.trim()],
  [phrase.seen, found.seen.trim()],
  ...conditions.map(({ when, basis: clauses }) => /** @type {[string, string]} */ ([phrase.condition, `${when}${clauses ? `（${clauses}）` : ""}`])),
  [phrase.basis, basis],
  [phrase.measured, measured(answer, item, record)],
  [phrase.remark, answer.note.trim()],
  [phrase.actions, actions.join("；")],
  [phrase.remedy, remedyOf(found)],
  [called("source"), sourceOf(found)],
];

/**
 * A finding in full, with its pictures.
 * @param {Told} told
 * @param {number} n
 * @param {Sheet} sheet
 */
const finding = (told, n, sheet) => {
  const { name, answer, found } = told;
  const made = make("section", "", "sheet__finding");
  const head = make("h4");
  const grade = make("span", found.grade ? wordOf(found.grade) : phrase.ungraded, `grade grade--${found.grade || "general"}`);
  head.append(`${n + 1}　`, grade, ` ${name}　${answer.check}`);
  const lines = make("dl");
  for (const [label, text] of findingLines(told, sheet.record)) if (text) lines.append(make("dt", label), make("dd", text));
  made.append(head, lines);
  if (found.photos.length) {
    const box = make("p", "", "sheet__photos");
    box.append(...found.photos.map((photo) => picture(photo, sheet)));
    made.append(box);
  }
  return made;
};

/**
 * A picture, or where it is.
 * @param {Photo} photo
 * @param {Sheet} sheet
 */
const picture = ({ name, taken }, { keeper, coming }) => {
  const place = make("span", phrase.photo_elsewhere({ name }));
  const shown = async () => {
    const blob = await keeper.photo(name);
    if (!blob) return;
    const image = new Image();
    image.src = URL.createObjectURL(blob);
    image.alt = phrase.photo({ name });
    await image.decode().catch(() => {});
    place.replaceChildren(image, make("small", taken ? readable(taken) : ""));
  };
  coming.push(shown());
  return place;
};

// Answers

/**
 * All answers, compactly: number, question, answer, with what was measured or noted.
 * @param {Sheet} sheet
 */
const answers = ({ record, list }) => {
  const rows = [];
  let section = null;
  for (const [id, answer] of inOrder(record, list)) {
    const item = list ? askedBy(list.items, id) : undefined;
    const here = item ? item.section : phrase.not_in_edition;
    if (here !== section) rows.push(sectionRow(here));
    section = here;
    const row = make("li", "", `sheet__answer sheet__answer--${answer.value}`);
    const beside = [pendingOf(answer), measured(answer, item, record), answer.note.trim()].filter(Boolean).join("；");
    const [number, object] = nameOf(record, id).split(/ (.*)/); // beside the question: its column is as wide as a number
    const said = make("span", answer.check + (beside ? `（${beside}）` : ""));
    if (object) said.prepend(make("b", object), "　");
    row.append(make("span", number, "id"), said, make("strong", wordOf(answer.value)));
    rows.push(row);
  }
  return rows;
};

/** @param {string} title */
const sectionRow = (title) => {
  const row = make("li", title, "sheet__section");
  row.dataset.section = "";
  return row;
};

const LAST = 10; // rows that stay with the signatures: these are never alone on a sheet

/** @param {HTMLElement[]} rows */
const cut = (rows) => {
  const at = Math.max(0, rows.length - LAST);
  return at && "section" in rows[at - 1].dataset ? at - 1 : at;
};

/** @param {Sheet} sheet */
const counts = ({ record, list }) => {
  const all = counted(record, list);
  const besides = Object.keys(record.answers).length - all.done - all.here_unsure;
  const grades = [`${wordOf("major")}${all.major}`, `${wordOf("general")}${all.general}`];
  if (all.ungraded) grades.push(phrase.ungraded_count({ count: all.ungraded }));
  return phrase.counts({
    all: all.asked === null ? "" : phrase.asked({ count: all.asked }),
    done: all.done,
    besides: besides ? phrase.besides({ count: besides }) : "",
    passed: wordOf("pass"),
    pass_count: all.pass,
    failed: wordOf("fail"),
    fail_count: all.fail,
    grades: grades.join("，"),
    none: wordOf("none"),
    none_count: all.none,
    unsure: all.unsure ? phrase.unsure({ unsure: wordOf("unsure"), count: all.unsure }) : "",
    open: all.open === null ? "" : phrase.open({ count: all.open }),
  });
};

// Whose it is

/** @param {InspectionRecord} record */
const identity = ({ closed, revision, revises }) => {
  const said = [closed ? phrase.number({ number: closed.number }) : phrase.draft];
  if (revision > 1) said.push(phrase.revision({ revision }));
  if (revises) said.push(phrase.revises({ number: revises.number }));
  return said.join("　");
};

/** @param {InspectionRecord} record */
const sealed = ({ closed, revises, id, revision }) => {
  const said = [phrase.record({ id, revision })];
  if (closed) said.unshift(phrase.seal({ number: closed.number, time: readable(closed.at), hash: closed.hash }));
  if (revises) said.push(phrase.revises_seal({ number: revises.number, hash: revises.hash }));
  return said.join("　");
};

/**
 * @param {HTMLElement} paper
 * @param {Sheet} sheet
 */
const fillHead = (paper, sheet) => {
  const { record } = sheet;
  const title = record.title.replace(new RegExp(phrase.list_ending), "");
  part("running", paper).textContent = phrase.running({ title, whose: titleOf(record), identity: identity(record) });
  part("title", paper).textContent = title;
  part("draft", paper).hidden = Boolean(record.closed);
  part("edition", paper).textContent = [record.edition_title, ...(record.closed || record.revises ? [identity(record)] : [])].join("　");
  part("changed", paper).hidden = !isBroken(record);
  part("facts", paper).replaceChildren(...facts(sheet));
  part("seal", paper).textContent = sealed(record);
};

/**
 * @param {HTMLElement} paper
 * @param {Sheet} sheet
 */
const fillVerdict = (paper, { record, list }) => {
  const verdict = verdictOf(record, list);
  part("verdict", paper).hidden = !verdict;
  if (!verdict) return;
  part("verdict-title", paper).textContent = verdict.title;
  tell(part("verdict-text", paper), [verdict.treatment, verdict.on_fail.join("、")].filter(Boolean).join("　"));
};

/** @param {Sheet} sheet */
export const paperOf = (sheet) => {
  const paper = copiedElement("sheet");
  fillHead(paper, sheet);
  fillVerdict(paper, sheet);
  fillSigned(paper, sheet.record);
  const found = findingsOf(sheet.record, sheet.list);
  part("clean", paper).hidden = found.length > 0;
  part("findings", paper).replaceChildren(...found.map((one, n) => finding(one, n, sheet)));
  part("counts", paper).textContent = counts(sheet);
  const rows = answers(sheet);
  part("answers", paper).replaceChildren(...rows.slice(0, cut(rows)));
  part("last-answers", paper).replaceChildren(...rows.slice(cut(rows)));
  setApart(paper);
  return paper;
};

/**
 * Show a stored record as a sheet; the title of the page becomes the name of a PDF.
 * @param {HTMLElement} view
 * @param {string} named its key
 * @param {Store} keeper
 */
export const showSheet = async (view, named, keeper) => {
  view.hidden = false;
  const record = await keeper.get(named);
  part("lost", view).hidden = Boolean(record);
  const print = need('[data-action="print"]', view);
  /** @type {HTMLAnchorElement} */
  const open = part("open", view);
  print.hidden = open.hidden = !record;
  if (!record) return;
  const path = pathOf(record);
  open.hidden = !path;
  if (path) open.href = `${path}?record=${encodeURIComponent(named)}`;
  const sheet = { record, list: await listOf(record), keeper, coming: [] };
  part("paper", view).replaceChildren(paperOf(sheet));
  document.title = fileName(record, "pdf").slice(0, -4);
  print.addEventListener("click", () => window.print());
  await Promise.all(sheet.coming);
  view.dataset.ready = "";
  if (!new URLSearchParams(location.search).has("print")) return;
  history.replaceState(null, "", `?sheet=${encodeURIComponent(named)}`); // who comes back to the sheet wants to see it
  window.print();
};
