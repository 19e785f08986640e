/** Who one is: the door one went through last stands alone; the others come back when one asks. */
import { keptRole } from "../site/role.js";
import { need } from "../site/need.js";

/** @param {HTMLElement} root */
export const startWho = (root) => {
  /** @type {NodeListOf<HTMLElement>} */
  const doors = root.querySelectorAll("[data-role]");
  const role = keptRole();
  const known = [...doors].some(({ dataset }) => dataset.role === role);
  const other = need('[data-action="other"]', root);
  /** @param {boolean} all */
  const show = (all) => {
    for (const one of doors) one.hidden = !all && one.dataset.role !== role;
    other.hidden = all;
  };
  show(!known);
  other.addEventListener("click", () => {
    show(true);
    /** @type {HTMLElement} */ (need("a", root)).focus();
  });
};
