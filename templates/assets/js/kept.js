/** Say which edition is kept on this device, how much and since when; keep it, keep more of it, or drop it. */
(() => {
  "use strict";
  const phrase = WORDS.kept;
  const root = document.querySelector('[data-module="kept"]');
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const when = (name, shown) => (root.querySelector(`[data-when="${name}"]`).hidden = !shown);
  if (location.protocol === "file:") return void when("file", true);
  if (!isSecureContext) return void when("http", true);
  if (!window.paicha || !paicha.offline || !window.caches) return void when("old", true);
  const { offline } = paicha;
  const container = navigator.serviceWorker;

  /** The names of the caches of this site's editions, whole or not. */
  const kept = async () => (await caches.keys()).filter((name) => name.startsWith(`paicha:${offline.root.pathname}:`));

  const drop = async () => {
    localStorage.setItem(offline.DROPPED, "");
    const registration = await container.getRegistration(offline.worker);
    if (registration) await registration.unregister();
    for (const name of await kept()) await caches.delete(name);
    offline.box.hidden = true;
  };

  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  const two = (number) => String(number).padStart(2, "0");
  const moment = (at) => phrase.moment({ year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate(), hour: two(at.getHours()), minute: two(at.getMinutes()) });
  const day = (text) => text.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, phrase.day({ year: "$1", month: "$2", day: "$3" }));

  /** What each cache says of itself; null for one that is not whole. */
  const marks = async () => {
    const found = [];
    for (const name of await kept()) {
      const cache = await caches.open(name);
      const [mark] = (await cache.keys()).filter(({ url }) => url.endsWith("/.paicha/kept"));
      found.push(mark ? await (await cache.match(mark)).json() : null);
    }
    return found;
  };

  let busy = false;
  const show = async () => {
    const now = (await marks()).find((mark) => mark && mark.active);
    when("kept", now);
    when("none", !now && !busy);
    when("keeping", busy);
    if (!now) return;
    part("edition").textContent = now.edition;
    part("updated").textContent = now.updated ? part("updated").dataset.words.replace("{}", day(now.updated)) : "";
    part("size").textContent = megabytes(now.bytes + (now.more ? now.moreBytes : 0));
    part("files").textContent = now.files;
    part("when").textContent = moment(new Date(now.when));
    if (!part("more")) return;
    part("more").hidden = now.more || busy;
    part("more-kept").hidden = !now.more;
  };

  const trouble = async (kind, path) => {
    const box = root.querySelector("[data-trouble]");
    box.hidden = !kind;
    if (!kind) return;
    for (const one of box.querySelectorAll("[data-kind]")) one.hidden = one.dataset.kind !== kind;
    for (const one of box.querySelectorAll('[data-part="path"]')) one.textContent = path;
    part("old-stays").hidden = !(await marks()).some((mark) => mark && mark.active);
  };

  container.addEventListener("message", ({ data }) => {
    busy = data.kind === "progress";
    if (busy) part("progress").textContent = `${data.done} / ${data.of}`;
    trouble(["progress", "kept", "started"].includes(data.kind) ? "" : data.kind, data.path);
    show();
  });

  const keep = async () => {
    trouble("");
    busy = true;
    show();
    try {
      const registration = await offline.keep();
      follow(registration);
      await registration.update();
    } catch {
      busy = false;
      trouble("network", "");
    }
    show();
  };

  /** Show whether an edition is on its way, which may also end without a word. */
  const follow = (registration) => {
    const look = () => {
      busy = Boolean(registration.installing);
      show();
    };
    const hear = () => {
      look();
      if (registration.installing) registration.installing.addEventListener("statechange", look);
    };
    hear();
    registration.addEventListener("updatefound", hear);
  };

  root.addEventListener("click", async ({ target }) => {
    const action = target.dataset.action;
    if (action === "keep-site") keep();
    if (action === "keep-more") (await container.ready).active.postMessage("more");
    if (action === "drop-site") {
      await drop();
      trouble("");
      show();
    }
  });

  show();
  offline.started.then((registration) => {
    if (!registration) return;
    follow(registration);
    registration.update().catch(() => {}); // without a network there is nothing newer
  });
})();
