/** Print the monthly plan of a role without the rest of its page. */
(() => {
  "use strict";
  const button = document.querySelector('[data-module="print-plan"]');
  if (!button) return;
  const only = (on) => document.body.classList.toggle("page--plan-only", on);
  button.addEventListener("click", () => {
    only(true);
    window.print();
  });
  window.addEventListener("afterprint", () => only(false));
  button.hidden = false;
})();
