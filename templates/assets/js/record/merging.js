/** How two records of one visit differ, and become one. */
import { moment } from "./days.js";
import { HEADER, PEOPLE, TEXTS } from "./rules.js";
import { copy, same } from "./values.js";

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {"new" | "more" | "conflict"} Kind */
/** @typedef {{ name: typeof HEADER[number], mine: string, theirs: string, kind: "new" | "conflict" }} HeaderDifference */
/** @typedef {{ name: string, mine: Answer | null, theirs: Answer, kind: Kind }} AnswerDifference */

/** @param {unknown} value */
const blank = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/**
 * What counts as the same answer: not when it was given, nor the order of its pictures.
 * @param {Answer} answer
 */
const said = ({ at: _at, finding: found, ...rest }) => {
  const photos = found ? [...found.photos].sort((one, other) => (one.name < other.name ? -1 : 1)) : [];
  return { ...rest, finding: found && { ...found, photos } };
};

/**
 * Fill what one finding leaves blank from another; pictures of both stay.
 * @param {Finding} first
 * @param {Finding} second
 */
const filledFinding = (first, second) => {
  const whole = { ...first, remedy: first.remedy || second.remedy, photos: [...first.photos] };
  for (const name of TEXTS) if (blank(first[name])) whole[name] = second[name];
  if (!first.grade) Object.assign(whole, { grade: second.grade, conditions: second.conditions });
  for (const photo of second.photos) if (!first.photos.some(({ name }) => name === photo.name)) whole.photos.push(photo);
  return whole;
};

/**
 * Fill what one answer leaves blank from one that says the same of the same words: a blank never overwrites.
 * @param {Answer} first
 * @param {Answer} second
 * @returns {Answer}
 */
const filled = (first, second) => {
  if (first.text_hash !== second.text_hash || first.result !== second.result) return first;
  const given = (/** @type {Answer} */ { measures: all }) => Object.entries(all).filter(([, value]) => !blank(value));
  const whole = { ...first, note: first.note || second.note, measures: Object.fromEntries([...given(second), ...given(first)]) };
  if (whole.finding && second.finding) whole.finding = filledFinding(whole.finding, second.finding);
  return whole;
};

/**
 * Tell how their answer stands to mine: new, same, more (it only adds), or a conflict.
 * @param {Answer | null} mine
 * @param {Answer} theirs
 */
const kindOf = (mine, theirs) => {
  if (!mine) return "new";
  const whole = said(filled(mine, theirs));
  if (!same(whole, said(filled(theirs, mine)))) return "conflict";
  return same(whole, said(filled(mine, mine))) ? "same" : "more";
};

/**
 * Compare a record with one to be merged into it; `same` counts the answers that agree. Each difference is "new" where
 * mine is blank, "more" where theirs only adds to mine, "conflict" where the two do not agree.
 * @param {InspectionRecord} mine
 * @param {InspectionRecord} theirs
 */
export const compare = (mine, theirs) => {
  /** @type {{ header: HeaderDifference[], answers: AnswerDifference[], same: number }} */
  const found = { header: [], answers: [], same: 0 };
  for (const name of HEADER) {
    if (blank(theirs[name]) || mine[name] === theirs[name]) continue;
    found.header.push({ name, mine: mine[name], theirs: theirs[name], kind: blank(mine[name]) ? "new" : "conflict" });
  }
  for (const [id, answered] of Object.entries(theirs.answers)) {
    const own = mine.answers[id] || null;
    const kind = kindOf(own, answered);
    if (kind === "same") found.same += 1;
    else found.answers.push({ name: id, mine: own, theirs: answered, kind });
  }
  return found;
};

/**
 * @param {string[]} first
 * @param {string[]} second
 */
const joined = (first, second) => [...new Set([...first, ...second])];

/**
 * @param {AnswerDifference} difference
 * @param {boolean} isTheirs whether theirs is taken where the two do not agree
 */
const mergedAnswer = ({ mine, theirs }, isTheirs) => {
  if (!mine) return theirs;
  return isTheirs ? filled(theirs, mine) : filled(mine, theirs);
};

/**
 * Merge: what is new or more comes in, of what conflicts theirs for the names in `taken`, else mine;
 * either is filled from the other where it is blank. Lists of people are joined.
 * @param {InspectionRecord} mine
 * @param {InspectionRecord} theirs
 * @param {Set<string>} taken
 */
export const merge = (mine, theirs, taken) => {
  const merged = copy(mine);
  const { header, answers } = compare(mine, theirs);
  for (const one of header) if (one.kind === "new" || taken.has(one.name)) merged[one.name] = one.theirs;
  for (const one of answers) merged.answers[one.name] = mergedAnswer(one, taken.has(one.name));
  for (const name of PEOPLE) merged[name] = joined(mine[name], theirs[name]);
  // No facet chosen means that all is looked at: joined with some it is still all.
  merged.facets = mine.facets.length && theirs.facets.length ? joined(mine.facets, theirs.facets) : [];
  merged.changed = moment();
  return copy(merged);
};
