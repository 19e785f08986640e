/** Items that a typed line may mean, listed under it: arrows choose one, a tap takes it. */
(() => {
  "use strict";
  if (!window.paicha || !paicha.parts) return;
  const { make } = paicha.parts;

  /** Give a field its list; `taken` is told the id of an item that is tapped. */
  paicha.offered = (line, options, taken) => {
    const active = () => options.querySelector('[aria-selected="true"]');

    const option = (item) => {
      const row = make("li", `${item.id}　${item.check}`);
      row.id = `found-${item.id}`;
      row.setAttribute("role", "option");
      row.dataset.found = item.id;
      return row;
    };

    const show = (items) => {
      options.hidden = !items.length;
      line.setAttribute("aria-expanded", String(items.length > 0));
      line.removeAttribute("aria-activedescendant");
      options.replaceChildren(...items.map(option));
    };

    /** Go down or up the list, from its end to its start. */
    const step = (by) => {
      const rows = [...options.children];
      if (!rows.length) return;
      const now = rows.indexOf(active());
      for (const row of rows) row.removeAttribute("aria-selected");
      const row = rows[(now + by + rows.length + (now < 0 && by < 0 ? 1 : 0)) % rows.length];
      row.setAttribute("aria-selected", "true");
      line.setAttribute("aria-activedescendant", row.id);
    };

    options.addEventListener("pointerdown", (event) => {
      const row = event.target.closest("[data-found]");
      if (!row) return;
      event.preventDefault();
      taken(row.dataset.found);
    });
    return { show, step, chosen: () => (active() ? active().dataset.found : null) };
  };
})();
