/** A record as it is printed and signed: what was found first, then how all was answered. */
(() => {
  "use strict";
  const phrase = WORDS.on_paper;
  const root = document.querySelector('[data-module="records"]');
  if (!root || !window.paicha || !paicha.lists) return;
  const { format, lists, record: rules } = paicha;
  const { copied, make, part, tell } = paicha.parts;
  const { words } = lists;
  const view = root.querySelector('[data-view="sheet"]');

  const fact = (label, value) => [make("th", label), make("td", value)];

  /** Two particulars a row. */
  const facts = (record, list) => {
    const known = (name) => record.facets.map((id) => (list && list.facets[id]) || id).join("、");
    const pairs = [
      ...rules.HEADER.map((name) => [format.called(name), record[name]]),
      ...rules.PEOPLE.map((name) => [format.called(name), record[name].join("、")]),
      ...(record.facets.length ? [[phrase.facets, known()]] : []),
    ];
    const rows = [];
    for (let n = 0; n < pairs.length; n += 2) {
      const row = make("tr");
      row.append(...pairs.slice(n, n + 2).flatMap(([label, value]) => fact(label, value)));
      if (row.cells.length === 2) row.cells[1].colSpan = 3;
      rows.push(row);
    }
    for (const head of rows.flatMap((row) => [...row.querySelectorAll("th")])) head.scope = "row";
    return rows;
  };

  const measured = ({ measures }, item, record) =>
    Object.entries(measures)
      .filter(([, value]) => value.trim())
      .map(([label, value]) => {
        const measure = item && item.measures.find((one) => one.label === label);
        const said = `${label} ${value}${measure && !measure.date ? ` ${measure.unit}` : ""}`;
        return measure && rules.beyond({ measures: [measure] }, measures, record) ? phrase.beyond({ said }) : said;
      })
      .join("；");

  /** A finding in full: what, why it is grave, how it is put right, and pictures. */
  const finding = (one, n, record, keeper) => {
    const { id, answer, found, item, conditions, basis, actions } = one;
    const made = make("section", "", "sheet__finding");
    const head = make("h4");
    const grade = make("span", found.grade ? words(found.grade) : phrase.ungraded, `grade grade--${found.grade || "general"}`);
    head.append(`${n + 1}　`, grade, ` ${id}　${answer.check}`);
    made.append(head);
    const list = make("dl");
    const say = (label, value) => value && list.append(make("dt", label), make("dd", value));
    if (lists.stale(item, answer)) say(phrase.note, phrase.reworded);
    say(phrase.place, found.place.trim());
    say(phrase.seen, found.seen.trim());
    for (const { when, basis: clauses } of conditions) say(phrase.condition, `${when}${clauses ? `（${clauses}）` : ""}`);
    say(phrase.basis, basis);
    say(phrase.measured, measured(answer, item, record));
    say(phrase.remark, answer.note.trim());
    say(phrase.actions, actions.join("；"));
    say(phrase.remedy, lists.remedy(found));
    made.append(list);
    made.append(...pictures(found, keeper));
    return made;
  };

  const pictures = (found, keeper) => {
    if (!found.photos.length) return [];
    const box = make("p", "", "sheet__photos");
    for (const { name } of found.photos) box.append(picture(name, keeper));
    return [box];
  };

  let loading = [];
  const picture = (name, keeper) => {
    const place = make("span", phrase.photo_elsewhere({ name }));
    const shown = async () => {
      const blob = await keeper.photo(name);
      if (!blob) return;
      const image = new Image();
      image.src = URL.createObjectURL(blob);
      image.alt = phrase.photo({ name });
      await image.decode().catch(() => {});
      place.replaceChildren(image);
    };
    loading.push(shown());
    return place;
  };

  /** All answers, compactly: number, question, answer, with what was measured or noted. */
  const answers = (record, list) => {
    const rows = [];
    let section = null;
    for (const [id, answer] of lists.inOrder(record, list)) {
      const item = list && list.items.get(id);
      const here = item ? item.section : phrase.not_in_edition;
      if (here !== section) rows.push(make("li", here, "sheet__section"));
      section = here;
      const row = make("li", "", `sheet__answer sheet__answer--${answer.result}`);
      const beside = [measured(answer, item, record), answer.note.trim()].filter(Boolean).join("；");
      row.append(make("span", id, "id"), make("span", answer.check + (beside ? `（${beside}）` : "")), make("strong", words(answer.result)));
      rows.push(row);
    }
    return rows;
  };

  const LAST = 10; // rows that stay with the signatures: these are never alone on a sheet
  const cut = (rows) => {
    const at = Math.max(0, rows.length - LAST);
    return at && rows[at - 1].className === "sheet__section" ? at - 1 : at;
  };

  const counted = (record, list) => {
    const counts = lists.count(record, list);
    const all = counts.asked === null ? "" : phrase.asked({ count: counts.asked });
    const open = counts.asked === null ? "" : phrase.open({ count: counts.asked - counts.done });
    const given = Object.keys(record.answers).length;
    const besides = given > counts.done ? phrase.besides({ count: given - counts.done }) : "";
    const grades = [`${words("major")}${counts.major}`, `${words("general")}${counts.general}`, ...(counts.ungraded ? [phrase.ungraded_count({ count: counts.ungraded })] : [])];
    return phrase.counts({ all, done: counts.done, besides, passed: words("pass"), pass_count: counts.pass, failed: words("fail"), fail_count: counts.fail, grades: grades.join("，"), none: words("none"), none_count: counts.none, open });
  };

  const identity = ({ closed, revision, revises }) => {
    const said = closed ? [phrase.number({ number: closed.number })] : [phrase.draft];
    if (revision > 1) said.push(phrase.revision({ revision }));
    if (revises) said.push(phrase.revises({ number: revises.number }));
    return said.join("　");
  };

  const sealed = ({ closed, revises, id, revision }) => {
    const said = [phrase.record({ id, revision })];
    if (closed) said.unshift(phrase.seal({ number: closed.number, time: lists.read(closed.at), hash: closed.hash }));
    if (revises) said.push(phrase.revises_seal({ number: revises.number, hash: revises.hash }));
    return said.join("　");
  };

  /** Whether a closed record is still what was closed. */
  const broken = (record) => Boolean(record.closed) && rules.seal(record) !== record.closed.hash;

  const made = (record, list, keeper) => {
    const paper = copied("sheet").firstElementChild;
    const title = record.title.replace(new RegExp(phrase.list_ending), "");
    part("running", paper).textContent = phrase.running({ title, whose: lists.title(record), identity: identity(record) });
    part("title", paper).textContent = title;
    part("draft", paper).hidden = Boolean(record.closed);
    part("edition", paper).textContent = [record.edition_title, ...(record.closed || record.revises ? [identity(record)] : [])].join("　");
    part("changed", paper).hidden = !broken(record);
    part("facts", paper).replaceChildren(...facts(record, list));
    const verdict = lists.verdict(record, list);
    part("verdict", paper).hidden = !verdict;
    if (verdict) {
      part("verdict-title", paper).textContent = verdict.title;
      tell(part("verdict-text", paper), [verdict.treatment, verdict.on_fail.join("、")].filter(Boolean).join("　"));
    }
    const found = lists.findings(record, list);
    part("clean", paper).hidden = found.length > 0;
    part("findings", paper).replaceChildren(...found.map((one, n) => finding(one, n, record, keeper)));
    part("counts", paper).textContent = counted(record, list);
    const rows = answers(record, list);
    part("answers", paper).replaceChildren(...rows.slice(0, cut(rows)));
    part("last-answers", paper).replaceChildren(...rows.slice(cut(rows)));
    part("seal", paper).textContent = sealed(record);
    return paper;
  };

  /** Show a stored record as a sheet; the title of the page becomes the name of a PDF. */
  const show = async (key, keeper) => {
    view.hidden = false;
    const record = await keeper.get(key);
    part("lost", view).hidden = Boolean(record);
    const print = view.querySelector('[data-action="print"]');
    print.hidden = part("open", view).hidden = !record;
    if (!record) return;
    const path = lists.path(record);
    part("open", view).hidden = !path;
    if (path) part("open", view).href = `${path}?record=${encodeURIComponent(key)}`;
    loading = [];
    part("paper", view).replaceChildren(made(record, await lists.of(record), keeper));
    document.title = paicha.exports.fileName(record, "pdf").slice(0, -4);
    print.addEventListener("click", () => window.print());
    await Promise.all(loading);
    view.dataset.ready = "";
  };

  paicha.sheet = { broken, show };
})();
