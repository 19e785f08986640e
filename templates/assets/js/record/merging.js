/** How two records of one visit differ, and become one. */
import { moment } from "./days.js";
import { aligned } from "./objects.js";
import { PEOPLE, TEXTS, headOf, setHead } from "./rules.js";
import { copy, same, sorted } from "./values.js";

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").Person} Person */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {"new" | "more" | "conflict"} Kind */
/** @typedef {{ name: string, mine: string, theirs: string, kind: "new" | "conflict" }} HeaderDifference `name` is "date", a particular's id, or of an object OBJECT and its id */
/** @typedef {{ name: string, mine: Answer | null, theirs: Answer, kind: Kind }} AnswerDifference */

export const OBJECT = "object:";

/** @param {unknown} value */
const blank = (value) => !value || (Array.isArray(value) && !value.length);

/** What one finding may leave to another. @type {(keyof Finding)[]} */
const OPEN = ["remedy", "source", "supervised", ...TEXTS];

/** @param {unknown[]} all */
const inOrder = (all) => all.map((one) => JSON.stringify(sorted(one))).sort();

/**
 * What counts as the same answer: not when and by whom it was given, what its findings are numbered, nor the order of
 * these and of pictures.
 * @param {Answer} answer
 */
const said = ({ at: _at, by: _by, findings, ...rest }) => ({
  ...rest,
  findings: inOrder(findings.map(({ id: _id, photos, ...found }) => ({ ...found, photos: inOrder(photos) }))),
});

/**
 * Fill what one finding leaves blank from another; pictures of both stay.
 * @param {Finding} first
 * @param {Finding} second
 */
const filledFinding = (first, second) => {
  const whole = { ...second, ...first, photos: [...first.photos] };
  for (const name of OPEN) if (blank(first[name])) Object.assign(whole, { [name]: second[name] });
  if (!first.grade) Object.assign(whole, { grade: second.grade, conditions: second.conditions });
  for (const photo of second.photos) if (!first.photos.some(({ name }) => name === photo.name)) whole.photos.push(photo);
  return whole;
};

/**
 * Whether two findings are one: of one id, or one says all that the other does. What two people found of one thing in other
 * words are two.
 * @param {Finding} first
 * @param {Finding} second
 */
const isOne = (first, second) => {
  const plain = (/** @type {Finding} */ one) => ({ ...one, id: "", photos: inOrder(one.photos) });
  const whole = plain(filledFinding(first, second));
  return first.id === second.id || same(whole, plain(first)) || same(plain(filledFinding(second, first)), plain(second));
};

/**
 * Join findings: what is one becomes one by `join`, what is left of the others stands beside.
 * @param {Finding[]} first
 * @param {Finding[]} second
 * @param {(one: Finding, other: Finding) => Finding} [join]
 */
const joinedFindings = (first, second, join = filledFinding) => {
  const left = [...second];
  const partner = (/** @type {Finding} */ one) => {
    const found = left.find(({ id }) => id === one.id) || left.find((other) => !first.some(({ id }) => id === other.id) && isOne(one, other));
    if (found) left.splice(left.indexOf(found), 1);
    return found;
  };
  const whole = first.map((one) => {
    const other = partner(one);
    return other ? join(one, other) : one;
  });
  return [...whole, ...left];
};

/**
 * A finding as one side says it, with the pictures of both.
 * @param {Finding} first
 * @param {Finding} second
 */
const illustrated = (first, second) => ({ ...first, photos: filledFinding(first, second).photos });

/**
 * Fill what one answer leaves blank from one that says the same of the same words: a blank never overwrites.
 * @param {Answer} first
 * @param {Answer} second
 * @returns {Answer}
 */
