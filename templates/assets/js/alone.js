/** A lone file holds two pages, its checklist and the records on this device: show the one that the address asks for. */
(() => {
  "use strict";
  const other = document.querySelector("template[data-page]");
  const asked = new URLSearchParams(location.search);
  if (!["records", "sheet", "keyin"].some((name) => asked.has(name))) return;
  // One page at a time: the scripts that follow find what they are for, or nothing.
  document.querySelector("main").replaceChildren(other.content);
  document.body.className = other.dataset.class;
  document.title = other.dataset.title;
  for (const choice of document.querySelectorAll("[data-path]")) choice.dataset.path = location.pathname;
})();
