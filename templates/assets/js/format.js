/** Whether a value is a record as `data/record.schema.json` says, in words for people. */
(() => {
  "use strict";
  const phrase = WORDS.format;
  const { DAY } = paicha.record;
  const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
  const NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  /** How a place in a record is called on the pages. */
  const CALLED = WORDS.fields;
  const called = (name) => (Object.prototype.hasOwnProperty.call(CALLED, name) ? CALLED[name] : `“${String(name).slice(0, 40)}”`);

  /* Each check takes a value and gives nothing, or what is wrong: {at: [name, …], words}. */

  const wrong = (words) => ({ at: [], words });
  const within = (name, found) => found && { ...found, at: [name, ...found.at] };
  const first = (values, check) => {
    for (const one of values) {
      const found = check(one);
      if (found) return found;
    }
    return null;
  };

  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const text = (value) => (typeof value === "string" ? null : wrong(phrase.text));
  const said = (value) => text(value) || (value ? null : wrong(phrase.empty));
  const nothing = (value) => (value === null ? null : wrong(phrase.null));
  const positive = (value) => (Number.isInteger(value) && value > 0 ? null : wrong(phrase.positive));
  const like = (pattern, words) => {
    const whole = new RegExp(`^(?:${pattern})$`);
    return (value) => text(value) || (whole.test(value) ? null : wrong(words));
  };
  const among = (...choices) => (value) => (choices.includes(value) ? null : wrong(phrase.among({ choices: choices.join("、"), one_of: choices.length > 1 ? phrase.one_of : "" })));
  const maybe = (check) => (value) => (value === null ? null : check(value));
  const list = (check) => (value) =>
    Array.isArray(value) ? first([...value.keys()], (n) => within(n, check(value[n]))) : wrong(phrase.list);
  const map = (key, check) => (value) =>
    isObject(value) ? first(Object.keys(value), (name) => key(name) || within(name, check(value[name]))) : wrong(phrase.object);
  const part = (fields) => (value) => {
    if (!isObject(value)) return wrong(phrase.object);
    const unknown = Object.keys(value).find((name) => !Object.prototype.hasOwnProperty.call(fields, name));
    if (unknown !== undefined) return wrong(phrase.unknown({ name: unknown.slice(0, 40) }));
    return first(Object.keys(fields), (name) =>
      Object.prototype.hasOwnProperty.call(value, name) ? within(name, fields[name](value[name])) : wrong(phrase.missing({ title: called(name), name })),
    );
  };

  const moment = like(`${DAY}T${TIME}:[0-5][0-9][+-]${TIME}`, phrase.moment);
  const day = like(`(${DAY})?`, phrase.day);
  const hash = like("[0-9a-f]{64}", phrase.hash);
  const number = like("[A-Z][A-Z0-9-]?[0-9]{8}-[0-9A-F]{8}", phrase.number);
  const name = like(NAME, phrase.name);

  const photo = part({
    name: like("[A-Z]{2,4}-[0-9]{4}-[0-9a-f]{12}\\.jpg", phrase.photo),
    size: positive,
    sha256: hash,
    width: positive,
    height: positive,
  });
  const finding = part({
    seen: text,
    place: text,
    conditions: list(said),
    grade: maybe(among("major", "general")),
    remedy: maybe(among("now", "by-date")),
    responsible: text,
    action: text,
    funds: text,
    due: day,
    contingency: text,
    photos: list(photo),
  });
  const answered = (result, found) =>
    part({
      result,
      text_hash: like("[0-9a-f]{12}", phrase.text_hash),
      check: said,
      at: moment,
      measures: map(() => null, text),
      note: text,
      finding: found,
    });
  const failure = answered(among("fail"), finding);
  const other = answered(among("pass", "none", "fail"), nothing);
  const answer = (value) => (isObject(value) && value.result === "fail" ? failure : other)(value);
  const itemId = (id) => (/^[A-Z]{2,4}-[0-9]{4}$/.test(id) ? null : wrong(phrase.item({ id: id.slice(0, 40) })));

  const record = part({
    format: among("paicha-record/1"),
    id: like("[0-9a-f]{16}", phrase.id),
    revision: positive,
    revises: maybe(part({ number, hash })),
    site: said,
    checklist: (value) => name(value) || (value.length > 60 ? wrong(phrase.long) : null),
    title: said,
    edition: like("[a-z0-9][a-z0-9-]{0,20}", phrase.edition),
    edition_title: said,
    started: moment,
    changed: moment,
    exported: maybe(moment),
    closed: maybe(part({ at: moment, number, hash })),
    unit: text,
    project: text,
    address: text,
    date: day,
    weather: text,
    inspectors: list(said),
    companions: list(said),
    facets: list((value) => name(value) || (value.length > 60 ? wrong(phrase.long) : null)),
    answers: map(itemId, answer),
  });

  const ITEM = /^[A-Z]{2,4}-[0-9]{4}$/;
  const place = (at) => at.map((one) => (typeof one === "number" ? phrase.nth({ number: one + 1 }) : ITEM.test(one) ? one : called(one))).join(" › ");

  /** Say what is wrong first, or "" where the value is a record. */
  const wrongIn = (value) => {
    const found = record(value);
    if (!found) return "";
    return found.at.length ? `${place(found.at)}：${found.words}` : found.words;
  };

  window.paicha = { ...window.paicha, format: { called, wrongIn } };
})();
