/** Who one is: the role that was chosen on this device. */
import { keep, kept } from "./choices.js";

const { site, former } = document.documentElement.dataset;
const KEY = `paicha ${site} role`;

/** The role chosen last; "" is none. */
export const keptRole = () => kept(KEY, `paicha ${former} role`);

/**
 * Keep a role; gives whether it could be kept.
 * @param {string} role
 */
export const keepRole = (role) => keep(KEY, role);
