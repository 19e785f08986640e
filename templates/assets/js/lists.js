/** The lists that records answer: loaded when one is needed, and what a record says beside its list. */
(() => {
  "use strict";
  const phrase = WORDS.lists;
  const choices = document.querySelector("[data-lists]");
  if (!choices || !window.paicha) return;
  const rules = paicha.record;
  const said = { ...document.querySelector('template[data-words="records"]').dataset };

  /** The words for an id of an answer, a grade or a remedy. */
  const words = (id) => said[`word${id[0].toUpperCase()}${id.slice(1).replace(/-(.)/, (_, letter) => letter.toUpperCase())}`];

  const name = (record) => `${record.checklist}.${record.edition}`;
  const choice = (listed) => [...choices.options].find(({ value }) => value === listed);

  /** Where a record's list stands in the site, or "" where the site has no such edition. */
  const path = (record) => (choice(name(record)) ? choice(name(record)).dataset.path : "");
  const knows = (checklist) => [...choices.options].some(({ dataset }) => dataset.checklist === checklist);

  /** What a record of a list begins with: see create() of records; null where the site has no such list. */
  const about = (listed, site) => {
    const one = choice(listed);
    if (!one) return null;
    const { checklist, title, edition, editionTitle } = one.dataset;
    return { site, checklist, title, edition, edition_title: editionTitle };
  };

  const run = (source) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = done;
      script.onerror = () => failed(new Error(phrase.not_read({ file: source })));
      document.head.append(script);
    });

  const loading = new Map();
  /** Give a list by its name (`lamps.2030`), or null: {title, items: Map, …}. */
  const load = (listed) => {
    if (!choice(listed)) return Promise.resolve(null);
    if (!loading.has(listed)) {
      loading.set(
        listed,
        (window.paichaLists && paichaLists[listed] ? Promise.resolve() : run(choice(listed).dataset.script)).then(() => {
          const list = window.paichaLists[listed];
          return { ...list, items: new Map(list.items.map((item) => [item.id, item])) };
        }),
      );
    }
    return loading.get(listed);
  };
  const of = (record) => load(name(record));

  /** An answer to other words than the list's waits to be confirmed. */
  const stale = (item, answer) => Boolean(item) && item.text_hash !== answer.text_hash;

  /** Count a record: {done, asked, pass, fail, none, major, general, ungraded}; `asked` is null without a list. */
  const count = (record, list) => {
    const answers = Object.values(record.answers);
    const grades = answers.filter(({ finding }) => finding).map(({ finding }) => finding.grade);
    const here = list && [...list.items.values()].filter((item) => rules.asked(record, item));
    const open = ({ id, text_hash }) => !record.answers[id] || record.answers[id].text_hash !== text_hash;
    const number = (values, value) => values.filter((one) => one === value).length;
    const results = answers.map(({ result }) => result);
    return {
      done: here ? here.filter((item) => !open(item)).length : answers.length,
      asked: here && here.length,
      pass: number(results, "pass"),
      fail: number(results, "fail"),
      none: number(results, "none"),
      major: number(grades, "major"),
      general: number(grades, "general"),
      ungraded: number(grades, null),
    };
  };

  /** List the answers of a record in walking order, those to items no longer asked last. */
  const inOrder = (record, list) => {
    const order = list ? [...list.items.keys()] : [];
    const place = (id) => (order.includes(id) ? order.indexOf(id) : order.length);
    return Object.entries(record.answers).sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1));
  };

  const WORST = ["major", null, "general"];
  /**
   * List what was found, the gravest first: {id, answer, found, item, conditions: [{when, basis}],
   * basis, actions}. A condition that the list does not have, and an item that it lacks, have basis "".
   */
  const findings = (record, list) =>
    inOrder(record, list)
      .filter(([, { finding }]) => finding)
      .map(([id, answer]) => {
        const item = list && list.items.get(id);
        const found = answer.finding;
        const basis = (when) => ((item && item.conditions.find((one) => one.when === when)) || { basis: "" }).basis;
        return {
          id,
          answer,
          found,
          item,
          conditions: found.conditions.map((when) => ({ when, basis: basis(when) })),
          basis: item ? item.basis : "",
          actions: item ? [...(found.grade === "major" ? item.on_major : []), ...item.on_fail] : [],
        };
      })
      .sort((one, other) => WORST.indexOf(one.found.grade) - WORST.indexOf(other.found.grade));

  /** Say a house's grade: {title, treatment, on_fail}; null where the list has none or it is not finished. */
  const verdict = (record, list) => {
    if (!list || !list.verdict) return null;
    const signs = [...list.items.values()].filter((item) => item.sign && rules.asked(record, item));
    const current = Object.entries(record.answers).filter(([id, answer]) => list.items.has(id) && !stale(list.items.get(id), answer));
    const grade = rules.verdict(signs, Object.fromEntries(current), record.facets, { known: list.verdict.known_for, unknown: list.verdict.unknown_for });
    return grade === "unfinished" ? { title: list.verdict.unfinished, treatment: "", on_fail: [] } : list.verdict[grade];
  };

  /** What a record is called: whose, which list, when. */
  const title = (record) => record.unit || record.project || phrase.unnamed;
  /** A moment as people read it. */
  const read = (moment) => moment.slice(0, 16).replace("T", " ");
  /** Say how a finding is to be put right, in one line; each part that is filled in. */
  const remedy = (found) => {
    // What was planned before it was put right on the spot is not shown on the screen either.
    const planned = found.remedy === "by-date" ? ["responsible", "action", "funds", "due", "contingency"] : [];
    const parts = planned.filter((part) => found[part].trim());
    const five = parts.map((part) => `${paicha.format.called(part)}：${found[part].trim()}`);
    return [found.remedy ? words(found.remedy) : phrase.no_remedy, ...five].join("；");
  };

  paicha.lists = { about, count, findings, inOrder, knows, load, name, of, path, read, remedy, stale, title, verdict, words };
})();
