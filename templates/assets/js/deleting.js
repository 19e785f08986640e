/** Delete a record after one question, which says what is lost; and pictures that no record shows any more. */
(() => {
  "use strict";
  const phrase = WORDS.deleting;
  const question = document.querySelector("dialog.question");
  if (!question || !window.paicha || !paicha.cards) return;
  const { cards, exports, lists, record: rules, store } = paicha;
  const { part } = paicha.parts;

  let asked = null; // {record, done}

  /** Ask about a record; `done` is called with what the person chose: "export-first", "delete-now" or "keep". */
  const ask = (record, done) => {
    asked = { record, done };
    const counts = lists.count(record, null);
    const pictures = exports.photosOf(record).length;
    const what = [phrase.answers({ count: counts.done }), counts.fail && phrase.findings({ count: counts.fail }), pictures && phrase.photos({ count: pictures })].filter(Boolean).join("、");
    part("which", question).textContent = `${lists.title(record)}　${record.title}　${record.date}　${cards.state(record)}`;
    const safe = cards.isExported(record);
    part("lost", question).textContent = safe
      ? phrase.exported({ exported: cards.exported(record) })
      : phrase.not_exported({ exported: cards.exported(record), what });
    question.querySelector('[data-action="export-first"]').hidden = safe;
    if (question.showModal) question.showModal();
    else question.setAttribute("open", "");
    question.querySelector('[data-action="keep"]').focus();
  };

  const dismiss = () => (question.close ? question.close() : question.removeAttribute("open"));

  /** Delete a record, and those of its pictures that no other record shows. */
  const remove = async (record, keeper) => {
    const key = rules.key(record);
    await keeper.remove(key);
    const left = (await keeper.all()).flatMap(exports.photosOf).map(({ name }) => name);
    for (const { name } of exports.photosOf(record)) if (!left.includes(name)) await keeper.removePhoto(name);
    for (const name of await keeper.photoNames(store.raw(key))) await keeper.removePhoto(name);
    const listed = `${record.checklist}.${record.edition}`;
    if ((await keeper.current(listed)) === key) await keeper.setCurrent(listed, null);
    await keeper.setCurrent(`${key}.measured`, null);
    store.tell(key);
  };

  const A_DAY = 86_400_000;

  /** Tell of a picture's name whether a record shows it, or a draft waits to make it smaller. */
  const needed = async (keeper) => {
    const records = await keeper.all();
    const shown = new Set(records.flatMap(exports.photosOf).map(({ name }) => name));
    const drafts = records.filter(({ closed }) => !closed).map((record) => store.raw(rules.key(record)));
    return (name) => shown.has(name) || drafts.some((start) => name.startsWith(start));
  };

  /** Remove pictures that nothing has needed for a day: until then a list still open may take them back. */
  const sweep = async (keeper) => {
    const isNeeded = await needed(keeper);
    for (const name of await keeper.photoNames()) {
      const mark = `unshown:${name}`;
      const since = await keeper.current(mark);
      const old = !isNeeded(name) && since && Date.now() - since > A_DAY;
      if (old) await keeper.removePhoto(name);
      if (old || (isNeeded(name) && since)) await keeper.setCurrent(mark, null);
      else if (!isNeeded(name) && !since) await keeper.setCurrent(mark, Date.now());
    }
  };

  question.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-action]");
    if (!button) return;
    dismiss();
    asked.done(button.dataset.action);
  });

  paicha.deleting = { ask, remove, sweep };
})();
