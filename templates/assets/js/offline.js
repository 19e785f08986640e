/** On https, keep the site on this device; offer a new edition once it is whole, and change every open page to it. */
(() => {
  "use strict";
  const { site, worker } = document.documentElement.dataset;
  if (!location.protocol.startsWith("http")) return; // a file asked for its manifest only complains
  const root = new URL(".", new URL(worker, location.href));
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: `${root}manifest.webmanifest` }));
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  const container = navigator.serviceWorker;
  const DROPPED = `paicha:${site}:not-kept`; // set where somebody wants the site not to be kept

  const box = document.querySelector("[data-offer]");
  const button = box.querySelector("button");
  const waits = box.querySelector("[data-waits]");
  let fresh = null; // an edition that waits to be used
  const offer = ({ active, waiting }) => {
    fresh = active && waiting;
    box.hidden = !fresh && waits.hidden;
    button.disabled = !waits.hidden;
  };

  /** Wait until the page has nothing in hand that a change of editions would lose; say so. */
  const free = async () => {
    const { leaving } = window.paicha;
    if (!leaving || !leaving.held()) return;
    button.disabled = true;
    box.hidden = waits.hidden = false;
    await leaving.free();
    waits.hidden = true;
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    await free();
    if (fresh) fresh.postMessage("switch");
  });

  // Every page of the old edition starts anew with the new one; the first edition finds nothing to change.
  let controlled = Boolean(container.controller);
  container.addEventListener("controllerchange", async () => {
    if (controlled) {
      await free();
      location.reload();
    }
    controlled = true;
  });

  const watched = new WeakSet();
  const watch = (registration) => {
    offer(registration);
    if (watched.has(registration)) return registration;
    watched.add(registration);
    const hear = (installing) => installing && installing.addEventListener("statechange", () => offer(registration));
    hear(registration.installing);
    registration.addEventListener("updatefound", () => hear(registration.installing));
    return registration;
  };

  const dropped = () => {
    try {
      return localStorage.getItem(DROPPED) !== null;
    } catch {
      return true; // what may keep nothing need not try
    }
  };
  const keep = async () => {
    localStorage.removeItem(DROPPED);
    return watch(await container.register(worker));
  };

  /** The registration, once the page has what it needs itself; null where the site is not to be kept. */
  const started = new Promise((done) => {
    const start = () => done(dropped() ? null : keep().catch(() => null));
    if (document.readyState === "complete") start();
    else addEventListener("load", start, { once: true });
  });
  window.paicha = { ...window.paicha, offline: { DROPPED, box, keep, root, started, worker } };
})();
