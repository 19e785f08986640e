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

  const ENDS = ["change", "click", "input", "keydown", "record:kept"];
  const nextEnd = () => new Promise((done) => ENDS.forEach((kind) => document.addEventListener(kind, () => setTimeout(done), { once: true })));

  /** Wait until nothing is in hand. */
  const free = async () => {
    while (held()) await nextEnd();
  };

  window.paicha = { ...window.paicha, leaving: { free, held, hold } };
})();
