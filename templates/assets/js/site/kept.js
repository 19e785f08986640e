/** Say which edition is kept on this device, how much and since when; keep it, keep more of it, or drop it. */
import { kept as phrase } from "#words";
import { need, part } from "./need.js";

/** @typedef {import("./offline.js").Offline} Offline */
/** @typedef {{ active: boolean, edition: string, updated: string, bytes: number, more: boolean, moreBytes: number, files: number, when: string }} Mark what a cache says of itself */

const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
const moment = (/** @type {Date} */ at) =>
  phrase.moment({ year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate(), hour: two(at.getHours()), minute: two(at.getMinutes()) });
const day = (/** @type {string} */ text) => text.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, phrase.day({ year: "$1", month: "$2", day: "$3" }));

/**
 * The names of the caches of this site's editions, whole or not.
 * @param {Offline} offline
 */
const names = async (offline) => (await caches.keys()).filter((name) => name.startsWith(`paicha:${offline.root.pathname}:`));

/**
 * The mark of the edition in use, if one is whole.
 * @param {Offline} offline
 * @returns {Promise<Mark | null>}
 */
const inUse = async (offline) => {
  for (const name of await names(offline)) {
    const cache = await caches.open(name);
    const address = (await cache.keys()).find(({ url }) => url.endsWith("/.paicha/kept"));
    const mark = address && (await (await cache.match(address))?.json());
    if (mark && mark.active) return mark;
  }
  return null;
};

/** The box on the page, and the edition that it tells of. */
class Box {
  #busy = false;
  #root;
  #offline;

  /**
   * @param {HTMLElement} root
   * @param {Offline} offline
   */
  constructor(root, offline) {
    this.#root = root;
    this.#offline = offline;
  }

  /**
   * @param {string} name
   * @param {boolean} shown
   */
  #when(name, shown) {
    need(`[data-when="${name}"]`, this.#root).hidden = !shown;
  }

  async show() {
    const now = await inUse(this.#offline);
    this.#when("kept", now !== null);
    this.#when("none", !now && !this.#busy);
    this.#when("keeping", this.#busy);
    if (now) this.#say(now);
  }

  /** @param {Mark} now */
  #say(now) {
    const say = (/** @type {string} */ name, /** @type {string} */ text) => (part(name, this.#root).textContent = text);
    say("edition", now.edition);
    say("updated", now.updated && (part("updated", this.#root).dataset.words || "").replace("{}", day(now.updated)));
    say("size", megabytes(now.bytes + (now.more ? now.moreBytes : 0)));
    say("files", String(now.files));
    say("when", moment(new Date(now.when)));
    if (!this.#root.querySelector('[data-part="more"]')) return;
    part("more", this.#root).hidden = now.more || this.#busy;
    part("more-kept", this.#root).hidden = !now.more;
  }

  /**
   * Say what went wrong, "" for nothing, with which file.
   * @param {string} kind
   * @param {string} [path]
   */
  async trouble(kind, path = "") {
    const box = need("[data-trouble]", this.#root);
    box.hidden = !kind;
    if (!kind) return;
    for (const one of box.querySelectorAll("[data-kind]")) {
      const line = /** @type {HTMLElement} */ (one);
      line.hidden = line.dataset.kind !== kind;
    }
    for (const one of box.querySelectorAll('[data-part="path"]')) one.textContent = path;
    part("old-stays", this.#root).hidden = !(await inUse(this.#offline));
  }

  /** @param {{ kind: string, done: number, of: number, path: string }} said by the worker */
  hear({ kind, done, of, path }) {
    this.#busy = kind === "progress";
    if (this.#busy) part("progress", this.#root).textContent = `${done} / ${of}`;
    this.trouble(["progress", "kept", "started"].includes(kind) ? "" : kind, path);
    this.show();
  }

  async keep() {
    this.trouble("");
    this.#busy = true;
    this.show();
    try {
      const registration = await this.#offline.keep();
      this.follow(registration);
      await registration.update();
    } catch {
      this.#busy = false;
      this.trouble("network");
    }
    this.show();
  }

  async drop() {
    await this.#offline.drop();
    for (const name of await names(this.#offline)) await caches.delete(name);
    this.trouble("");
    this.show();
  }

  /**
   * Show whether an edition is on its way, which may also end without a word.
   * @param {ServiceWorkerRegistration} registration
   */
  follow(registration) {
    const look = () => {
      this.#busy = registration.installing !== null;
      this.show();
    };
    const hear = () => {
      look();
      registration.installing?.addEventListener("statechange", look);
    };
    hear();
    registration.addEventListener("updatefound", hear);
  }
}

/**
 * @param {HTMLElement} root
 * @param {Offline} offline
 */
const start = (root, offline) => {
  const container = navigator.serviceWorker;
  const box = new Box(root, offline);
  container.addEventListener("message", ({ data }) => box.hear(data));
  /** @type {Record<string, () => unknown>} */
  const actions = {
    "keep-site": () => box.keep(),
    "keep-more": async () => (await container.ready).active?.postMessage("more"),
    "drop-site": () => box.drop(),
  };
  root.addEventListener("click", ({ target }) => {
    const { action } = /** @type {HTMLElement} */ (target).dataset;
    if (action && actions[action]) actions[action]();
  });
  box.show();
  offline.started.then((registration) => {
    if (!registration) return;
    box.follow(registration);
    registration.update().catch(() => {}); // without a network there is nothing newer
  });
};

/**
 * @param {HTMLElement} root
 * @param {Offline | null} offline
 */
export const startKept = (root, offline) => {
  const why = location.protocol === "file:" ? "file" : !isSecureContext ? "http" : offline && "caches" in window ? "" : "old";
  if (why) need(`[data-when="${why}"]`, root).hidden = false;
  else if (offline) start(root, offline);
};
