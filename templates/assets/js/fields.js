/** The fields that an answer keyed in from paper may still need. */
(() => {
  "use strict";
  const phrase = WORDS.asking;
  if (!window.paicha || !paicha.typed) return;
  const { format, lists, record: rules } = paicha;
  const { dayIn, plain } = paicha.typed;

  /*
   * A field is {label, value, set(answer, text)}; `set` gives words where the text cannot be taken. What is measured has
   * `beyond(record)`, too: whether it makes the answer a "no".
   */

  const measureField = (measure, id, { answers, date }) => ({
    label: measure.date ? phrase.day({ label: measure.label }) : `${measure.label}（${measure.unit}）`,
    value: answers[id].measures[measure.label] || "",
    set: (given, text) => {
      const value = measure.date && text ? dayIn(text, date) : text;
      if (text && !value) return phrase.not_a_day;
      if (text && !measure.date && rules.judge(measure, value, date) === null) return phrase.not_a_number;
      given.measures[measure.label] = value;
      return "";
    },
    beyond: (record) => rules.beyond({ measures: [measure] }, record.answers[id].measures, record),
  });

  const conditionsField = (item, found) => ({
    label: phrase.conditions,
    hints: item.conditions.map(({ when }, n) => `${n + 1}　${when}`),
    value: found.grade === "general" ? "0" : item.conditions.flatMap(({ when }, n) => (found.conditions.includes(when) ? [n + 1] : [])).join(" "),
    set: ({ finding }, text) => {
      const numbers = plain(text).split(/[\s,，、;；]+/).filter(Boolean);
      const chosen = [...new Set(numbers.map(Number))].sort((one, other) => one - other);
      const known = numbers.every((number) => /^\d+$/.test(number)) && chosen.every((one) => one <= item.conditions.length);
      if (!known || (chosen[0] === 0 && chosen.length > 1)) return phrase.not_a_condition({ count: item.conditions.length });
      finding.conditions = chosen.filter(Boolean).map((one) => item.conditions[one - 1].when);
      finding.grade = finding.conditions.length ? "major" : chosen.length ? "general" : null;
      return "";
    },
  });

  const textField = (name, found) => ({
    label: format.called(name),
    value: found[name],
    set: ({ finding }, text) => {
      finding[name] = text;
      return "";
    },
  });

  const dueField = (found, date) => ({
    ...textField("due", found),
    label: phrase.due({ name: format.called("due") }),
    set: ({ finding }, text) => {
      const day = text ? dayIn(text, date, Boolean(date)) : ""; // paper that says its day plans ahead of it
      if (text && !day) return phrase.not_a_short_day;
      finding.due = day;
      return "";
    },
  });

  const REMEDIES = new Map([["1", "now"], ["2", "by-date"]]);
  const remedyField = (found) => ({
    label: phrase.remedy({ now: lists.words("now"), by_date: lists.words("by-date") }),
    remedy: true,
    value: ([...REMEDIES].find(([, remedy]) => remedy === found.remedy) || [""])[0],
    set: ({ finding }, text) => {
      if (text && !REMEDIES.has(plain(text))) return phrase.not_a_remedy;
      finding.remedy = REMEDIES.get(plain(text)) || null;
      return "";
    },
  });

  /** List the fields of an item's answer in a record, in the order of the paper. */
  const fieldsOf = (record, item) => {
    const answer = record.answers[item.id];
    const found = answer.finding;
    const fields = item.measures.map((measure) => measureField(measure, item.id, record));
    if (!found) return fields;
    const five = ["responsible", "action", "funds"].map((name) => textField(name, found));
    return [
      ...fields,
      ...(item.conditions.length ? [conditionsField(item, found)] : []),
      textField("seen", found),
      textField("place", found),
      remedyField(found),
      ...[...five, dueField(found, record.date), textField("contingency", found)].map((field) => ({ ...field, five: true })),
    ];
  };

  paicha.fields = { fieldsOf };
})();