const filled = (first, second) => {
  if (first.text_hash !== second.text_hash || first.value !== second.value) return first;
  const given = (/** @type {object} */ all) => Object.fromEntries(Object.entries(all || {}).filter(([, value]) => !blank(value)));
  return /** @type {Answer} */ ({
    ...second,
    ...first,
    note: first.note || second.note,
    measures: { ...given(second.measures), ...given(first.measures) },
    pending: first.pending && { ...first.pending, ...given(second.pending || {}), ...given(first.pending) },
    findings: joinedFindings(first.findings, second.findings),
  });
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
 * Objects of both that are called otherwise.
 * @param {InspectionRecord} mine
 * @param {InspectionRecord} theirs
 * @returns {HeaderDifference[]}
 */
const renamed = (mine, theirs) => {
  const both = Object.keys(theirs.objects).filter((id) => id in mine.objects);
  const names = both.map((id) => ({ name: OBJECT + id, mine: mine.objects[id].name, theirs: theirs.objects[id].name }));
  return names.filter((one) => one.mine !== one.theirs).map((one) => ({ ...one, kind: "conflict" }));
};

/**
 * Compare a record with one to be merged into it; `same` counts the answers that agree. Each difference is "new" where
 * mine is blank, "more" where theirs only adds to mine, "conflict" where the two do not agree. Their objects are mine where
 * both are called the same.
 * @param {InspectionRecord} mine
 * @param {InspectionRecord} coming
 */
export const compare = (mine, coming) => {
  const theirs = aligned(coming, mine);
  /** @type {{ header: HeaderDifference[], answers: AnswerDifference[], same: number }} */
  const found = { header: renamed(mine, theirs), answers: [], same: 0 };
  for (const name of ["date", ...Object.keys(theirs.particulars)]) {
    const [own, other] = [headOf(mine, name), headOf(theirs, name)];
    if (blank(other) || own === other) continue;
    found.header.push({ name, mine: own, theirs: other, kind: blank(own) ? "new" : "conflict" });
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
 * People of both, each once; a certificate that one does not know comes from the other.
 * @param {Person[]} first
 * @param {Person[]} second
 */
const joinedPeople = (first, second) => {
  const named = (/** @type {Person[]} */ all, /** @type {Person} */ { name }) => all.find((one) => one.name === name);
  const known = first.map((one) => ({ ...named(second, one), ...one, certificate: one.certificate || named(second, one)?.certificate || "" }));
  return [...known, ...second.filter((one) => !named(first, one))];
};

/**
 * Take one of two answers that do not agree whole; what the other found otherwise stands beside, pictures of both stay.
 * @param {Answer} taken
 * @param {Answer} other
 */
const whole = (taken, other) => {
  if (taken.text_hash !== other.text_hash || taken.value !== other.value) return taken;
  return { ...taken, findings: joinedFindings(taken.findings, other.findings, illustrated) };
};

/**
 * @param {AnswerDifference} difference
 * @param {boolean} isTheirs whether theirs is taken where the two do not agree
 */
const mergedAnswer = ({ mine, theirs, kind }, isTheirs) => {
  if (!mine) return theirs;
  if (kind !== "conflict") return filled(mine, theirs);
  return isTheirs ? whole(theirs, mine) : whole(mine, theirs);
};

/**
 * @param {InspectionRecord} merged
 * @param {HeaderDifference} difference
 */
const take = (merged, { name, theirs }) => {
  if (name.startsWith(OBJECT)) merged.objects[name.slice(OBJECT.length)].name = theirs;
  else setHead(merged, name, theirs);
};

/**
 * Merge: what is new or more comes in, of what conflicts theirs for the names in `taken`, else mine,
 * whole. Lists of people are joined.
 * @param {InspectionRecord} mine
 * @param {InspectionRecord} other
 * @param {Set<string>} taken
 */
export const merge = (mine, other, taken) => {
  const theirs = aligned(other, mine);
  const merged = copy({ ...theirs, ...mine, objects: { ...theirs.objects, ...mine.objects } });
  const { header, answers } = compare(mine, theirs);
  for (const one of header) if (one.kind === "new" || taken.has(one.name)) take(merged, one);
  for (const one of answers) merged.answers[one.name] = mergedAnswer(one, taken.has(one.name));
  for (const name of PEOPLE) merged[name] = joinedPeople(mine[name], theirs[name]);
  // No facet chosen means that all is looked at: joined with some it is still all.
  merged.facets = mine.facets.length && theirs.facets.length ? joined(mine.facets, theirs.facets) : [];
  merged.changed = moment();
  return copy(merged);
};
