/** Say at once that scripts run, so that nothing jumps later; give the page the head's room while one scrolls down. */
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  let before = 0;
  addEventListener(
    "scroll",
    () => {
      const head = document.querySelector('[data-module="head"]');
      const moved = scrollY - before;
      if (!head || Math.abs(moved) < 8) return;
      const away = moved > 0 && scrollY > head.offsetHeight && !head.contains(document.activeElement);
      head.classList.toggle("head--away", away);
      before = scrollY;
    },
    { passive: true },
  );
  document.addEventListener("focusin", ({ target }) => {
    const head = target.closest('[data-module="head"]');
    if (head) head.classList.remove("head--away");
  });
})();
