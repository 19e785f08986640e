/** On a wide screen show one item's detail beside the list; arrow keys move from item to item. */
(() => {
  "use strict";
  const root = document.querySelector('[data-module="panes"]');
  if (!root) return;
  const wide = matchMedia("(min-width: 80rem)");
  const details = [...root.querySelectorAll(".item__more")];

  const arrange = () => {
    if (matchMedia("print").matches) return; // paper shows the list as it stands
    document.body.classList.toggle("page--panes", wide.matches);
    const target = document.querySelector(":target .item__more");
    const open = details.find((one) => one.open);
    if (wide.matches && (target || !open)) (target || details.find((one) => one.offsetParent) || details[0]).open = true;
  };

  root.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = event.target.closest("summary");
    if (!step || !here) return;
    const shown = details.filter((one) => one.offsetParent);
    const next = shown[shown.indexOf(here.parentElement) + step];
    if (!next) return;
    event.preventDefault();
    next.querySelector("summary").focus();
    next.scrollIntoView({ block: "nearest" });
    if (wide.matches) next.open = true;
  });
  // Whatever one does in a row, its detail stands beside it.
  root.addEventListener("focusin", ({ target }) => {
    const row = wide.matches && target.closest(".item");
    if (row && !target.closest(".item__more")) row.querySelector(".item__more").open = true;
  });
  // A tap anywhere on a row is meant for its detail, unless it is meant for a link or a button.
  root.addEventListener("click", (event) => {
    const row = event.target.closest(".item");
    if (!wide.matches || !row || event.target.closest("a, button, input, label, textarea, select, .item__more")) return;
    row.querySelector(".item__more").open = true;
  });
  // One detail at a time has the room beside the list.
  root.addEventListener(
    "toggle",
    ({ target }) => {
      if (!wide.matches || !target.open) return;
      for (const one of details) if (one !== target) one.open = false;
      const row = target.closest(".item");
      // Beside the list a detail must say what it is of.
      target.querySelector(".item__again").textContent = `${row.id}　${row.querySelector(".item__check").textContent}`;
    },
    true,
  );
  addEventListener("hashchange", arrange);
  wide.addEventListener("change", arrange);
  arrange();
})();
