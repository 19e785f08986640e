/** Pictures of what was found: taken, made smaller, shown. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const MOST = 6; // pictures of a finding
  const EDGE = 1280; // pixels of a picture's longer side

  const show = async (panel, found) => {
    const box = panel.querySelector('[data-part="photos"]');
    panel.querySelector('[data-part="add-photo"]').hidden = found.photos.length >= MOST;
    const shown = [...box.children].map((one) => one.dataset.name);
    if (shown.join() === found.photos.map((photo) => photo.name).join()) return;
    const pictures = await Promise.all(found.photos.map((photo) => picture(photo, panel)));
    box.replaceChildren(...pictures);
  };

  const picture = async (photo, panel) => {
    const figure = document.createElement("figure");
    figure.dataset.name = photo.name;
    const blob = await draft.keeper.photo(photo.name);
    if (blob) {
      const image = document.createElement("img");
      image.src = URL.createObjectURL(blob);
      image.alt = photo.name;
      image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
      figure.append(image);
    } else {
      figure.append(photo.name);
    }
    const drop = document.importNode(panel.querySelector('template[data-part="drop"]').content, true);
    drop.querySelector("button").dataset.name = photo.name;
    figure.append(drop);
    return figure;
  };

  /** Scale a picture down; drawing it anew leaves its place and its camera behind. */
  const scaled = async (file) => {
    const image = new Image();
    image.src = URL.createObjectURL(file);
    await image.decode();
    URL.revokeObjectURL(image.src);
    const scale = Math.min(1, EDGE / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return { blob, width: canvas.width, height: canvas.height };
  };

  const add = async (item, files, panel) => {
    const failed = panel.querySelector('[data-part="photo-failed"]');
    failed.hidden = true;
    const room = MOST - draft.answerOf(item).finding.photos.length;
    panel.querySelector('[data-part="photos-left"]').hidden = files.length <= room;
    for (const file of [...files].slice(0, room)) {
      try {
        const { blob, width, height } = await scaled(file);
        const sha256 = paicha.sha256(new Uint8Array(await blob.arrayBuffer()));
        const photo = { name: `${item.id}-${sha256.slice(0, 12)}.jpg`, size: blob.size, sha256, width, height };
        await draft.keeper.putPhoto(photo.name, blob);
        await draft.edit(item, ({ finding }) => {
          if (finding && !finding.photos.some((one) => one.name === photo.name)) finding.photos.push(photo);
        });
      } catch (error) {
        failed.hidden = false;
        if (error.name === "QuotaExceededError") paicha.trouble("full");
      }
    }
  };

  paicha.pictures = { add, show };
})();
