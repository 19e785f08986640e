/** Whether a value is a record, a step or a proof as the schemas in `data/` say, in words for people. */
import { format as phrase } from "#words";
import { DAY, wholeDay } from "../record/days.js";
import { STEP } from "../record/followed.js";
import { PROOF } from "../record/proofs.js";
import { FORMAT, PEOPLE } from "../record/rules.js";
import { called } from "./called.js";

/** @typedef {{ at: (string | number)[], words: string }} Wrong what is wrong, and where in the record */
/** @typedef {(value: any) => Wrong | null} Check takes JSON that is not checked yet */

const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
const NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
const LONGEST = 60;

/**
 * @param {string} words
 * @returns {Wrong}
 */
const wrong = (words) => ({ at: [], words });

/**
 * @param {string | number} name
 * @param {Wrong | null} found
 */
const within = (name, found) => found && { ...found, at: [name, ...found.at] };

/**
 * Give the first thing that is wrong with any of some values.
 * @template T
 * @param {T[]} values
 * @param {(value: T) => Wrong | null} check
 */
const first = (values, check) => {
  for (const one of values) {
    const found = check(one);
    if (found) return found;
  }
  return null;
};

/** @type {(value: object, name: string) => boolean} */
const has = (value, name) => Object.prototype.hasOwnProperty.call(value, name);

