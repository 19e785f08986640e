/** Delete a record after one question, which says what is lost. */
(() => {
  "use strict";
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
    const what = [`${counts.done}项回答`, counts.fail && `${counts.fail}项隐患`, pictures && `${pictures}张照片`].filter(Boolean).join("、");
    part("which", question).textContent = `${lists.title(record)}　${record.title}　${record.date}　${cards.state(record)}`;
    const safe = cards.isExported(record);
    part("lost", question).textContent = safe
      ? `${cards.exported(record)}，之后没有改过。请确认导出的文件还在；删除后，这台设备上就没有了。`
      : `${cards.exported(record)}。现在删除，${what}就找不回来了。`;
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
    const listed = `${record.checklist}.${record.edition}`;
    if ((await keeper.current(listed)) === key) await keeper.setCurrent(listed, null);
    store.tell(key);
  };

  question.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-action]");
    if (!button) return;
    dismiss();
    asked.done(button.dataset.action);
  });

  paicha.deleting = { ask, remove };
})();
