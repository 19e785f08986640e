/**
 * Start a module on each part of the page that names it. What goes wrong in one part is told to the console, and
 * stops no other.
 * @template {Element} [Part=HTMLElement]
 * @param {string} name
 * @param {(part: Part) => void} start
 */
export const attach = (name, start) => {
  for (const part of document.querySelectorAll(`[data-module="${name}"]`)) {
    try {
      start(/** @type {Part} */ (part));
    } catch (error) {
      setTimeout(() => {
        throw error;
      });
    }
  }
};
