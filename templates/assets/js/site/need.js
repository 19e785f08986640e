/** Elements that a page must have: one that lacks them is a mistake of ours, told by name. */

/**
 * @template {Element} [Found=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {Found}
 */
export const need = (selector, within = document) => {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return /** @type {Found} */ (found);
};

/**
 * Find a part of a page by what it is for.
 * @template {Element} [Found=HTMLElement]
 * @param {string} name
 * @param {ParentNode} within
 * @returns {Found}
 */
export const part = (name, within) => need(`[data-part="${name}"]`, within);
