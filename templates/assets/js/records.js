/** Every record on this device: how far it is, whether it left the device, and what can be done with it. */
(() => {
  "use strict";
  const phrase = WORDS.handing_on;
  const root = document.querySelector('[data-module="records"]');
  if (!root || !window.indexedDB || !window.crypto || !window.paicha || !paicha.keyin) return;
  const { cards, deleting, exports, lists, record: rules, room, store } = paicha;
  const { part, tell } = paicha.parts;
  const LONG = 3; // days after which a record that never left this device is spoken of
  const list = root.querySelector('[data-view="list"]');
  const status = part("said", list);
  let keeper = null;
  let records = [];

  const byLast = (one, other) => cards.lastChange(other) - cards.lastChange(one) || (rules.key(one) < rules.key(other) ? -1 : 1);

  const show = async () => {
    records = (await keeper.all()).sort(byLast);
    const raw = await keeper.photoNames(store.raw());
    const made = await Promise.all(records.map((record) => cards.card(record, keeper, raw)));
    const shown = part("records", list);
    // What was said of a record stays where it was said, and what was unfolded unfolded.
    for (const one of made) {
      const before = [...shown.children].find(({ dataset }) => dataset.record === one.dataset.record);
      if (!before) continue;
      part("said", one).textContent = part("said", before).textContent;
      one.querySelector("details").open = before.querySelector("details").open;
    }
    shown.replaceChildren(...made);
    part("none", list).hidden = records.length > 0;
    part("everything", list).hidden = !records.length;
    await remind();
    await room.say(list, keeper);
  };

  const remind = async () => {
    const waiting = records.filter((record) => !cards.isExported(record) && cards.days(record.started) >= LONG);
    tell(part("remind", list), waiting.length ? phrase.remind({ count: waiting.length, days: LONG }) : "");
  };

  /* What can be done ---------------------------------------------------------------------------- */

  const keyOf = (target) => target.closest("[data-record]").dataset.record;
  const recordOf = (target) => records.find((record) => rules.key(record) === keyOf(target));
  const say = (target, text) => (part("said", target.closest("[data-record]")).textContent = text);

  /** Give records as they are stored now and as they leave: with the moment written in. */
  const leaving = async (those) => {
    const now = rules.moment();
    const stored = await Promise.all(those.map((record) => keeper.get(rules.key(record))));
    return stored.filter(Boolean).map((record) => ({ ...record, exported: now }));
  };

  /** Write down that records left as they are; one that was changed meanwhile did not. */
  const stamp = async (left) => {
    for (const record of left) {
      const asItLeft = (stored) => rules.same({ ...stored, exported: record.exported }, record);
      await keeper.change(rules.key(record), record, (stored) => (asItLeft(stored) ? record : stored));
      store.tell(rules.key(record));
    }
  };

  const lacks = (missing) => (missing ? phrase.photos_missing({ count: missing }) : "");

  const called = (files) => files.map(({ name }) => name).join("、") + (files.length > 1 ? phrase.take_together : "");

  const exportOne = async (record) => {
    const left = await leaving([record]);
    const { files, missing } = await exports.one(left[0], keeper);
    for (const file of files) exports.save(file);
    await stamp(left);
    return phrase.exported({ files: called(files), lacks: lacks(missing) });
  };

  const exportData = async (record) => {
    const left = await leaving([record]);
    const file = exports.textFile(exports.json(left[0]), exports.fileName(record, "json"), "application/json");
    exports.save(file);
    return phrase.exported_text({ name: file.name });
  };

  const exportAll = async () => {
    const left = await leaving(records);
    const { files, missing } = await exports.all(left, keeper);
    for (const file of files) exports.save(file);
    await stamp(left);
    return phrase.exported_all({ files: called(files), count: left.length, lacks: lacks(missing) });
  };

  const copyText = async (target, text) => {
    const box = part("text", target.closest("[data-record]"));
    const done = await exports.copy(text);
    box.hidden = done;
    const area = box.querySelector("textarea");
    area.value = text;
    if (!done) area.select();
    return done ? phrase.copied : phrase.not_copied;
  };

  const shareOne = async (record) => {
    const left = await leaving([record]);
    const how = await exports.share(left[0], keeper);
    if (!how) return phrase.not_shared;
    if (how === "text") return phrase.shared_text;
    await stamp(left);
    return phrase.shared;
  };

  const actions = {
    export: (target) => exportOne(recordOf(target)),
    "export-data": (target) => exportData(recordOf(target)),
    copy: async (target) => copyText(target, await exports.chat(recordOf(target))),
    "copy-data": (target) => copyText(target, exports.json(recordOf(target))),
    share: (target) => shareOne(recordOf(target)),
  };

  const TROUBLE = { QuotaExceededError: phrase.full };
  const trouble = (error) => {
    store.note(error);
    return TROUBLE[error.name] || phrase.refused;
  };

  list.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-action]");
    if (!button) return;
    const { action } = button.dataset;
    try {
      if (actions[action]) {
        const key = keyOf(button);
        say(button, await actions[action](button));
        // The copied text stays in its box: only what an export changed is shown anew.
        if (!action.startsWith("copy")) await refresh(key);
      } else if (action === "delete") ask(recordOf(button));
      else if (action === "export-all") {
        status.textContent = await exportAll();
        await show();
      } else if (action === "persist") {
        await navigator.storage.persist();
        await room.say(list, keeper);
      }
    } catch (error) {
      status.textContent = trouble(error);
    }
  });

  const refresh = async (key) => {
    await show();
    const again = list.querySelector(`[data-record="${CSS.escape(key)}"] [data-action="export"]`);
    if (again && document.activeElement === document.body) again.focus({ preventScroll: true });
  };

  const ask = (record) =>
    deleting.ask(record, async (chosen) => {
      try {
        if (chosen === "export-first") status.textContent = await exportOne(record);
        if (chosen === "delete-now") {
          await deleting.remove(record, keeper);
          status.textContent = phrase.deleted({ title: lists.title(record) });
        }
        if (chosen !== "keep") await refresh(rules.key(record));
      } catch (error) {
        status.textContent = trouble(error);
      }
    });

  /* The monthly form ---------------------------------------------------------------------------- */

  const form = part("table", list);
  const remembered = "form-of-major-hazards";
  const given = () => Object.fromEntries(new FormData(form));

  const exportTable = async () => {
    const columns = [...form.querySelector("[data-columns]").content.children].map((one) => ({ id: one.dataset.column, label: one.textContent }));
    const { text, rows, drafts, unclear } = await exports.table(records, columns, given());
    if (!rows) return phrase.nothing_major;
    exports.save(exports.textFile(text, phrase.rows_file({ day: rules.day() }), "text/csv"));
    const said = [phrase.rows({ count: rows })];
    if (drafts) said.push(phrase.drafts({ count: drafts }));
    if (unclear) said.push(phrase.unclear({ count: unclear }));
    return said.join("");
  };

  const startForm = async () => {
    if (!form) return;
    const before = (await keeper.current(remembered)) || {};
    for (const [name, value] of Object.entries(before)) if (form.elements[name]) form.elements[name].value = value;
    form.addEventListener("change", () => keeper.setCurrent(remembered, given()).catch((error) => (status.textContent = trouble(error))));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      status.textContent = await exportTable();
      status.scrollIntoView({ block: "center" });
    });
  };

  /* Starting ------------------------------------------------------------------------------------ */

  const startList = async () => {
    await startForm();
    paicha.imports.start(keeper, async (said) => {
      await show();
      status.textContent = said;
      status.scrollIntoView({ block: "center" });
    });
    await show();
    list.hidden = false; // now that everything on it does what it says
    store.hear(show);
    addEventListener("pageshow", ({ persisted }) => persisted && show());
    await deleting.sweep(keeper).catch(() => {}); // the next time will do
  };

  const start = async () => {
    keeper = await store.open();
    const query = new URLSearchParams(location.search);
    for (const view of root.querySelectorAll("[data-view]")) view.hidden = true;
    part("needs", document).hidden = true;
    root.hidden = false;
    if (query.has("sheet")) await paicha.sheet.show(query.get("sheet"), keeper);
    else if (query.has("keyin")) await paicha.keyin.show(query.get("keyin"), keeper);
    else await startList();
    root.dataset.ready = "";
    document.documentElement.dataset.ready = "";
  };
  start();
})();
