/** Beside what is due this month: how many proofs of it this device has. What counts them comes late. */
import { hasProofs } from "../record/proved.js";

/** @param {HTMLElement} root */
const count = async (root) => {
  if (!root.querySelector("[data-due-list] [data-proofs]")) return;
  await (await import("./counting.js")).sayCounts(root, hasProofs());
};

/** @param {HTMLElement} root */
export const startCounted = (root) => {
  const again = () => count(root).catch(() => {}); // the list is whole without it
  root.addEventListener("due:shown", again);
  addEventListener("pageshow", ({ persisted }) => persisted && again());
  again();
};
