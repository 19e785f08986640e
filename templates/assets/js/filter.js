/** Narrow a checklist; what is chosen stays in the address, so it can be sent to a colleague. */
(() => {
  "use strict";
  const root = document.querySelector('[data-module="filter"]');
  if (!root) return;
  const phrase = WORDS.filter;
  const form = root.querySelector("form");
  const items = [...document.querySelectorAll("[data-item-id]")];
  const sections = [...document.querySelectorAll("[data-section]")];
  const count = root.querySelector('[role="status"]');
  const said = document.querySelector("[data-filter-said]");
  const empty = document.querySelector("[data-empty]");
  const wide = matchMedia("(min-width: 60rem)");

  const revealed = new Set(); // rows shown although they do not fit, until something else is chosen

  /** What is chosen: each field's values, without the fields left at "all". */
  const chosen = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value));

  /** Whether an item fits: every field asks for one of its values. */
  const fits = (item, want) => {
    const has = (key) => {
      const wanted = want.getAll(key);
      const own = (item.dataset[key] || "").split(" ");
      return !wanted.length || wanted.some((value) => own.includes(value));
    };
    const inSection = !want.has("section") || item.closest("[data-section]").dataset.section === want.get("section");
    const major = !want.has("major") || item.dataset.grade === "major";
    const answered = !want.has("result") || (item.dataset.result || "open") === want.get("result");
    // An item bound to no facet concerns every site.
    return inSection && major && answered && has("how") && has("owner") && (!item.dataset.facet || has("facet"));
  };

  /** Say the choice in words, as the printed list needs it. */
  const inWords = () =>
    [...form.querySelectorAll("input:checked, select")]
      .filter((field) => field.value)
      .map((field) => (field.labels[0] && field.type === "checkbox" ? field.labels[0].textContent : field.selectedOptions[0].textContent).trim())
      .join(phrase.and);

  const show = () => {
    const want = chosen();
    let shown = 0;
    for (const item of items) {
      item.hidden = !fits(item, want) && !revealed.has(item);
      shown += !item.hidden;
    }
    for (const section of sections) {
      const left = section.querySelectorAll("[data-item-id]:not([hidden])").length;
      section.hidden = !left;
      const topic = document.querySelector(`[data-topic="${section.dataset.section}"]`);
      topic.hidden = !left;
      topic.querySelector("[data-count]").textContent = left;
    }
    const narrowed = Boolean(want.toString());
    count.textContent = narrowed ? phrase.shown({ shown, all: items.length }) : "";
    said.textContent = narrowed ? phrase.printed({ chosen: inWords(), shown }) : phrase.all({ all: items.length });
    empty.hidden = shown > 0;
    document.dispatchEvent(new CustomEvent("list:narrowed"));
  };

  const reveal = (item) => {
    if (!item.hidden) return;
    revealed.add(item);
    show();
  };

  const keep = () => {
    revealed.clear();
    show();
    const query = chosen().toString();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  };

  for (const [key, value] of new URLSearchParams(location.search)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(key)}"]`)) {
      if (field.type === "checkbox") field.checked ||= field.value === value;
      else field.value = value;
    }
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", keep);
  form.addEventListener("reset", () => setTimeout(keep));
  form.querySelector('[data-action="print"]').addEventListener("click", () => print());
  // Answers are there only now; later ones never take an item away from under the thumb.
  document.addEventListener("record:changed", show, { once: true });
  // A link to an item leads there, whatever the list is narrowed to.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest('a[href^="#"]');
    const item = link && items.find(({ id }) => `#${id}` === link.hash);
    if (item) reveal(item);
  });
  root.open = wide.matches;
  wide.addEventListener("change", () => (root.open = wide.matches));
  show();
  window.paicha = { ...window.paicha, reveal };
})();
