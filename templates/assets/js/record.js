/** What an inspection record is: made, answered, judged, sealed. No page and no storage here. */
(() => {
  "use strict";
  const phrase = WORDS.lacking;
  const FORMAT = "paicha-record/1";
  const HEADER = ["unit", "project", "address", "date", "weather"];
  const PEOPLE = ["inspectors", "companions"];
  const TEXTS = ["seen", "place", "responsible", "action", "funds", "due", "contingency"];

  const DAY = "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

  const two = (number) => String(number).padStart(2, "0");
  const day = (at = new Date()) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

  /** A day, or "" while its year is half typed. */
  const wholeDay = (text) => (new RegExp(`^${DAY}$`).test(text) ? text : "");

  /** Give what is written in a field of a record's head: a whole day, names, or a text. */
  const particular = (name, text) => (name === "date" ? wholeDay(text) : PEOPLE.includes(name) ? text.split(/[、，,;；\s]+/).filter(Boolean) : text);

  /** Write a moment with its offset, so that it says when it was wherever it is read. */
  const moment = (at = new Date()) => {
    const offset = -at.getTimezoneOffset();
    const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
    return `${day(at)}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}${zone}`;
  };

  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = (record) => `${record.id}.${record.revision}`;

  /** Begin a record of a checklist: {site, checklist, title, edition, edition_title}. */
  const create = (about) => ({
    format: FORMAT,
    id: hex(crypto.getRandomValues(new Uint8Array(8))),
    revision: 1,
    revises: null,
    ...about,
    started: moment(),
    changed: moment(),
    exported: null,
    closed: null,
    unit: "",
    project: "",
    address: "",
    date: day(),
    weather: "",
    inspectors: [],
    companions: [],
    facets: [],
    answers: {},
  });

  const finding = () => ({
    ...Object.fromEntries(TEXTS.map((name) => [name, ""])),
    conditions: [],
    grade: null,
    remedy: null,
    photos: [],
  });

  /** Whether an item is asked on this site: it hangs on no facet, or on one that is here, or it was answered. */
  const asked = ({ facets, answers }, item) => !item.facets.length || !facets.length || item.id in answers || item.facets.some((facet) => facets.includes(facet));

  /** Give all from a place on, and then those before it. */
  const turned = (all, at) => [...all.slice(at), ...all.slice(0, at)];

  /** Answer an item at a moment; a "no" keeps what is written of its finding, or was `written` before another answer. */
  const answer = (record, item, result, at = moment(), written = null) => {
    const before = record.answers[item.id];
    const same = before && before.text_hash === item.text_hash;
    record.answers[item.id] = {
      result,
      text_hash: item.text_hash,
      check: item.check,
      at,
      measures: same ? before.measures : {},
      note: before ? before.note : "",
      finding: result === "fail" ? (before && before.finding) || copy(written) || finding() : null,
    };
    // Without conditions a "no" can only be general.
    const made = record.answers[item.id].finding;
    if (made && !item.conditions.length) made.grade = "general";
    return record;
  };

  /** Whether a finding says all that a reader needs; gives what is missing, in words. */
  const missing = (found) => {
    const wants = [
      [!found.grade, phrase.grade],
      [!found.seen.trim(), phrase.seen],
      [!found.remedy, phrase.remedy],
    ];
    const five = { responsible: phrase.responsible, action: phrase.action, funds: phrase.funds, due: phrase.due, contingency: phrase.contingency };
    if (found.remedy === "by-date") for (const name of Object.keys(five)) wants.push([!found[name].trim(), five[name]]);
    return wants.filter(([open]) => open).map(([, word]) => word);
  };

  /** The day that judges what has a date: that of the check, or today while there is none. */
  const dayOf = (record) => (record && record.date) || day();

  /** Judge a value measured on a day: true right, false wrong, null where it is not one. */
  const judge = (measure, value, today) => {
    if (!String(value).trim()) return null;
    if (measure.date) {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
      if (measure.date === "until") return today <= value;
      const months = Math.round(measure.max * (measure.unit === phrase.in_years ? 12 : 1));
      const [year, month, date] = value.split("-").map(Number);
      const last = new Date(year, month + months, 0);
      return today <= day(new Date(year, month - 1 + months, Math.min(date, last.getDate())));
    }
    const number = Number(String(value).normalize("NFKC").trim());
    if (!Number.isFinite(number)) return null;
    return (measure.min === null || number >= measure.min) && (measure.max === null || number <= measure.max);
  };

  /** Whether something that was measured for an item is beyond its limits. */
  const beyond = ({ measures }, values, record) => measures.some((one) => judge(one, values[one.label] || "", dayOf(record)) === false);

  /**
   * Say what the day of the check makes of an answer: "fail" of a pass whose value is beyond its limits, "before" of a "no"
   * that only its value gave (`at` a moment), that is within them, and to which nobody added a word; else "".
   */
  const follows = (record, item, at) => {
    const given = record.answers[item.id];
    if (!given || given.text_hash !== item.text_hash || !item.measures.some(({ date }) => date)) return "";
    if (beyond(item, given.measures, record)) return given.result === "pass" ? "fail" : "";
    const untouched = () => same(given.finding, answer({ answers: {} }, item, "fail").answers[item.id].finding);
    return given.at === at && untouched() ? "before" : "";
  };

  /** Let values tick the conditions that they measure: all beyond their limits do, one within does not, else a person does. */
  const settle = (item, { finding: found, measures }) => {
    if (!found) return;
    for (const { when, labels } of item.measured) {
      const judged = labels.map((label) => judge(item.measures.find((one) => one.label === label), measures[label] || ""));
      if (judged.includes(true)) found.conditions = found.conditions.filter((one) => one !== when);
      else if (!judged.includes(null) && !found.conditions.includes(when)) found.conditions.push(when);
    }
    if (found.conditions.length) found.grade = "major";
    else if (found.grade === "major") found.grade = null;
  };

  /** Order keys, so that the same record has the same hash however it was put together. */
  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted);
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
  };

  /** The hash of a record's content: not of when it was exported, nor of its own seal. */
  const seal = (record) => {
    const { closed, exported, ...content } = record;
    return paicha.sha256(new TextEncoder().encode(JSON.stringify(sorted(content))));
  };

  /** Close a record: from now on it is read only; its number and hash go on paper. */
  const close = (record) => {
    const hash = seal(record);
    const number = `${record.checklist.slice(0, 2).toUpperCase()}${(record.date || day()).replaceAll("-", "")}-${hash.slice(0, 8).toUpperCase()}`;
    record.closed = { at: moment(), number, hash };
    return record;
  };

  /** Begin a new revision of a closed record; the closed one stays as it is. */
  const revise = (record) => {
    const { number, hash } = record.closed;
    const fresh = copy(record);
    return { ...fresh, revision: record.revision + 1, revises: { number, hash }, closed: null, exported: null, changed: moment() };
  };

  const copy = (value) => JSON.parse(JSON.stringify(value));
  const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
  window.paicha = { ...window.paicha };
  paicha.record = { DAY, FORMAT, HEADER, PEOPLE, TEXTS, answer, asked, beyond, close, copy, create, day, dayOf, finding, follows, judge, key, missing, moment, particular, revise, same, seal, settle, sorted, turned, wholeDay };
})();
