/** The head of every page, from its first line on. */

/** Say at once that scripts run, so that nothing jumps later. */
export const sayScripted = () => document.documentElement.classList.add("scripted");

/** Give the page the head's room while one scrolls down. */
export const giveRoom = () => {
  let before = 0;
  const scrolled = () => {
    /** @type {HTMLElement | null} */
    const head = document.querySelector('[data-module="head"]');
    const moved = scrollY - before;
    if (!head || Math.abs(moved) < 8) return;
    const away = moved > 0 && scrollY > head.offsetHeight && !head.contains(document.activeElement);
    head.classList.toggle("head--away", away);
    before = scrollY;
  };
  addEventListener("scroll", scrolled, { passive: true });
  document.addEventListener("focusin", ({ target }) => {
    const head = /** @type {Element} */ (target).closest('[data-module="head"]');
    if (head) head.classList.remove("head--away");
  });
};
