/** What a "no" needs: what was seen and where, how grave it is, what must happen, and pictures. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const { record: rules } = paicha;
  const template = document.querySelector('template[data-template="finding"]');
  const MOST = 6; // pictures of a finding
  const EDGE = 1280; // pixels of a picture's longer side

  const panelOf = (item) => item.row.querySelector(".finding");

  const setUp = (item) => {
    const panel = document.importNode(template.content, true).firstElementChild;
    const choices = panel.querySelector('[data-part="conditions"]');
    choices.hidden = !item.conditions.length;
    for (const words of choices.querySelectorAll("[data-if-sign]")) words.hidden = words.dataset.ifSign !== String(Boolean(item.sign));
    const one = choices.querySelector("template");
    for (const when of item.conditions) {
      const row = document.importNode(one.content, true);
      row.querySelector("input").value = when;
      row.querySelector("[data-when]").textContent = when;
      choices.querySelector('[data-part="ticks"]').append(row);
    }
    for (const radio of panel.querySelectorAll('[data-field="remedy"]')) radio.name = `${item.id}-remedy`;
    item.row.querySelector(".item__more").before(panel); // below what is measured: a field does not jump while one types
    return panel;
  };

  /** Show an item's finding, or hide it where the answer is no "no". */
  const show = (item, given) => {
    const found = given && given.finding;
    if (!found && !panelOf(item)) return;
    const panel = panelOf(item) || setUp(item);
    panel.hidden = !found;
    if (!found) return;
    for (const field of panel.querySelectorAll("[data-field]")) {
      const value = found[field.dataset.field];
      if (field.type === "radio") field.checked = field.value === value;
      else if (document.activeElement !== field) field.value = value;
    }
    for (const tick of panel.querySelectorAll("[data-condition]")) tick.checked = found.conditions.includes(tick.value);
    panel.querySelector('[data-part="neither"]').checked = found.grade === "general" && item.conditions.length > 0;
    for (const grade of panel.querySelectorAll("[data-if-grade]")) grade.hidden = grade.dataset.ifGrade !== String(found.grade);
    panel.querySelector('[data-part="five"]').hidden = found.remedy !== "by-date";
    panel.querySelector("fieldset").disabled = draft.closed();
    showActions(item, panel, found);
    showPhotos(item, panel, found);
  };

  /** What must happen now, in the words of the list: what is major asks for more. */
  const showActions = (item, panel, found) => {
    const named = (name) => (item.row.dataset[name] || "").split("；").filter(Boolean);
    const wanted = [...(found.grade === "major" ? named("onMajor") : []), ...named("onFail")];
    panel.querySelector('[data-part="actions"]').replaceChildren(
      ...wanted.map((text) => {
        const row = document.createElement("li");
        row.textContent = text;
        return row;
      }),
    );
  };

  const showPhotos = async (item, panel, found) => {
    const box = panel.querySelector('[data-part="photos"]');
    panel.querySelector('[data-part="add-photo"]').hidden = found.photos.length >= MOST;
    const shown = [...box.children].map((one) => one.dataset.name);
    if (shown.join() === found.photos.map((photo) => photo.name).join()) return;
    const pictures = await Promise.all(found.photos.map((photo) => picture(photo)));
    box.replaceChildren(...pictures);
  };

  const picture = async (photo) => {
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
    const drop = document.importNode(template.content.querySelector('template[data-part="drop"]').content, true);
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

  const edit = (item, patch) => draft.edit(item, ({ finding }) => finding && patch(finding));

  const itemOf = (target) => target.closest(".finding") && draft.itemOf(target);

  document.addEventListener("input", ({ target }) => {
    const item = itemOf(target);
    if (item && target.matches("[data-field]:not([type=radio])")) edit(item, (found) => (found[target.dataset.field] = target.type === "date" ? rules.wholeDay(target.value) : target.value));
  });
  document.addEventListener("change", ({ target }) => {
    const item = itemOf(target);
    if (!item) return;
    const panel = panelOf(item);
    if (target.matches('[data-field="remedy"]')) edit(item, (found) => (found.remedy = target.value));
    if (target.matches("[data-condition]")) {
      const ticked = [...panel.querySelectorAll("[data-condition]:checked")].map((tick) => tick.value);
      edit(item, (found) => {
        found.conditions = ticked;
        found.grade = ticked.length ? "major" : null;
      });
    }
    if (target.matches('[data-part="neither"]')) {
      edit(item, (found) => {
        found.conditions = [];
        found.grade = target.checked ? "general" : null;
      });
    }
    if (target.type === "file") {
      draft.during(add(item, target.files, panel));
      target.value = "";
    }
  });
  document.addEventListener("click", ({ target }) => {
    const item = itemOf(target);
    if (item && target.matches('[data-action="drop-photo"]'))
      edit(item, (found) => (found.photos = found.photos.filter((photo) => photo.name !== target.dataset.name)));
  });

  /** Bring a finding that was just opened into sight, without taking the thumb's place. */
  const focus = (item) => panelOf(item).scrollIntoView({ block: "nearest" });

  /** List what a record lacks before it can be closed: {id, text}. */
  const lacking = (record) => {
    const words = template.content.querySelector('[data-part="lacking-words"]').dataset;
    const found = [];
    const add = (id, names) => names.length && found.push({ id, text: `${id ? `${id} ` : ""}${words.lacks}${names.join("、")}` });
    const named = { unit: words.unit, date: words.date };
    add("", [...Object.keys(named).filter((name) => !record[name].trim()).map((name) => named[name]), ...(record.inspectors.length ? [] : [words.inspectors])]);
    for (const [id, given] of Object.entries(record.answers)) if (given.finding) add(id, rules.missing(given.finding));
    for (const [id, given] of Object.entries(record.answers)) {
      const item = draft.items.get(id);
      if (item && item.text_hash !== given.text_hash) found.push({ id, text: `${id} ${words.stale}` });
      else if (item && given.result === "pass" && item.measures.some((one) => rules.judge(one, given.measures[one.label] || "") === false)) found.push({ id, text: `${id} ${words.beyond}` });
    }
    return found;
  };

  paicha.finding = { focus, lacking, show };
})();
