/** Hold the leave of a page while something is in hand. */
(() => {
  "use strict";
  const asked = [];
  /** Ask before the page is left while `inHand` says yes. */
  const hold = (inHand) => asked.push(inHand);
  const held = () => asked.some((inHand) => inHand());

  addEventListener("beforeunload", (event) => {
    if (!held()) return;
    event.preventDefault(); // the browser asks whether to leave,
    event.returnValue = ""; // and so do old ones
  });

  window.paicha = { ...window.paicha, leaving: { hold } };
})();
