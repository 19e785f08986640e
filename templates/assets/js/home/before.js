/** For one who came before: the first line says where he was. What says it comes late, and only where something is kept. */

const { site } = document.documentElement.dataset;
const HEIGHT = `paicha ${site} home`; // of the line when it was last said: what follows it does not jump

const holdsSomething = () => {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`paicha:${site}:`)); // record/known.js, record/texts.js
  } catch {
    return false; // refused
  }
};

/** @param {HTMLElement} root */
const reserve = (root) => {
  const height = Number(localStorage.getItem(HEIGHT));
  root.style.minBlockSize = `${height}px`;
  root.hidden = !height;
};

/** @param {HTMLElement} root */
const settle = (root) => {
  root.style.minBlockSize = "";
  root.hidden = !root.querySelector("[data-part]:not([hidden])");
  root.dataset.ready = "";
  localStorage.setItem(HEIGHT, String(root.getBoundingClientRect().height));
};

/** @param {HTMLElement} root */
const look = async (root) => {
  try {
    await (await import("./goon.js")).tellBefore(root);
  } finally {
    settle(root);
  }
};

/** @param {HTMLElement} root */
export const startBefore = (root) => {
  const lookAgain = () => {
    if (holdsSomething()) look(root).catch(() => {}); // the page is whole without it
  };
  if (holdsSomething()) reserve(root);
  lookAgain();
  addEventListener("pageshow", ({ persisted }) => persisted && lookAgain());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lookAgain());
};
