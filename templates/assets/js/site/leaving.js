/** Nobody leaves a page while something is in hand: a leave is asked about, a new edition waits. */

/** @type {(() => unknown)[]} */
const asked = [];

/** Every end of something in hand is one of these. */
const ENDS = ["change", "click", "input", "keydown", "record:kept"];

export const held = () => asked.some((inHand) => inHand());

/** @param {BeforeUnloadEvent} event */
const ask = (event) => {
  if (!held()) return;
  event.preventDefault(); // the browser asks whether to leave,
  event.returnValue = ""; // and so do old ones
};

/**
 * Ask before the page is left while `inHand` says yes.
 * @param {() => unknown} inHand
 */
export const hold = (inHand) => {
  if (!asked.length) addEventListener("beforeunload", ask);
  asked.push(inHand);
};

const nextEnd = () =>
  new Promise((done) => {
    for (const kind of ENDS) document.addEventListener(kind, () => setTimeout(done), { once: true });
  });

/** Wait until nothing is in hand. */
export const free = async () => {
  while (held()) await nextEnd();
};
