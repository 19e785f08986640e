/** Pictures of what was found: kept as they come, then made smaller; a page that ends before leaves them to the next. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const { store } = paicha;
  const MOST = 6; // pictures of a finding
  const EDGE = 1280; // pixels of a picture's longer side

  // Pictures not yet in their findings, {raw, item, file}, by the name they are kept under as they came.
  const underWay = new Map();
  const left = new Map(); // their finding is not there: by a slip of the thumb, or since the page ended

  const part = (item, name) => item.row.querySelector(`.finding [data-part="${name}"]`);
  const waiting = (item) => [...underWay.values()].filter((one) => one.item === item).length;
  const roomFor = (item, { photos }) => Math.max(0, MOST - photos.length - waiting(item));
  const findingOf = (item) => (draft.answerOf(item) || {}).finding;

  /* Showing ------------------------------------------------------------------------------------- */

  const show = async (item, { photos }) => {
    part(item, "add-photo").hidden = !roomFor(item, { photos });
    const box = part(item, "photos");
    const names = photos.map(({ name }) => name).join();
    if (box.dataset.names === names) return;
    box.dataset.names = names;
    const figures = await Promise.all(photos.map((photo) => figureOf(item, photo)));
    if (box.dataset.names === names) box.replaceChildren(...figures);
  };

  const figureOf = async (item, { name }) => {
    const figure = document.createElement("figure");
    const blob = await draft.keeper.photo(name);
    const image = new Image();
    if (blob) Object.assign(image, { alt: name, src: URL.createObjectURL(blob), onload: () => URL.revokeObjectURL(image.src) });
    const drop = document.importNode(item.row.querySelector('template[data-part="drop"]').content, true);
    drop.querySelector("button").dataset.name = name;
    figure.append(blob ? image : name, drop);
    return figure;
  };

  /* Taking -------------------------------------------------------------------------------------- */

  /** Scale a picture down; drawing it anew leaves its place and its camera behind. */
  const scaled = async (file) => {
    const image = new Image();
    image.src = URL.createObjectURL(file);
    await image.decode().finally(() => URL.revokeObjectURL(image.src));
    const scale = Math.min(1, EDGE / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return { blob, width: canvas.width, height: canvas.height };
  };

  /** Keep a picture made smaller; gives what its finding says of it. */
  const kept = async (item, file) => {
    const { blob, width, height } = await scaled(file);
    const sha256 = paicha.sha256(new Uint8Array(await blob.arrayBuffer()));
    const name = `${item.id}-${sha256.slice(0, 12)}.jpg`;
    await draft.keeper.putPhoto(name, blob);
    return { name, size: blob.size, sha256, width, height };
  };

  /** Put a picture into its finding, and what came away; where the finding is not there, it waits. */
  const take = async (one) => {
    const { raw, item } = one;
    const file = one.file || (await draft.keeper.photo(raw));
    if (!file) return; // another tab has taken it
    const photo = await kept(item, file);
    if (!findingOf(item)) return void left.set(raw, { ...one, file });
    await draft.edit(item, ({ finding }) => {
      if (finding && !finding.photos.some(({ name }) => name === photo.name)) finding.photos.push(photo);
    });
    if (await draft.disk.settled()) await draft.keeper.removePhoto(raw);
  };

  const guarded = async (one) => {
    try {
      await take(one);
    } catch (error) {
      store.note(error);
      part(one.item, "photo-failed").hidden = false;
      if (error.name === "QuotaExceededError") paicha.trouble("full");
      if (error.name === "EncodingError") await draft.keeper.removePhoto(one.raw); // it is no picture
    } finally {
      underWay.delete(one.raw);
      draft.said();
    }
  };

  /** Take pictures one after another: two at once may be more than a phone's memory holds. */
  const takeAll = (all) => {
    for (const one of all) underWay.set(one.raw, one);
    draft.said();
    const keepRaw = ({ raw, file }) => file && draft.keeper.putPhoto(raw, file).catch(() => {}); // made smaller it may fit
    draft.during(Promise.all(all.map(keepRaw)).then(() => all.reduce((before, one) => before.then(() => guarded(one)), Promise.resolve())));
  };

  const newName = (item) => `${store.raw(draft.key())}${item.id}:${crypto.getRandomValues(new Uint32Array(1))[0]}`;

  const add = (item, files) => {
    const room = roomFor(item, findingOf(item));
    part(item, "photo-failed").hidden = true;
    part(item, "photos-left").hidden = files.length <= room;
    takeAll([...files].slice(0, room).map((file) => ({ raw: newName(item), item, file })));
  };

  /* Those that were left ------------------------------------------------------------------------- */

  let looked = null; // the record whose pictures were looked for

  /** Look for what a page that ended left of this record. */
  const look = async () => {
    if (!draft.ready || looked === draft.key()) return;
    const mine = (looked = draft.key());
    left.clear();
    const names = mine ? await draft.keeper.photoNames(store.raw(mine)) : [];
    if (looked !== mine) return;
    for (const raw of names) if (!underWay.has(raw)) left.set(raw, { raw, item: draft.items.get(raw.split(":")[2]) });
    resume();
  };

  /** Take those whose finding is there. */
  const resume = () => {
    const ready = draft.closed() ? [] : [...left.values()].filter(({ item }) => item && findingOf(item));
    for (const { raw } of ready) left.delete(raw);
    if (ready.length) takeAll(ready);
  };

  document.addEventListener("record:changed", ({ detail: { item } }) => (item ? resume() : look()));
  paicha.pictures = { add, count: () => underWay.size, show };
})();
