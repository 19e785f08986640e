/** Print the monthly plan of a role without the rest of its page. */

/** @param {HTMLButtonElement} button */
export const startPlan = (button) => {
  const only = (/** @type {boolean} */ on) => document.body.classList.toggle("page--plan-only", on);
  button.addEventListener("click", () => {
    only(true);
    print();
  });
  addEventListener("afterprint", () => only(false));
  button.hidden = false;
};
