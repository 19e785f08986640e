/** The rows of a checklist: three answers, values that judge themselves, a remark, and old answers to other words. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const phrase = WORDS.remark;
  const { itemOf } = draft;
  const { record: rules } = paicha;
  const part = (name, within) => within.querySelector(`[data-part="${name}"]`);
  const words = (result) => document.querySelector(`[data-answer][value="${result}"] + span`).textContent;

  const show = (item) => {
    const given = draft.answerOf(item);
    const current = given && !draft.stale(item) ? given : null;
    item.row.dataset.result = draft.state(item);
    for (const input of item.row.querySelectorAll("[data-answer]")) {
      input.checked = Boolean(current) && input.value === current.result;
      input.disabled = draft.closed();
    }
    showOld(item, given);
    showMeasures(item, given);
    showRemark(item);
    paicha.finding.show(item, current);
  };

  /** Show an answer to other words beside today's question, until it is confirmed or given anew. */
  const showOld = (item, given) => {
    const there = part("old", item.row);
    if (there) there.remove();
    if (!draft.stale(item)) return;
    const made = document.importNode(document.querySelector('template[data-template="old"]').content, true);
    part("old-check", made).textContent = given.check;
    part("old-answer", made).textContent = words(given.result);
    item.row.querySelector(".answer").before(made);
  };

  const showMeasures = (item, given) => {
    inputsOf(item).forEach((input, n) => {
      const measure = item.measures[n];
      const measures = given ? given.measures : draft.measured(item);
      if (document.activeElement !== input) input.value = measures[measure.label] || "";
      input.disabled = draft.closed();
      const right = rules.judge(measure, input.value, rules.dayOf(draft.record()));
      input.setAttribute("aria-invalid", String(right === false));
      for (const one of input.closest("p").querySelectorAll("[data-judged]")) one.hidden = one.dataset.judged !== String(right);
    });
  };

  const remarkField = (item) => {
    const label = document.createElement("label");
    label.className = "remark no-print";
    const input = document.createElement("input");
    input.autocomplete = "off";
    label.append(phrase.label, input);
    item.row.querySelector(".item__again").after(label);
    return input;
  };

  const remarkLine = (item) => {
    const said = document.createElement("p");
    said.className = "meta remark__said no-print";
    item.row.querySelector(".item__more").before(said);
    return said;
  };

  /** Show what is remarked; the field is made where a detail is open, the line where there is a remark. */
  const showRemark = (item) => {
    const given = draft.stale(item) ? null : draft.answerOf(item);
    const note = given ? given.note : "";
    const input = item.row.querySelector(".remark input") || (item.row.querySelector(".item__more").open && remarkField(item));
    if (input) {
      input.parentElement.hidden = !given;
      input.disabled = draft.closed();
      if (document.activeElement !== input) input.value = note;
    }
    const said = item.row.querySelector(".remark__said") || (note && remarkLine(item));
    if (!said) return;
    said.hidden = !note;
    said.textContent = phrase.said({ note });
  };

  /** Answers to items that this edition of the site no longer asks stay readable. */
  const showGone = () => {
    const box = document.querySelector("[data-record-gone]");
    const record = draft.record();
    const gone = record ? Object.entries(record.answers).filter(([id]) => !draft.items.has(id)) : [];
    box.hidden = !gone.length;
    const line = ([id, given]) => {
      const row = document.createElement("li");
      row.textContent = `${id}　${given.check}　${words(given.result)}`;
      return row;
    };
    box.querySelector("ul").replaceChildren(...gone.map(line));
  };

  const inputsOf = (item) => [...item.row.querySelectorAll("[data-measure]")];
  /** What is measured so far, by label. */
  const measuresOf = (item) => Object.fromEntries(inputsOf(item).filter(({ value }) => value).map(({ dataset, value }) => [dataset.label, value]));
  const beyond = (item) => rules.beyond(item, measuresOf(item), draft.record());

  /** Keep a measured value as it is typed: half a number is judged on the screen and answers nothing. */
  const typed = (item, { dataset, value }) => {
    if (draft.answerOf(item)) draft.edit(item, (given) => (given.measures[dataset.label] = value));
    else {
      draft.measure(item, measuresOf(item));
      showMeasures(item, null);
    }
  };

  /** Answer an item with what was measured: a value beyond its limits makes it a "no". */
  const give = (item, result) => (beyond(item) && result !== "fail" ? draft.giveByValue : draft.give)(item, result, measuresOf(item));

  // To a screen reader each group of answers is called by its item; in the page the names would weigh 1.5 KB.
  for (const { id, check, row } of draft.items.values()) row.querySelector(".answer").setAttribute("aria-label", `${id} ${check}`);
  document.addEventListener("record:changed", ({ detail: { item } }) => {
    if (item) show(item);
    else {
      draft.items.forEach(show);
      showGone();
    }
  });
  document.addEventListener("change", ({ target }) => {
    const item = itemOf(target);
    if (!item || !target.matches("[data-answer]")) return;
    give(item, target.value);
    if (target.value === "fail") paicha.finding.focus(item);
  });
  // Not at its change: a date changes with every figure of the year.
  document.addEventListener("focusout", ({ target }) => {
    const item = target.matches("[data-measure]") && itemOf(target);
    if (item && beyond(item) && !draft.closed() && draft.state(item) !== "fail") draft.giveByValue(item, draft.state(item), measuresOf(item));
  });
  document.addEventListener("input", ({ target }) => {
    const item = itemOf(target);
    if (!item) return;
    if (target.matches("[data-measure]")) typed(item, target);
    if (target.closest(".remark")) draft.edit(item, (given) => (given.note = target.value));
  });
  document.addEventListener(
    "toggle",
    ({ target }) => {
      const item = target.matches(".item__more") && itemOf(target);
      if (item) showRemark(item);
    },
    true,
  );
  document.addEventListener("click", ({ target }) => {
    const item = target.closest('[data-action="confirm-old"]') && itemOf(target);
    if (item) give(item, draft.answerOf(item).result);
  });
})();
