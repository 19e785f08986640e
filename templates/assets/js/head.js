/** Give the page back the head's room while one scrolls down; bring the head on the way up. */
(() => {
  "use strict";
  const head = document.querySelector('[data-module="head"]');
  if (!head) return;
  let before = scrollY;
  addEventListener(
    "scroll",
    () => {
      const moved = scrollY - before;
      if (Math.abs(moved) < 8) return;
      const away = moved > 0 && scrollY > head.offsetHeight && !head.contains(document.activeElement);
      head.classList.toggle("head--away", away);
      before = scrollY;
    },
    { passive: true },
  );
  head.addEventListener("focusin", () => head.classList.remove("head--away"));
})();
