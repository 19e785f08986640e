/** Narrow a checklist; what is chosen stays in the address, so it can be sent to a colleague. */
(() => {
  "use strict";
  const root = document.querySelector('[data-module="filter"]');
  if (!root) return;
  const form = root.querySelector("form");
  const items = [...document.querySelectorAll("[data-item-id]")];
  const sections = [...document.querySelectorAll("[data-section]")];
  const count = root.querySelector("output");
  const empty = document.querySelector("[data-empty]");
  const has = (item, key, value) => !value || (item.dataset[key] || "").split(" ").includes(value);

  const chosen = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));

  const show = () => {
    const want = chosen();
    let shown = 0;
    for (const item of items) {
      const fits =
        (!want.section || item.closest("[data-section]").dataset.section === want.section) &&
        (!want.major || item.dataset.grade === "major") &&
        has(item, "how", want.how) &&
        has(item, "owner", want.owner) &&
        // An item bound to no facet concerns every site.
        (!item.dataset.facet || has(item, "facet", want.facet));
      item.hidden = !fits;
      shown += fits;
    }
    for (const section of sections) section.hidden = !section.querySelector("[data-item-id]:not([hidden])");
    count.textContent = Object.keys(want).length ? `显示 ${shown} 项，共 ${items.length} 项` : "";
    empty.hidden = shown > 0;
  };

  for (const [key, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(key);
    if (field?.type === "checkbox") field.checked = Boolean(value);
    else if (field) field.value = value;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    show();
    const query = new URLSearchParams(chosen()).toString();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  });
  root.hidden = false;
  root.open = Object.keys(chosen()).length > 0 || matchMedia("(min-width: 48rem)").matches;
  show();
})();
