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
        conditions: [...row.querySelectorAll(".conditions > li")].map((one) => one.textContent),
        measures: [...row.querySelectorAll("[data-measure]")].map(({ dataset }) => ({ ...dataset, min: number(dataset.min), max: number(dataset.max) })),
        sign: "sign" in row.dataset,
      },
    ]),
  );

  let keeper = null; // the store
  let record = null; // as on the screen; null until the first tap
  let waiting = 0; // changes on their way to the disk
  let unsaved = []; // changes that did not get there
  let again = 0; // the timer of the next try
  let undo = []; // {item, before}: what each answer replaced

  const key = () => rules.key(record);
  const copy = (value) => (value ? JSON.parse(JSON.stringify(value)) : null);
  /** Tell the page: of one item, or, without one, that all may be different. */
  const tell = (item = null) => document.dispatchEvent(new CustomEvent("record:changed", { detail: { item } }));

  /* Keeping */

  /** The first tap begins a record; what it says goes to the disk with the first change. */
  const begin = () => {
    record = rules.create(about);
    record.facets = facets();
    keeper.setCurrent(list, key()).catch(() => {}); // the change that follows fails too, and says so
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  };

  /** Change the record on the screen at once and on the disk as soon as can be; `item` is what it is about. */
  const change = (patch, item = null) => {
    if (record && record.closed) return Promise.resolve();
    const fresh = !record;
    if (fresh) begin();
    const now = rules.moment();
    const stamped = (one) => {
      patch(one, now);
      one.changed = now;
      return one;
    };
    stamped(record);
    const kept = keep(stamped);
    tell(fresh ? null : item); // now that it is on its way: nothing says "saved" before it is
    return kept;
  };

  /** Bring a change to the disk, together with those that failed before it; what fails is tried again. */
  const keep = async (patch) => {
    waiting += 1;
    const asked = key();
    const fallback = copy(record);
    const patches = [...unsaved, patch];
    unsaved = [];
    clearTimeout(again);
    try {
      const stored = await keeper.change(asked, fallback, (one) => patches.reduce((changed, each) => each(changed), one));
      waiting -= 1;
      store.tell(asked);
      if (!waiting && !unsaved.length && asked === key()) adopt(stored);
    } catch {
      waiting -= 1;
      unsaved = [...patches, ...unsaved];
      again = setTimeout(() => keep((one) => one), 5000);
    }
    document.dispatchEvent(new CustomEvent("record:kept"));
  };

  /** Take what another tab may have added; what is on the screen and on the disk are then the same. */
  const adopt = (stored) => {
    if (!stored || rules.same(stored, record)) return;
    record = stored;
    tell();
  };

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

  /** The items asked on this site: those that hang on no facet, or on one that is here. */
  const asked = () => {
    const here = record ? record.facets : facets();
    return [...items.values()].filter(({ row }) => {
      const own = (row.dataset.facet || "").split(" ").filter(Boolean);
      return !own.length || !here.length || own.some((facet) => here.includes(facet));
    });
  };

  /* Doing */

  /** Answer an item, with what was measured for it by label. */
  const give = (item, result, measures = {}) => {
    undo.push({ item, before: copy(answerOf(item)) });
    return change((one, now) => Object.assign(rules.answer(one, item, result, now).answers[item.id].measures, measures), item);
  };

  /** Change part of an item's answer: a measure, its finding. */
  const edit = (item, patch) =>
    change((one) => {
      if (one.answers[item.id]) patch(one.answers[item.id]);
    }, item);

  /** Take back the latest answer of this sitting; gives its item. */
  const takeBack = () => {
    const { item, before } = undo.pop();
    change((one) => {
      if (before) one.answers[item.id] = before;
      else delete one.answers[item.id];
    }, item);
    return item;
  };

  const startAnother = async () => {
    record = null;
    undo = [];
    await keeper.setCurrent(list, null);
    history.replaceState(null, "", location.pathname);
    tell();
  };

  const close = async () => {
    await keep((one) => rules.close(one));
    record = (await keeper.get(key())) || record;
    tell();
  };

  const revise = async () => {
    record = rules.revise(record);
    undo = [];
    await keeper.put(key(), record);
    await keeper.setCurrent(list, key());
    tell();
  };

  const start = async () => {
    keeper = await store.open();
    const named = new URLSearchParams(location.search).get("record");
    const kept = await keeper.get(named || (await keeper.current(list)) || "");
    if (kept && kept.checklist === checklist && kept.edition === edition) record = kept;
    if (record && named) keeper.setCurrent(list, named).catch(() => {}); // it is the one gone on with
    store.hear(async (changed) => {
      if (record && changed === key() && !waiting) adopt(await keeper.get(changed));
    });
    Object.assign(paicha.draft, { keeper, ready: true });
    tell();
  };

  paicha.draft = {
    ready: false,
    items,
    record: () => record,
    closed: () => Boolean(record && record.closed),
    /** How the disk stands: changes on their way, and whether some did not get there. */
    disk: () => ({ waiting, failed: unsaved.length > 0 }),
    undoable: () => undo.length > 0,
    ...{ answerOf, asked, change, close, edit, facets, give, itemOf, revise, stale, startAnother, state, takeBack },
  };
  // The other scripts of the page are listening by then.
  addEventListener("DOMContentLoaded", start);
})();
