/**
 * Bring what a page rarely wants when it is first wanted. The build puts this in the place of `import("./x.js")`
 * (paicha/render/scripts/linked.py), because `file://` runs no modules: a script of ours is handed the modules
 * that the page has, and adds its own.
 */

/** @typedef {Record<string, object>} Modules by their paths */
/** @typedef {HTMLScriptElement & { take?: (add: (modules: Modules, late: Late) => void) => void }} Taking */
/** @typedef {(path: string) => Promise<object>} Late */

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
 * Run a script, and let it add its modules to those that are there.
 * @param {string} source
 * @param {(script: Taking) => void} prepare
 * @returns {Promise<void>}
 */
const run = (source, prepare) =>
  new Promise((done, failed) => {
    const script = document.createElement("script");
    prepare(script);
    script.src = source;
    script.onload = () => done();
    script.onerror = () => {
      script.remove();
      failed(new Error(source));
    };
    document.head.append(script);
  });

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
    if (!(path in modules)) {
      if (!coming.has(path)) coming.set(path, run(address(path), (script) => (script.take = (add) => add(modules, late))));
      try {
        await coming.get(path);
      } catch (error) {
        coming.delete(path); // the next time it is tried again
        throw error;
      }
    }
    return modules[path];
  };

  addEventListener("load", () => fetchAhead(Object.keys(files).map(address)), { once: true });
  return late;
};
