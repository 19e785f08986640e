/** Who one is: the role that was chosen on this device. */

const { site, former } = document.documentElement.dataset;
const KEY = `paicha ${site} role`;

/** The role chosen last; "" is none. What was kept before offices had ids counts too. */
export const keptRole = () => {
  try {
    return localStorage.getItem(KEY) ?? localStorage.getItem(`paicha ${former} role`) ?? "";
  } catch {
    return ""; // refused
  }
};

/**
 * Keep a role; gives whether it could be kept.
 * @param {string} role
 */
export const keepRole = (role) => {
  try {
    localStorage.setItem(KEY, role);
    return true;
  } catch {
    return false;
  }
};
