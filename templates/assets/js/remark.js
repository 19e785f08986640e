/** A remark of one's own on an answer: written in the item's detail, read under the answer. */
(() => {
  "use strict";
  const phrase = WORDS.remark;
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const { itemOf } = draft;

  const field = (item) => {
    const label = document.createElement("label");
    label.className = "remark no-print";
    const input = document.createElement("input");
    input.autocomplete = "off";
    label.append(phrase.label, input);
    item.row.querySelector(".item__again").after(label);
    return input;
  };

  const line = (item) => {
    const said = document.createElement("p");
    said.className = "meta remark__said no-print";
    item.row.querySelector(".item__more").before(said);
    return said;
  };

  /** Show what is remarked; the field is made where a detail is open, the line where there is a remark. */
  const show = (item) => {
    const given = draft.stale(item) ? null : draft.answerOf(item);
    const note = given ? given.note : "";
    const input = item.row.querySelector(".remark input") || (item.row.querySelector(".item__more").open && field(item));
    if (input) {
      input.parentElement.hidden = !given;
      input.disabled = draft.closed();
      if (document.activeElement !== input) input.value = note;
    }
    const said = item.row.querySelector(".remark__said") || (note && line(item));
    if (!said) return;
    said.hidden = !note;
    said.textContent = phrase.said({ note });
  };

  document.addEventListener("record:changed", ({ detail: { item } }) => {
    if (item) show(item);
    else draft.items.forEach(show);
  });
  document.addEventListener(
    "toggle",
    ({ target }) => {
      const item = target.matches(".item__more") && itemOf(target);
      if (item) show(item);
    },
    true,
  );
  document.addEventListener("input", ({ target }) => {
    const item = target.closest(".remark") && itemOf(target);
    if (item) draft.edit(item, (given) => (given.note = target.value));
  });
})();
