/** Whose record it is: unit, place, people and what is on this site; closing it, and beginning anew. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const { record: rules } = paicha;
  const root = document.querySelector('[data-module="record"]');
  const filter = document.querySelector('[data-module="filter"] form');
  const part = (name) => root.querySelector(`[data-part="${name}"]`);

  const show = () => {
    const record = draft.record();
    const line = part("name");
    const named = record && [record.unit || record.project || line.dataset.unnamed, record.date];
    line.textContent = named ? named.filter(Boolean).join("　") : line.dataset.none;
    for (const field of root.querySelectorAll("[data-head]")) {
      const value = record ? record[field.dataset.head] : "";
      if (document.activeElement !== field) field.value = Array.isArray(value) ? value.join("、") : value;
      field.disabled = draft.closed();
    }
    part("closed").hidden = !draft.closed();
    if (draft.closed()) part("number").textContent = record.closed.number;
    part("revises").hidden = !(record && record.revises);
    if (record && record.revises) part("revised").textContent = record.revises.number;
    const there = { record: Boolean(record), open: Boolean(record) && !draft.closed(), closed: draft.closed() };
    for (const button of root.querySelectorAll("[data-needs]")) button.hidden = !there[button.dataset.needs];
  };

  const asksForAnother = location.search.includes("facet="); // now: a tick writes it there, too

  /** Show the part of the list that the record is about, unless the address asks for another. */
  const narrow = () => {
    if (!filter || !draft.record() || asksForAnother) return;
    for (const box of filter.querySelectorAll('[name="facet"]')) box.checked = draft.record().facets.includes(box.value);
    filter.dispatchEvent(new Event("input"));
  };

  /** Close the record, or list what it lacks, each with a way to it. */
  const close = () => {
    const lacking = paicha.finding.lacking(draft.record());
    part("lacking").hidden = !lacking.length;
    const line = ({ id, text }) => {
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${id || "record"}`;
      link.textContent = text;
      row.append(link);
      return row;
    };
    part("lacking").querySelector("ul").replaceChildren(...lacking.map(line));
    if (!lacking.length) draft.close();
  };

  let narrowed = false;
  document.addEventListener("record:changed", ({ detail: { item } }) => {
    if (item) return;
    show();
    if (!narrowed) narrow();
    narrowed = true;
  });
  root.addEventListener("input", ({ target }) => {
    const name = target.dataset.head;
    if (!name) return;
    draft.change((one) => (one[name] = rules.particular(name, target.value)));
  });
  // Not as it is typed: a day changes with every figure.
  root.addEventListener("focusout", ({ target }) => {
    if (target.dataset.head !== "date") return;
    const followed = draft.follow().map(({ id }) => id).join("、");
    const line = part("followed");
    line.textContent = followed && line.dataset.words.replace("{}", followed);
  });
  const keepFacets = () => draft.record() && draft.change((one) => (one.facets = draft.facets()));
  if (filter) {
    filter.addEventListener("reset", () => setTimeout(keepFacets));
    filter.addEventListener("change", ({ target }) => {
      if (target.name === "facet") keepFacets();
    });
  }
  const actions = { "close-record": close, "revise-record": draft.revise, "start-record": draft.startAnother };
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-action]");
    if (button) actions[button.dataset.action]();
  });
})();
