/** What an inspection record is: made, answered, judged, merged, sealed. No page and no storage here. */
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
      finding: result === "fail" ? (before && before.finding) || structuredCloned(written) || finding() : null,
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

  /** Judge a measured value: true right, false wrong, null where it is not one. */
  const judge = (measure, value, today = day()) => {
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

  /**
   * Grade a house from the items that count, by the facets chosen and the structures of which severe criteria are
   * known or not. What empties or closes the house is told before all is looked at; see Verdict of the program.
   */
  const verdict = (signs, answers, facets, { known, unknown }) => {
    const seen = signs.filter(({ id }) => answers[id] && answers[id].result === "fail");
    const grades = seen.map(({ id }) => answers[id].finding.grade);
    if (grades.includes("major")) return "severe";
    if (seen.some(({ sign }) => sign === "stop")) return "stop";
    if (signs.some(({ id }) => !answers[id]) || grades.includes(null)) return "unfinished";
    if (seen.some(({ sign }) => sign === "lesser")) return "lesser";
    const there = [...facets, ...signs.filter(({ id }) => answers[id].result !== "none").flatMap((item) => item.facets)];
    const isThere = (structure) => there.includes(structure);
    const sound = !seen.length && !unknown.some(isThere) && (!known.length || known.some(isThere));
    return sound ? "clear" : "unknown";
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
    const fresh = structuredCloned(record);
    return { ...fresh, revision: record.revision + 1, revises: { number, hash }, closed: null, exported: null, changed: moment() };
  };

  const structuredCloned = (value) => JSON.parse(JSON.stringify(value));
  const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
  const blank = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

  /** What counts as the same answer: not when it was given, nor the order of its pictures. */
  const said = ({ at, finding: found, ...rest }) => {
    const photos = found ? [...found.photos].sort((one, other) => (one.name < other.name ? -1 : 1)) : [];
    return { ...rest, finding: found && { ...found, photos } };
  };

  /** Fill what one finding leaves blank from another; pictures of both stay. */
  const filledFinding = (first, second) => {
    if (!first || !second) return first;
    const whole = { ...first, photos: [...first.photos] };
    for (const name of [...TEXTS, "remedy"]) if (blank(first[name])) whole[name] = second[name];
    if (!first.grade) Object.assign(whole, { grade: second.grade, conditions: second.conditions });
    for (const photo of second.photos) if (!first.photos.some(({ name }) => name === photo.name)) whole.photos.push(photo);
    return whole;
  };

  /** Fill what one answer leaves blank from one that says the same of the same words: a blank never overwrites. */
  const filled = (first, second) => {
    if (first.text_hash !== second.text_hash || first.result !== second.result) return first;
    const given = ({ measures: all }) => Object.entries(all).filter(([, value]) => !blank(value));
    const measures = Object.fromEntries([...given(second), ...given(first)]);
    return { ...first, note: first.note || second.note, measures, finding: filledFinding(first.finding, second.finding) };
  };

  /** Tell how their answer stands to mine: new, same, more (it only adds), or a conflict. */
  const kindOf = (mine, theirs) => {
    if (!mine) return "new";
    const whole = said(filled(mine, theirs));
    if (!same(whole, said(filled(theirs, mine)))) return "conflict";
    return same(whole, said(filled(mine, mine))) ? "same" : "more";
  };

  /**
   * Compare a record with one to be merged into it. Gives {header, answers, same}: each difference is
   * {name, mine, theirs, kind}: "new" where mine is blank, "more" where theirs only adds to mine,
   * "conflict" where the two do not agree.
   */
  const compare = (mine, theirs) => {
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
   * Merge: what is new or more comes in, of what conflicts theirs for the names in `taken`, else mine;
   * either is filled from the other where it is blank. Lists of people are joined.
   */
  const merge = (mine, theirs, taken) => {
    const merged = structuredCloned(mine);
    const { header, answers } = compare(mine, theirs);
    for (const one of header) if (one.kind === "new" || taken.has(one.name)) merged[one.name] = one.theirs;
    for (const { name, mine: own, theirs: other } of answers) {
      if (!own) merged.answers[name] = other;
      else merged.answers[name] = taken.has(name) ? filled(other, own) : filled(own, other);
    }
    for (const name of PEOPLE) merged[name] = [...new Set([...mine[name], ...theirs[name]])];
    // No facet chosen means that all is looked at: joined with some it is still all.
    const some = mine.facets.length && theirs.facets.length;
    merged.facets = some ? [...new Set([...mine.facets, ...theirs.facets])] : [];
    merged.changed = moment();
    return structuredCloned(merged);
  };

  window.paicha = { ...window.paicha };
  paicha.record = { DAY, FORMAT, HEADER, PEOPLE, TEXTS, answer, asked, close, compare, create, day, finding, judge, key, merge, missing, moment, particular, revise, same, seal, settle, sorted, turned, verdict, wholeDay };
})();
