/** What this device remembers of what a reader chose; where nothing can be kept, nothing is. */

/**
 * @param {string} key
 * @param {string} [before] where it was kept before offices had ids
 */
export const kept = (key, before = key) => {
  try {
    return localStorage.getItem(key) ?? localStorage.getItem(before) ?? "";
  } catch {
    return "";
  }
};

/**
 * Keep it, and say whether it is kept.
 * @param {string} key
 * @param {string} text
 */
export const keep = (key, text) => {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
};