const isObject = (/** @type {unknown} */ value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** @type {Check} */
const text = (value) => (typeof value === "string" ? null : wrong(phrase.text));
/** @type {Check} */
const said = (value) => text(value) || (value ? null : wrong(phrase.empty));
/** @type {Check} */
const nothing = (value) => (value === null ? null : wrong(phrase.null));
/** @type {Check} */
const truth = (value) => (typeof value === "boolean" ? null : wrong(phrase.truth));
/** @type {Check} */
const positive = (value) => (Number.isInteger(value) && value > 0 ? null : wrong(phrase.positive));

/** @type {(pattern: string, words: string) => Check} */
const like = (pattern, words) => {
  const whole = new RegExp(`^(?:${pattern})$`);
  return (value) => text(value) || (whole.test(value) ? null : wrong(words));
};

/** @type {(...choices: string[]) => Check} */
const among = (...choices) => {
  const words = phrase.among({ choices: choices.join("、"), one_of: choices.length > 1 ? phrase.one_of : "" });
  return (value) => (choices.includes(value) ? null : wrong(words));
};

/** @type {(check: Check) => Check} */
const maybe = (check) => (value) => (value === null ? null : check(value));

/** @type {(check: Check) => Check} */
const list = (check) => (value) => (Array.isArray(value) ? first([...value.keys()], (n) => within(n, check(value[n]))) : wrong(phrase.list));

/** @type {(key: Check, check: Check) => Check} */
const map = (key, check) => (value) =>
  isObject(value) ? first(Object.keys(value), (name) => key(name) || within(name, check(value[name]))) : wrong(phrase.object);

/** What a part says; what else it says is kept. @type {(fields: { [name: string]: Check }) => Check} */
const part = (fields) => (value) => {
  if (!isObject(value)) return wrong(phrase.object);
  return first(Object.keys(fields), (name) =>
    has(value, name) ? within(name, fields[name](value[name])) : wrong(phrase.missing({ title: called(name), name })),
  );
};

const timed = like(`${DAY}T${TIME}:[0-5][0-9][+-]${TIME}`, phrase.moment);
/** @type {Check} */
const moment = (value) => timed(value) || (wholeDay(value.slice(0, 10)) ? null : wrong(phrase.moment));
/** @type {Check} */
const day = (value) => text(value) || (!value || wholeDay(value) ? null : wrong(phrase.day));
const hash = like("[0-9a-f]{64}", phrase.hash);
const number = like("[A-Z][A-Z0-9-]?[0-9]{8}-[0-9A-F]{8}", phrase.number);
const pattern = like(NAME, phrase.name);
/** @type {Check} */
const name = (value) => pattern(value) || (value.length > LONGEST ? wrong(phrase.long) : null);

const photo = part({
  name: like("[A-Z]{2,4}-[0-9]{4}-[0-9a-f]{12}\\.jpg", phrase.photo),
  size: positive,
  sha256: hash,
  width: positive,
  height: positive,
  taken: maybe(moment),
});
const findingId = like("[0-9a-f]{8}", phrase.finding_id);
const remedy = maybe(among("now", "by-date"));
const finding = part({
  id: findingId,
  seen: text,
  place: text,
  conditions: list(said),
  grade: maybe(said),
  remedy,
  responsible: text,
  action: text,
  funds: text,
  due: day,
  contingency: text,
  source: maybe(among("self", "spot")),
  supervised: truth,
  photos: list(photo),
});

const pending = part({ what: text, who: text });
/** @type {Check} */
const some = (value) => list(finding)(value) || (value.length ? null : wrong(phrase.no_finding));
/** @type {Check} */
const none = (value) => list(finding)(value) || (value.length ? wrong(phrase.findings) : null);

/** @type {(value: Check, pends: Check, found: Check) => Check} */
const answered = (value, pends, found) =>
  part({
    kind: among("result"),
    value,
    text_hash: like("[0-9a-f]{12}", phrase.text_hash),
    check: said,
    at: moment,
    by: text,
    measures: map(() => null, text),
    note: text,
    pending: pends,
    findings: found,
  });
const failure = answered(among("fail"), nothing, some);
const doubt = answered(among("unsure"), pending, none);
const other = answered(among("pass", "fail", "none", "unsure"), nothing, none);
/** @type {{ [value: string]: Check }} */
const ANSWERS = { fail: failure, unsure: doubt };
/** @type {Check} */
const answer = (value) => (isObject(value) && has(ANSWERS, String(value.value)) ? ANSWERS[value.value] : other)(value);

const ITEM = /^[A-Z]{2,4}-[0-9]{4}(@[a-z0-9][a-z0-9-]{0,40})?$/;
/** @type {(pattern: RegExp, words: (slots: { id: string }) => string) => Check} */
const idLike = (whole, words) => (id) => (whole.test(id) ? null : wrong(words({ id: id.slice(0, 40) })));
const itemId = idLike(ITEM, phrase.item);
const particularId = idLike(/^[a-z][a-z0-9-]{0,40}$/, phrase.key);
const objectId = idLike(/^[a-z0-9][a-z0-9-]{0,40}$/, phrase.key);

const person = part({ name: said, certificate: text });
/** @type {Check} */
const dot = (value) => (Number.isInteger(value) && value >= 0 && value <= 1000 ? null : wrong(phrase.dot));
const signature = part({ as: among(...PEOPLE), name: text, at: moment, content: hash, strokes: list(list(dot)) });
/** @type {Check} */
const seal = (value) => {
  const sealed = { at: moment, number, hash };
  return part(isObject(value) && has(value, "seal") ? { ...sealed, seal: hash } : sealed)(value);
};

const record = part({
  format: among(FORMAT),
  id: like("[0-9a-f]{16}", phrase.id),
  revision: positive,
  revises: maybe(part({ number, hash })),
  site: said,
  office: text,
  checklist: name,
  title: said,
  edition: like("[a-z0-9][a-z0-9-]{0,20}", phrase.edition),
  edition_title: said,
  started: moment,
  changed: moment,
  exported: maybe(part({ at: moment, content: hash })),
  closed: maybe(seal),
  date: day,
  particulars: map(particularId, text),
  inspectors: list(person),
  companions: list(person),
  facets: list(name),
  objects: map(objectId, part({ kind: said, name: said })),
  answers: map(itemId, answer),
  signatures: list(signature),
});

const of = part({
  record: like("[0-9a-f]{16}", phrase.id),
  revision: positive,
  number,
  question: (value) => text(value) || itemId(value),
  finding: findingId,
});
const told = part({
  title: said,
  unit: text,
  project: text,
  date: day,
  by: text,
  check: said,
  object: text,
  seen: text,
  place: text,
  grade: maybe(said),
  remedy,
  responsible: text,
  due: day,
  supervised: truth,
  photos: list(photo),
});
const stepped = part({
  format: among(STEP),
  id: like("[0-9a-f]{16}", phrase.id),
  site: said,
  office: text,
  at: moment,
  date: (value) => said(value) || day(value),
  by: list(person),
  kind: among("put-right", "recheck", "supervised", "struck-off"),
  of,
  found: told,
  result: maybe(among("right", "not-right")),
  due: day,
  words: text,
  lasting: text,
  photos: list(photo),
});

const texts = map(particularId, said);
const proof = part({
  format: among(PROOF),
  id: like("[0-9a-f]{16}", phrase.id),
  revision: positive,
  revises: maybe(part({ number, hash })),
  site: said,
  office: text,
  form: name,
  title: said,
  labels: texts,
  started: moment,
  changed: moment,
  exported: maybe(part({ at: moment, content: hash })),
  closed: maybe(seal),
  date: day,
  fields: texts,
  rows: list(part({ id: findingId, cells: texts })),
});

/** @param {string | number} one */
const step = (one) => {
  if (typeof one === "number") return phrase.nth({ number: one + 1 });
  return ITEM.test(one) ? one : called(one);
};

/**
 * Say what a check found, and where.
 * @param {Wrong | null} found
 */
const inWords = (found) => {
  if (!found) return "";
  return found.at.length ? `${found.at.map(step).join(" › ")}：${found.words}` : found.words;
};

/**
 * Say what is wrong first, or "" where the value is a record.
 * @param {unknown} value
 */
export const wrongIn = (value) => inWords(record(value));

/**
 * Say what is wrong first, or "" where the value is a step.
 * @param {unknown} value
 */
export const wrongInStep = (value) => inWords(stepped(value));

/**
 * Say what is wrong first, or "" where the value is a proof.
 * @param {unknown} value
 */
export const wrongInProof = (value) => inWords(proof(value));
