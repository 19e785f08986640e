/** What a "no" needs: what was seen and where, how grave it is, what must happen, and pictures. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const { record: rules } = paicha;
  const template = document.querySelector('template[data-template="finding"]');

  const panelOf = (item) => item.row.querySelector(".finding");

  const setUp = (item) => {
    const panel = document.importNode(template.content, true).firstElementChild;
    const choices = panel.querySelector('[data-part="conditions"]');
    choices.hidden = !item.conditions.length;
    for (const words of choices.querySelectorAll("[data-if-sign]")) words.hidden = words.dataset.ifSign !== String(Boolean(item.sign));
    const one = choices.querySelector("template");
    for (const when of item.conditions) {
      const row = document.importNode(one.content, true);
      row.querySelector("input").value = when;
      row.querySelector("[data-when]").textContent = when;
      choices.querySelector('[data-part="ticks"]').append(row);
    }
    for (const radio of panel.querySelectorAll('[data-field="remedy"]')) radio.name = `${item.id}-remedy`;
    item.row.querySelector(".item__more").before(panel); // below what is measured: a field does not jump while one types
    return panel;
  };

  /** Show an item's finding, or hide it where the answer is no "no". */
  const show = (item, given) => {
    const found = given && given.finding;
    if (!found && !panelOf(item)) return;
    const panel = panelOf(item) || setUp(item);
    panel.hidden = !found;
    if (!found) return;
    for (const field of panel.querySelectorAll("[data-field]")) {
      const value = found[field.dataset.field];
      if (field.type === "radio") field.checked = field.value === value;
      else if (document.activeElement !== field) field.value = value;
    }
    for (const tick of panel.querySelectorAll("[data-condition]")) tick.checked = found.conditions.includes(tick.value);
    panel.querySelector('[data-part="neither"]').checked = found.grade === "general" && item.conditions.length > 0;
    for (const grade of panel.querySelectorAll("[data-if-grade]")) grade.hidden = grade.dataset.ifGrade !== String(found.grade);
    panel.querySelector('[data-part="five"]').hidden = found.remedy !== "by-date";
    panel.querySelector("fieldset").disabled = draft.closed();
    showActions(item, panel, found);
    paicha.pictures.show(item, found);
  };

  /** What must happen now, in the words of the list: what is major asks for more. */
  const showActions = (item, panel, found) => {
    const named = (name) => (item.row.dataset[name] || "").split("；").filter(Boolean);
    const wanted = [...(found.grade === "major" ? named("onMajor") : []), ...named("onFail")];
    panel.querySelector('[data-part="actions"]').replaceChildren(
      ...wanted.map((text) => {
        const row = document.createElement("li");
        row.textContent = text;
        return row;
      }),
    );
  };

  const edit = (item, patch) => draft.edit(item, ({ finding }) => finding && patch(finding));

  const itemOf = (target) => target.closest(".finding") && draft.itemOf(target);

  document.addEventListener("input", ({ target }) => {
    const item = itemOf(target);
    if (item && target.matches("[data-field]:not([type=radio])")) edit(item, (found) => (found[target.dataset.field] = target.type === "date" ? rules.wholeDay(target.value) : target.value));
  });
  document.addEventListener("change", ({ target }) => {
    const item = itemOf(target);
    if (!item) return;
    const panel = panelOf(item);
    if (target.matches('[data-field="remedy"]')) edit(item, (found) => (found.remedy = target.value));
    if (target.matches("[data-condition]")) {
      const ticked = [...panel.querySelectorAll("[data-condition]:checked")].map((tick) => tick.value);
      edit(item, (found) => {
        found.conditions = ticked;
        found.grade = ticked.length ? "major" : null;
      });
    }
    if (target.matches('[data-part="neither"]')) {
      edit(item, (found) => {
        found.conditions = [];
        found.grade = target.checked ? "general" : null;
      });
    }
    if (target.type === "file") {
      paicha.pictures.add(item, target.files);
      target.value = "";
    }
  });
  document.addEventListener("click", ({ target }) => {
    const item = itemOf(target);
    if (item && target.matches('[data-action="drop-photo"]'))
      edit(item, (found) => (found.photos = found.photos.filter((photo) => photo.name !== target.dataset.name)));
  });

  /** Bring a finding that was just opened into sight, without taking the thumb's place. */
  const focus = (item) => panelOf(item).scrollIntoView({ block: "nearest" });

  /** List what a record lacks before it can be closed: {id, text}. */
  const lacking = (record) => {
    const words = template.content.querySelector('[data-part="lacking-words"]').dataset;
    const found = [];
    const add = (id, names) => names.length && found.push({ id, text: `${id ? `${id} ` : ""}${words.lacks}${names.join("、")}` });
    const named = { unit: words.unit, date: words.date };
    add("", [...Object.keys(named).filter((name) => !record[name].trim()).map((name) => named[name]), ...(record.inspectors.length ? [] : [words.inspectors])]);
    for (const [id, given] of Object.entries(record.answers)) if (given.finding) add(id, rules.missing(given.finding));
    for (const [id, given] of Object.entries(record.answers)) {
      const item = draft.items.get(id);
      if (item && item.text_hash !== given.text_hash) found.push({ id, text: `${id} ${words.stale}` });
      else if (item && given.result === "pass" && rules.beyond(item, given.measures, record)) found.push({ id, text: `${id} ${words.beyond}` });
    }
    return found;
  };

  paicha.finding = { focus, lacking, show };
})();
