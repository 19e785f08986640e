/**
 * Bring what a page rarely wants when it is first wanted. The build puts this in the place of `import("./x.js")`
 * (paicha/render/scripts/linked.py): a script of ours hands over a function, which adds its modules to the page's.
 */
import { handed } from "./handed.js";

/** @typedef {Record<string, object>} Modules what modules give, by their paths */
/** @typedef {(path: string) => Promise<object>} Late */
/** @typedef {(modules: Modules, late: Late) => void} Adding */

/**
 * Let the browser fetch ahead what may be wanted, once the page has what it needs: the network may be gone by then.
 * @param {string[]} addresses
 */
const fetchAhead = (addresses) => {
  for (const href of addresses) {
    const link = Object.assign(document.createElement("link"), { rel: "prefetch", href });
    if (link.relList.supports("prefetch")) document.head.append(link);
    else if (location.protocol.startsWith("http")) fetch(href).catch(() => {}); // Safari
  }
};

/**
 * Give the function that brings a module by its path.
 * @param {Modules} modules what the page has
 * @param {Record<string, string>} files which file beside this script brings which module
 * @returns {Late}
 */
export const loader = (modules, files) => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const address = (/** @type {string} */ path) => new URL(files[path], here).href;
  /** @type {Map<string, Promise<void>>} */
  const coming = new Map();

  /** @type {Late} */
  const late = async (path) => {
    if (path in modules) return modules[path];
    const bring = async () => /** @type {Adding} */ (await handed(address(path)))(modules, late);
    if (!coming.has(path)) coming.set(path, bring());
    try {
      await coming.get(path);
    } finally {
      coming.delete(path); // what did not arrive is asked for again
    }
    return modules[path];
  };

  addEventListener("load", () => fetchAhead(Object.keys(files).map(address)), { once: true });
  return late;
};
