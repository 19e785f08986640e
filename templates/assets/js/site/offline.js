/** On https, keep the site on this device; offer a new edition once it is whole, and change every open page to it. */
import { free, held } from "./leaving.js";
import { need } from "./need.js";

/** Where it is said that somebody wants the site not to be kept: "" says so. */
const dropped = (site = document.documentElement.dataset.site) => `paicha:${site}:not-kept`;

/** The address of the worker's script, or null where a page has none, or can have none. */
const workerOf = () => {
  const { worker } = document.documentElement.dataset;
  return worker && location.protocol.startsWith("http") ? new URL(worker, location.href) : null; // a file asked for its manifest only complains
};

/** What is offered to a person: a new edition that waits, and for what it waits. */
class Offer {
  #box = need("[data-offer]");
  /** @type {HTMLButtonElement} */
  #button = need("button", this.#box);
  #waits = need("[data-waits]", this.#box);
  /** @type {ServiceWorker | null} */
  #fresh = null;

  constructor() {
    this.#button.addEventListener("click", async () => {
      this.#button.disabled = true;
      await this.free();
      this.#fresh?.postMessage("switch");
    });
  }

  hide() {
    this.#box.hidden = true;
  }

  /** @param {ServiceWorkerRegistration} registration */
  show({ active, waiting }) {
    this.#fresh = active && waiting;
    this.#box.hidden = !this.#fresh && this.#waits.hidden;
    this.#button.disabled = !this.#waits.hidden;
  }

  /** Wait until the page has nothing in hand that a change of editions would lose; say so. */
  async free() {
    if (!held()) return;
    this.#button.disabled = true;
    this.#box.hidden = this.#waits.hidden = false;
    await free();
    this.#waits.hidden = true;
  }
}

/** The site as it is kept on this device, by its worker. */
export class Offline {
  #offer = new Offer();
  #worker;
  /** @type {WeakSet<ServiceWorkerRegistration>} */
  #watched = new WeakSet();

  /** @param {URL} worker */
  constructor(worker) {
    this.#worker = worker;
    this.#reloadWithNew();
    /** The registration, once the page has what it needs itself; null where the site is not to be kept. */
    this.started = new Promise((done) => {
      const start = () => done(this.#isDropped() ? null : this.keep().catch(() => null));
      if (document.readyState === "complete") start();
      else addEventListener("load", start, { once: true });
    });
  }

  /** The folder of the site. */
  get root() {
    return new URL(".", this.#worker);
  }

  /** Every page of the old edition starts anew with the new one; the first edition finds nothing to change. */
  #reloadWithNew() {
    const container = navigator.serviceWorker;
    let controlled = Boolean(container.controller);
    container.addEventListener("controllerchange", async () => {
      if (controlled) {
        await this.#offer.free();
        location.reload();
      }
      controlled = true;
    });
  }

  #isDropped() {
    try {
      // Before offices had ids, it was said under the campaign's key.
      return (localStorage.getItem(dropped()) ?? localStorage.getItem(dropped(document.documentElement.dataset.former))) === "";
    } catch {
      return true; // what may keep nothing need not try
    }
  }

  /** Keep the site on this device. */
  async keep() {
    localStorage.setItem(dropped(), "kept");
    return this.#watch(await navigator.serviceWorker.register(this.#worker));
  }

  /** Keep it no more; what of it is in caches is the caller's to delete. */
  async drop() {
    localStorage.setItem(dropped(), "");
    const registration = await navigator.serviceWorker.getRegistration(this.#worker);
    if (registration) await registration.unregister();
    this.#offer.hide();
  }

  /** @param {ServiceWorkerRegistration} registration */
  #watch(registration) {
    const show = () => this.#offer.show(registration);
    const hear = (/** @type {ServiceWorker | null} */ installing) => installing?.addEventListener("statechange", show);
    show();
    if (this.#watched.has(registration)) return registration;
    this.#watched.add(registration);
    hear(registration.installing);
    registration.addEventListener("updatefound", () => hear(registration.installing));
    return registration;
  }
}

/** Keep the site on this device where it can be kept; null where it can't. */
export const startOffline = () => {
  const worker = workerOf();
  if (!worker) return null;
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: `${new URL(".", worker)}manifest.webmanifest` }));
  return "serviceWorker" in navigator && isSecureContext ? new Offline(worker) : null;
};
