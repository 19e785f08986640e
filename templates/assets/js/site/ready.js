/**
 * Wait until the whole page is there.
 * @param {() => void} start
 */
export const whenReady = (start) => {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start, { once: true });
  else start();
};
