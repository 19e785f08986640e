/** A checklist as a tool: three answers an item, kept at every tap, and a bar that says how far one is. */
(() => {
  "use strict";
  const root = document.querySelector('[data-module="record"]');
  if (!root || !window.crypto || !window.paicha) return;
  const { record: rules, store } = paicha;
  const about = { ...root.dataset };
  const bar = document.querySelector("[data-record-bar]");
  const part = (name, within = bar) => within.querySelector(`[data-part="${name}"]`);
  const template = (name) => document.querySelector(`template[data-template="${name}"]`).content;
  const list = `${about.checklist}.${about.edition}`;

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
  function number(text) {
    return text === undefined ? null : Number(text);
  }

  let keeper = null; // the store
  let record = null; // as on the screen; null until the first tap
  let waiting = 0; // changes on their way to the disk
  let undo = [];

  /* Keeping ------------------------------------------------------------------------------------ */

  const key = () => rules.key(record);

  /** Change the record on the screen at once and on the disk as soon as can be. */
  const change = async (patch) => {
    if (record && record.closed) return;
    const fresh = !record;
    if (fresh) begin();
    const now = rules.moment();
    const stamped = (one) => {
      patch(one, now);
      one.changed = now;
      return one;
    };
    stamped(record);
    if (fresh) showHead();
    await keep(stamped);
  };

  const keep = async (patch) => {
    waiting += 1;
    say();
    const asked = key();
    const fallback = JSON.parse(JSON.stringify(record));
    try {
      const stored = await keeper.change(asked, fallback, patch);
      waiting -= 1;
      store.tell(asked);
      if (!waiting && asked === key()) adopt(stored);
      trouble("");
    } catch (error) {
      waiting -= 1;
      trouble(error.name === "QuotaExceededError" ? "full" : "refused");
    }
    say();
  };

  /** The first tap begins a record; what it says goes to the disk with the first change. */
  const begin = () => {
    record = rules.create({
      site: about.site,
      checklist: about.checklist,
      title: about.title,
      edition: about.edition,
      edition_title: about.editionTitle,
    });
    record.facets = facets();
    keeper.setCurrent(list, key()).catch(() => trouble("refused"));
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  };

  /** Take what another tab may have added; what is on the screen and the disk are then the same. */
  const adopt = (stored) => {
    if (!rules.same(stored, record)) {
      record = stored;
      show();
    }
  };

  const trouble = (kind) => {
    const box = document.querySelector("[data-record-trouble]");
    box.hidden = !kind;
    for (const one of box.querySelectorAll("[data-kind]")) one.hidden = one.dataset.kind !== kind;
  };

  /* Showing ------------------------------------------------------------------------------------ */

  const facets = () => [...document.querySelectorAll('[data-module="filter"] [name="facet"]:checked')].map((box) => box.value);

  /** Show the part of the list that the record is about, unless the address asks for another. */
  const narrow = () => {
    const form = document.querySelector('[data-module="filter"] form');
    if (!form || location.search.includes("facet=")) return;
    for (const box of form.querySelectorAll('[name="facet"]')) box.checked = record.facets.includes(box.value);
    form.dispatchEvent(new Event("input"));
  };

  /** Whether an item is asked on this site: it hangs on no facet, or on one that is here. */
  const asked = ({ row }) => {
    const here = record ? record.facets : facets();
    const own = (row.dataset.facet || "").split(" ").filter(Boolean);
    return !own.length || !here.length || own.some((facet) => here.includes(facet));
  };

  const answerOf = (item) => record && record.answers[item.id];
  /** An answer to other words than the page's waits to be confirmed. */
  const stale = (item) => Boolean(answerOf(item)) && answerOf(item).text_hash !== item.text_hash;

  const state = (item) => {
    const given = answerOf(item);
    if (!given || stale(item)) return "open";
    return given.result;
  };

  const showItem = (item) => {
    const given = answerOf(item);
    item.row.dataset.result = state(item);
    for (const input of item.row.querySelectorAll("[data-answer]")) {
      input.checked = Boolean(given) && !stale(item) && input.value === given.result;
      input.disabled = Boolean(record && record.closed);
    }
    showOld(item, given);
    paicha.finding.show(item, given && !stale(item) ? given : null, { closed: Boolean(record && record.closed) });
    showMeasures(item, given);
  };

  const words = (result) => document.querySelector(`[data-answer][value="${result}"] + span`).textContent;

  /** Show an answer to other words beside today's question, until it is confirmed or given anew. */
  const showOld = (item, given) => {
    const there = part("old", item.row);
    if (there) there.remove();
    if (!stale(item)) return;
    const made = document.importNode(template("old"), true);
    part("old-check", made).textContent = given.check;
    part("old-answer", made).textContent = words(given.result);
    item.row.querySelector(".answer").before(made);
  };

  const showMeasures = (item, given) => {
    item.row.querySelectorAll("[data-measure]").forEach((input, n) => {
      const measure = item.measures[n];
      const value = (given && given.measures[measure.label]) || "";
      if (document.activeElement !== input) input.value = value;
      const right = rules.judge(measure, input.value);
      input.setAttribute("aria-invalid", String(right === false));
      for (const one of input.closest("p").querySelectorAll("[data-judged]")) one.hidden = one.dataset.judged !== String(right);
    });
  };

  const show = () => {
    for (const item of items.values()) showItem(item);
    showGone();
    showHead();
    say();
  };

  /** Answers to items that this edition of the site no longer asks stay readable. */
  const showGone = () => {
    const box = document.querySelector("[data-record-gone]");
    const gone = record ? Object.entries(record.answers).filter(([id]) => !items.has(id)) : [];
    box.hidden = !gone.length;
    box.querySelector("ul").replaceChildren(
      ...gone.map(([id, given]) => {
        const row = document.createElement("li");
        row.textContent = `${id}　${given.check}　${words(given.result)}${given.note ? `　${given.note}` : ""}`;
        return row;
      }),
    );
  };

  const showHead = () => {
    const line = part("name", root);
    line.textContent = record ? [record.unit || record.project || line.dataset.unnamed, record.date].filter(Boolean).join("　") : line.dataset.none;
    for (const field of root.querySelectorAll("[data-head]")) {
      const value = record ? record[field.dataset.head] : "";
      if (document.activeElement !== field) field.value = Array.isArray(value) ? value.join("、") : value;
      field.disabled = Boolean(record && record.closed);
    }
    part("closed", root).hidden = !(record && record.closed);
    if (record && record.closed) part("number", root).textContent = record.closed.number;
    part("revises", root).hidden = !(record && record.revises);
    if (record && record.revises) part("revised", root).textContent = record.revises.number;
    for (const button of root.querySelectorAll("[data-needs]")) {
      const needs = { record: Boolean(record), open: Boolean(record) && !record.closed, closed: Boolean(record && record.closed) };
      button.hidden = !needs[button.dataset.needs];
    }
  };

  /** Say how far one is, when it was saved, and what the house looks like. */
  const say = () => {
    const here = [...items.values()].filter(asked);
    const done = here.filter((item) => state(item) !== "open");
    const failed = here.filter((item) => state(item) === "fail");
    part("done").textContent = `${done.length}/${here.length}`;
    const progress = bar.querySelector("progress");
    progress.max = Math.max(here.length, 1);
    progress.value = done.length;
    part("failed").textContent = failed.length ? `${failed.length} ${part("failed").dataset.word}` : "";
    const saved = part("saved");
    saved.dataset.pending = waiting;
    saved.textContent = !record || waiting ? "" : saved.dataset[keeper.kind].replace("{}", record.changed.slice(11, 16));
    bar.querySelector('[data-action="undo"]').disabled = !undo.length;
    bar.querySelector('[data-action="next"]').disabled = done.length === here.length;
    for (const topic of document.querySelectorAll("[data-topic]")) {
      const mine = here.filter(({ row }) => row.closest("[data-section]").dataset.section === topic.dataset.topic);
      const left = mine.filter((item) => state(item) === "open").length;
      if (record) topic.querySelector("[data-count]").textContent = `${mine.length - left}/${mine.length}`;
    }
    sayVerdict(here);
  };

  const sayVerdict = (here) => {
    const box = document.querySelector("[data-record-verdict]");
    if (!box) return;
    const signs = here.filter((item) => item.sign).map((item) => item.id);
    const current = Object.fromEntries(Object.entries(record ? record.answers : {}).filter(([id]) => items.has(id) && !stale(items.get(id))));
    const grade = rules.verdict(signs, current);
    box.hidden = !record;
    for (const one of box.querySelectorAll("[data-verdict]")) one.hidden = one.dataset.verdict !== grade;
  };

  /* Doing -------------------------------------------------------------------------------------- */

  const give = (item, result) => {
    const before = answerOf(item) ? JSON.parse(JSON.stringify(answerOf(item))) : null;
    undo.push({ item, before });
    change((one, now) => rules.answer(one, item, result, now));
    showItem(item);
    if (result === "fail") paicha.finding.focus(item);
  };

  const takeBack = () => {
    const last = undo.pop();
    if (!last) return;
    change((one) => {
      if (last.before) one.answers[last.item.id] = last.before;
      else delete one.answers[last.item.id];
    });
    showItem(last.item);
    last.item.row.scrollIntoView({ block: "center" });
  };

  const next = () => {
    const open = [...items.values()].filter((item) => asked(item) && state(item) === "open" && item.row.offsetParent);
    const after = open.find(({ row }) => row.getBoundingClientRect().top > innerHeight * 0.4) || open[0];
    if (!after) return;
    after.row.scrollIntoView({ block: "start" });
    after.row.querySelector("[data-answer]").focus({ preventScroll: true });
  };

  /** Keep a measured value; one beyond its limits answers "no", one within them answers nothing. */
  const measured = (item, input) => {
    const measure = item.measures.find(({ label }) => label === input.dataset.label);
    if (rules.judge(measure, input.value) === false && state(item) !== "fail") give(item, "fail");
    edit(item, (given) => (given.measures[measure.label] = input.value));
    showMeasures(item, answerOf(item));
  };

  /** Change part of an item's answer: its note, a measure, its finding. */
  const edit = (item, patch) =>
    change((one) => {
      if (one.answers[item.id]) patch(one.answers[item.id]);
    });

  document.addEventListener("change", ({ target }) => {
    const row = target.closest(".item");
    if (!row || !target.matches("[data-answer]")) return;
    give(items.get(row.dataset.itemId), target.value);
  });
  document.addEventListener("input", ({ target }) => {
    const row = target.closest(".item");
    if (row && target.matches("[data-measure]")) measured(items.get(row.dataset.itemId), target);
    if (root.contains(target) && target.matches("[data-head]")) {
      const name = target.dataset.head;
      const value = rules.PEOPLE.includes(name) ? target.value.split(/[、，,;；\s]+/).filter(Boolean) : target.value;
      change((one) => (one[name] = value)).then(showHead);
    }
    if (target.name === "facet" && record) change((one) => (one.facets = facets())).then(say);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-action]");
    if (!button) return;
    const row = button.closest(".item");
    const item = row && items.get(row.dataset.itemId);
    const actions = {
      undo: takeBack,
      next,
      "confirm-old": () => give(item, answerOf(item).result),
      "start-record": fresh,
      "close-record": () => closeRecord(),
      "revise-record": () => reviseRecord(),
    };
    if (actions[button.dataset.action]) actions[button.dataset.action]();
  });

  const fresh = async () => {
    record = null;
    undo = [];
    await keeper.setCurrent(list, null);
    history.replaceState(null, "", location.pathname);
    show();
  };

  const closeRecord = async () => {
    const lacking = await paicha.finding.lacking(record, items);
    const box = part("lacking", root);
    box.hidden = !lacking.length;
    box.querySelector("ul").replaceChildren(
      ...lacking.map(({ id, text }) => {
        const line = document.createElement("li");
        const link = document.createElement("a");
        link.href = id ? `#${id}` : "#record";
        link.textContent = text;
        line.append(link);
        return line;
      }),
    );
    if (lacking.length) return;
    await keep((one) => rules.close(one));
    record = await keeper.get(key());
    show();
  };

  const reviseRecord = async () => {
    record = rules.revise(record);
    await keeper.put(key(), record);
    await keeper.setCurrent(list, key());
    show();
  };

  /* Starting ----------------------------------------------------------------------------------- */

  const start = async () => {
    keeper = await store.open();
    const named = new URLSearchParams(location.search).get("record");
    const kept = await keeper.get(named || (await keeper.current(list)) || "");
    if (kept && kept.checklist === about.checklist && kept.edition === about.edition) record = kept;
    if (record) narrow();
    store.hear(async (changed) => {
      if (record && changed === key() && !waiting) adopt(await keeper.get(changed));
    });
    document.body.classList.add("page--record");
    document.querySelector("[data-record-old]").hidden = true;
    paicha.answers = { edit, items, record: () => record, keeper, trouble };
    show();
  };
  start();
})();
