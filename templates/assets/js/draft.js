/** The record one is filling in on this page: kept at every tap, the same in every tab, never lost by a full disk. */
(() => {
  "use strict";
  const root = document.querySelector('[data-module="record"]');
  if (!root || !window.crypto || !window.paicha) return;
  const { record: rules, store } = paicha;
  const { site, checklist, title, edition, editionTitle: edition_title } = root.dataset;
  const about = { site, checklist, title, edition, edition_title };
  const list = `${checklist}.${edition}`;
  const number = (text) => (text === undefined ? null : Number(text));

  /** What the page says of each item, in walking order. */
  const items = new Map(
    [...document.querySelectorAll(".item[data-item-id]")].map((row) => [
      row.dataset.itemId,
      {
        id: row.dataset.itemId,
        row,
        check: row.querySelector(".item__check").textContent,
        text_hash: row.dataset.textHash,
        facets: (row.dataset.facet || "").split(" ").filter(Boolean),
        conditions: [...row.querySelectorAll(".conditions > li")].map((one) => one.textContent),
        measures: [...row.querySelectorAll("[data-measure]")].map(({ dataset }) => ({ ...dataset, min: number(dataset.min), max: number(dataset.max) })),
        measured: [...row.querySelectorAll(".conditions > [data-measured]")].map((one) => ({ when: one.textContent, labels: one.dataset.measured.split("|") })),
        sign: row.dataset.sign || null,
      },
    ]),
  );

  const named = new URLSearchParams(location.search).get("record"); // now: a filter writes into the address

  let keeper = null; // the store
  let record = null; // as on the screen; null until the first tap
  let pointed = null; // the key that the next visit goes on with
  let loose = {}; // what was measured for items that are not answered yet, by item and label: a record has no place for it
  let work = Promise.resolve(); // what is not kept yet, besides changes: pictures, what is measured
  let working = 0; // how much of it there is
  let undo = []; // {item, at, before}: when each answer was given, and what it replaced
  const byValue = new Map(); // {step, said}: the "no" that an item's value gave, and what a person answered, or "open"
  const written = new Map(); // findings that another answer replaced, by item and its words

  const key = () => record && rules.key(record);
  /** Tell the page: of one item, or, without one, that all may be different. */
  const tell = (item = null) => document.dispatchEvent(new CustomEvent("record:changed", { detail: { item } }));

  /* Keeping */

  /** Let the next visit go on with this record, and this tab in any case. */
  const point = async () => {
    if (pointed === key()) return;
    const asked = key();
    store.setMine(list, asked);
    await keeper.setCurrent(list, asked);
    pointed = asked;
  };

  const write = async (...all) => (await Promise.all([keeper.change(...all), point()]))[0];

  /** The first tap begins a record; what it says goes to the disk with the first change. */
  const begin = () => {
    record = rules.create(about);
    record.facets = facets();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  };

  /** Change the record on the screen at once and on the disk as soon as can be; `item` is what it is about. */
  const change = (patch, item = null) => {
    if (record && record.closed) return Promise.resolve();
    const fresh = !record;
    if (fresh) begin();
    const kept = disk.change(patch);
    tell(fresh ? null : item); // now that it is on its way: nothing says "saved" before it is
    return kept;
  };

  /** Take what another tab may have added; what is on the screen and on the disk are then the same. */
  const adopt = (stored) => {
    if (rules.same(stored, record)) return;
    record = stored;
    tell();
  };

  const said = () => document.dispatchEvent(new CustomEvent("record:kept"));
  const disk = paicha.keeping({ current: () => record, write, adopt, said });

  /* Asking */

  const facets = () => [...document.querySelectorAll('[data-module="filter"] [name="facet"]:checked')].map((box) => box.value);
  /** The item in whose row something stands. */
  const itemOf = (target) => {
    const row = target.closest(".item");
    return row && items.get(row.dataset.itemId);
  };
  const answerOf = (item) => (record && record.answers[item.id]) || null;
  /** An answer to other words than the page's waits to be confirmed. */
  const stale = (item) => Boolean(answerOf(item)) && answerOf(item).text_hash !== item.text_hash;
  const state = (item) => (answerOf(item) && !stale(item) ? answerOf(item).result : "open");

  /** The items asked on this site. */
  const asked = () => [...items.values()].filter((item) => rules.asked(record || { facets: facets(), answers: {} }, item));

  /* Doing */

  /** Answer an item, with what was measured for it by label. */
  const give = (item, result, measures = {}) => {
    const given = rules.copy(answerOf(item));
    if (given && given.finding) written.set(item.id + given.text_hash, given.finding);
    const step = { item, before: given };
    undo.push(step);
    const former = written.get(item.id + item.text_hash);
    return change((one, now) => {
      const given = rules.answer(one, item, result, now, former).answers[item.id];
      Object.assign(given.measures, measures);
      rules.settle(item, given);
      step.at = now;
    }, item);
  };

  /** Answer "no" for a value, until the day of the check says otherwise. */
  const giveByValue = (item, said, measures) => {
    const kept = give(item, "fail", measures);
    byValue.set(item.id, { step: undo[undo.length - 1], said });
    return kept;
  };

  const measured = (item) => loose[item.id] || {};
  const aside = () => `${key()}.measured`;

  /** Keep what is measured before its item is answered, beside the record. */
  const measure = (item, measures) => {
    loose[item.id] = measures;
    if (!record) change(() => {});
    during(keeper.setCurrent(aside(), loose).catch(() => {})); // it stays on the screen, and goes with the answer
  };

  /** Change part of an item's answer: a measure, its finding. */
  const edit = (item, patch) =>
    change((one) => {
      if (!one.answers[item.id]) return;
      patch(one.answers[item.id]);
      rules.settle(item, one.answers[item.id]);
    }, item);

  /** Give an item the answer it had, unless another was given elsewhere. */
  const putBack = ({ item, at, before }) =>
    change((one) => {
      if (one.answers[item.id] && one.answers[item.id].at !== at) return;
      if (before) one.answers[item.id] = before;
      else delete one.answers[item.id];
    }, item);

  /** Take back the latest answer of this sitting; gives its item. */
  const takeBack = () => {
    const step = undo.pop();
    putBack(step);
    return step.item;
  };

  /** Let answers follow the day of the check; gives the items whose answer did. */
  const follow = () =>
    [...(record && !record.closed ? items.values() : [])].filter((item) => {
      const { step, said } = byValue.get(item.id) || {};
      const turned = rules.follows(record, item, step && step.at);
      if (turned === "fail") giveByValue(item, "pass", {});
      else if (turned) said === "open" ? putBack(step) : give(item, said);
      return turned;
    });

  /** Let nobody leave the record before some work is done. */
  const during = (more) => {
    working += 1;
    work = Promise.all([work, more]).finally(() => {
      working -= 1;
      said();
    });
  };

  const settled = async () => {
    await work;
    return disk.settled();
  };

  /** Leave this record, once it is whole on the disk, and begin another with the next tap. */
  const startAnother = async () => {
    if (!(await settled())) return;
    [record, undo] = [null, []];
    loose = {};
    written.clear();
    byValue.clear();
    await point();
    history.replaceState(null, "", location.pathname);
    tell();
  };

  const close = async () => {
    if (!(await settled())) return;
    try {
      record = await keeper.change(key(), record, (one) => (one.closed ? one : rules.close(one)));
    } catch {
      return paicha.trouble("failed"); // it stays a draft
    }
    store.tell(key());
    return tell();
  };

  const revise = async () => {
    record = rules.revise(record);
    undo = [];
    await disk.change(() => {});
    tell();
  };

  /** A record of another edition is opened at its own address: links made before it had one lead here. */
  const elsewhere = async () => {
    const kept = named && (await keeper.get(named));
    if (!kept || kept.checklist !== checklist || kept.edition === edition) return false;
    const list = [...document.querySelectorAll(".editions a[href]")].find((one) => one.dataset.edition === kept.edition);
    if (!list) return false;
    paicha.early.forget(); // what was tapped here was not meant for that list
    location.replace(`${list.href}?record=${encodeURIComponent(named)}`);
    return true;
  };

  /** Find what to go on with: what the address names, what this tab had before it was loaded anew, what was gone on with last. */
  const find = async () => {
    for (const one of [named, store.mine(list), await keeper.current(list)]) {
      const kept = one && (await keeper.get(one));
      if (!kept || kept.checklist !== checklist || kept.edition !== edition) continue;
      record = kept;
      loose = (await keeper.current(aside())) || {};
      return;
    }
  };

  /** Take a record that another page changed, if it is ours. */
  const reread = async (changed) => {
    const stored = changed && changed === key() && (await keeper.get(changed));
    if (stored && changed === key() && disk.idle()) adopt(stored);
  };

  const start = async () => {
    try {
      keeper = await store.open();
      if (await elsewhere()) return null;
      await find();
    } catch (error) {
      store.note(error);
      return paicha.trouble("unopened"); // a record begun now would hide the one that is there
    }
    point().catch(() => {}); // a change that follows fails too, and says so
    store.hear(reread);
    addEventListener("pageshow", ({ persisted }) => persisted && reread(key()));
    Object.assign(paicha.draft, { keeper, ready: true });
    tell();
    document.documentElement.dataset.ready = "";
    return paicha.early.release();
  };

  paicha.draft = {
    ready: false,
    items,
    record: () => record,
    closed: () => Boolean(record && record.closed),
    disk,
    undoable: () => undo.length > 0,
    ...{ answerOf, asked, change, close, during, edit, facets, follow, give, giveByValue, itemOf, key, measure, measured, revise, said, stale, startAnother, state, takeBack },
  };
  paicha.leaving.hold(() => paicha.early.holds() || working > 0);
  // The other scripts of the page are listening by then.
  addEventListener("DOMContentLoaded", start);
})();
