/**
 * Keep one edition of the site on this device, whole and checked, and answer from it and from no other.
 * The build writes the list of files above: paichaEdition = {edition, updated, files, more}, each of the two
 * [[path, bytes, sha256], …]. `more` is kept only when asked for.
 */
(() => {
  "use strict";
  const { edition, updated } = paichaEdition;
  const files = new Map(paichaEdition.files.map(([path, bytes, sha256]) => [path, { bytes, sha256 }]));
  const more = new Map(paichaEdition.more.map(([path, bytes, sha256]) => [path, { bytes, sha256 }]));
  const root = registration.scope;
  const PREFIX = `paicha:${new URL(root).pathname}:`;
  const NAME = PREFIX + edition;
  const MARK = `${root}.paicha/kept`; // the last thing written: without it an edition is not whole
  const AT_ONCE = 6;

  const at = (path) => root + path.split("/").map(encodeURIComponent).join("/");
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const right = async (body, { sha256 }) => hex(await crypto.subtle.digest("SHA-256", body)) === sha256;

  /** Tell every page of the site, kept by us or not. */
  const tell = async (said) => {
    for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage({ edition, ...said });
  };

  const problem = (kind, path) => Object.assign(new Error(`${kind}: ${path}`), { kind, path });

  /* Keeping ------------------------------------------------------------------------------------ */

  const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const mark = async (name) => {
    const kept = await caches.match(MARK, { cacheName: name });
    return kept ? kept.json() : null;
  };
  const setMark = async (said) => (await caches.open(NAME)).put(MARK, new Response(JSON.stringify(said)));

  /** Give a file as it should be: from what is kept here already, of whatever edition, or from the server. */
  const got = async (path, wanted, places) => {
    for (const place of places) {
      const kept = await caches.match(at(path), { cacheName: place });
      if (kept && (await right(await kept.clone().arrayBuffer(), wanted))) return { kept, there: place === NAME };
    }
    const response = await fetch(at(path), { cache: "reload" }).catch(() => {
      throw problem("network", path);
    });
    if (!response.ok) throw problem("missing", path);
    const body = await response.arrayBuffer().catch(() => {
      throw problem("network", path);
    });
    if (!(await right(body, wanted))) throw problem("changed", path);
    // Made anew: browsers refuse for a page what came by a redirect, and the bytes are no longer compressed.
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
    return { kept: new Response(body, { headers }), there: false };
  };

  /** Keep every file of a list in our cache. What a broken attempt left there need not come again. */
  const keepAll = async (list) => {
    const places = [NAME, ...(await ours()).filter((name) => name !== NAME)];
    const cache = await caches.open(NAME);
    const waiting = [...list];
    let done = 0;
    let failed = false;
    const work = async () => {
      while (waiting.length) {
        const [path, wanted] = waiting.shift();
        const { kept, there } = await got(path, wanted, places);
        if (!there) await cache.put(at(path), kept);
        done += 1;
        if (!failed && done % 10 === 0) tell({ kind: "progress", done, of: list.size });
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    } catch (error) {
      failed = true;
      waiting.length = 0;
      const kind = error.kind || (error.name === "QuotaExceededError" ? "full" : "refused");
      await tell({ kind, path: error.path || "" });
      throw error;
    }
  };

  const size = (list) => [...list.values()].reduce((sum, { bytes }) => sum + bytes, 0);

  /** Keep this edition; with all that is kept only when asked for, where the edition before has it. */
  const keep = async () => {
    const before = await Promise.all((await ours()).map(mark));
    const all = before.some((one) => one && one.more);
    await keepAll(all ? new Map([...files, ...more]) : files);
    await setMark({ edition, updated, when: Date.now(), files: files.size, bytes: size(files), more: all, moreBytes: size(more), active: false });
    for (const name of await ours()) {
      const one = await mark(name);
      if (name !== NAME && !(one && one.active)) await caches.delete(name);
    }
    await tell({ kind: "kept" });
  };

  const keepMore = async () => {
    const now = await mark(NAME);
    if (!now) return;
    await keepAll(more);
    await setMark({ ...now, more: true });
    await tell({ kind: "kept" });
  };

  /** From now on this edition answers every page: the others go. */
  const start = async () => {
    const now = await mark(NAME);
    if (now) await setMark({ ...now, active: true });
    for (const name of await ours()) if (name !== NAME) await caches.delete(name);
    await clients.claim();
    await tell({ kind: "started" });
  };

  /* Answering ---------------------------------------------------------------------------------- */

  /** Which file of the site an address asks for; null where it is none of ours to answer. */
  const wanted = ({ method, url }) => {
    const { origin, pathname } = new URL(url);
    if (method !== "GET" || !(origin + pathname).startsWith(root)) return null;
    try {
      const path = decodeURIComponent((origin + pathname).slice(root.length));
      return path === "" || path.endsWith("/") ? `${path}index.html` : path;
    } catch {
      return null;
    }
  };

  /** What we cannot give: a page says why, anything else fails. */
  const refuse = ({ mode }, why) => (mode === "navigate" ? Response.redirect(`${root}offline/index.html#${why}`) : Response.error());

  const answer = async (request, path) => {
    const kept = await caches.match(at(path), { cacheName: NAME });
    if (kept) return kept;
    if (files.has(`${path}/index.html`)) return Response.redirect(at(`${path}/index.html`));
    let response;
    try {
      response = await fetch(request);
    } catch {
      return refuse(request, "not-kept");
    }
    // What is not kept comes from the server, which may have a newer edition by now.
    const listed = more.get(path);
    if (!listed || response.status !== 200 || (await right(await response.clone().arrayBuffer(), listed))) return response;
    return refuse(request, "newer");
  };

  addEventListener("install", (event) => event.waitUntil(keep()));
  addEventListener("activate", (event) => event.waitUntil(start()));
  addEventListener("message", (event) => {
    if (event.data === "switch") skipWaiting();
    if (event.data === "more") event.waitUntil(keepMore());
  });
  addEventListener("fetch", (event) => {
    const path = wanted(event.request);
    if (path !== null) event.respondWith(answer(event.request, path));
  });
})();
