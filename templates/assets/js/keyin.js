/** Key in a paper sheet without a mouse: number, result, what was seen; Enter moves on. */
(() => {
  "use strict";
  const phrase = WORDS.keyin;
  const root = document.querySelector('[data-module="records"]');
  if (!root || !window.paicha || !paicha.fields) return;
  const { lists, record: rules, store } = paicha;
  const { fieldsOf } = paicha.fields;
  const { meant, read } = paicha.typed;
  const { make, part, tell } = paicha.parts;
  const view = root.querySelector('[data-view="keyin"]');
  const line = view.querySelector("#keyin-line");
  const found = paicha.offered(line, view.querySelector("#keyin-found"), (id) => move(list.items.get(id)));
  const detail = part("detail", view);

  let keeper = null;
  let list = null;
  let about = null; // what a new record begins with
  let record = null;
  let expected = null; // the item that a bare result answers
  let undo = [];
  const byValue = new Map(); // {at, said}: the "no" that an item's value gave, and what was keyed in
  const written = new Map(); // findings that another answer replaced, by item and its words
  let troubled = false; // whether the latest try to keep a change failed

  /* Keeping ------------------------------------------------------------------------------------- */

  const begin = () => {
    record = { ...rules.create(about), date: "" }; // the paper's day, not today's
    history.replaceState(null, "", `?keyin=${encodeURIComponent(rules.key(record))}`);
    showLinks();
  };

  const change = (patch) => {
    if (!record) begin();
    disk.change(patch);
    say();
  };

  const adopt = (stored) => {
    record = stored;
    if (stored.closed) tell(part("wrong", view), phrase.closed_elsewhere);
  };

  const said = () => {
    const failed = disk.failed();
    if (failed) tell(part("wrong", view), failed.name === "QuotaExceededError" ? phrase.full : phrase.refused);
    else if (troubled) tell(part("wrong", view), "");
    troubled = Boolean(failed);
    say();
    document.dispatchEvent(new CustomEvent("record:kept"));
  };

  const write = (...all) => keeper.change(...all);
  const disk = paicha.keeping({ current: () => record, write, adopt, said });

  const isOpen = ({ id, text_hash }) => !record || !record.answers[id] || record.answers[id].text_hash !== text_hash;
  const here = () => [...list.items.values()].filter((item) => rules.asked(record || { facets: [], answers: {} }, item));

  /** The next item without an answer after one, in walking order; from the top again at the end. */
  const after = (item) => {
    const all = [...list.items.values()];
    return rules.turned(all, all.indexOf(item) + 1).find((one) => isOpen(one) && rules.asked(record || { facets: [], answers: {} }, one)) || null;
  };

  const give = (item, result, note) => {
    const before = record && record.answers[item.id] ? rules.copy(record.answers[item.id]) : null;
    undo.push({ item, before });
    if (before && before.finding) written.set(item.id + before.text_hash, before.finding);
    const former = written.get(item.id + item.text_hash);
    change((one, now) => {
      rules.answer(one, item, result, now, former);
      const given = one.answers[item.id];
      rules.settle(item, given);
      if (note && given.finding) given.finding.seen = note;
      else if (note) given.note = note;
    });
    log(item);
    if (result === "fail" || item.measures.length) ask(item);
    else move(after(item));
  };

  const takeBack = () => {
    const last = undo.pop();
    if (!last) return;
    change((one) => {
      if (last.before) one.answers[last.item.id] = last.before;
      else delete one.answers[last.item.id];
    });
    const row = part("log", view).firstElementChild;
    if (row) row.remove();
    closeDetail();
    move(last.item);
  };

  /* Showing ------------------------------------------------------------------------------------- */

  const move = (item) => {
    expected = item;
    line.value = "";
    offer();
    line.focus();
    say();
  };

  const showNext = () => {
    const typed = read(list, expected, line.value);
    const item = typed.item || expected;
    part("id", view).textContent = item ? item.id : "";
    part("check", view).textContent = item ? item.check : phrase.all_done;
    const given = typed.result || (item && !isOpen(item) && record.answers[item.id].result);
    part("given", view).textContent = given ? lists.words(given) : "";
  };

  const say = () => {
    showNext();
    const all = here();
    const saved = record && disk.idle() ? phrase.kept({ time: lists.read(record.changed) }) : "";
    const lost = keeper.kind === "tab" ? phrase.in_tab : "";
    part("said", view).textContent = phrase.state({ done: all.filter((item) => !isOpen(item)).length, all: all.length, saved, lost });
    view.querySelector('[data-action="undo"]').disabled = !undo.length;
  };

  const log = (item) => {
    const { result, note, finding } = record.answers[item.id];
    const row = make("li", `${item.id}　${item.check}　`);
    row.append(make("strong", lists.words(result)));
    const said = finding ? finding.seen : note;
    if (said) row.append(`　${said}`);
    part("log", view).prepend(row);
  };

  const offer = () => found.show(meant(list, line.value));

  /* The detail of an answer ---------------------------------------------------------------------- */

  /** Ask for what an answer still needs, field by field. */
  const ask = (item) => {
    expected = item;
    line.value = "";
    offer();
    say();
    detail.replaceChildren(make("h3", `${item.id}　${lists.words(record.answers[item.id].result)}`), ...fieldsOf(record, item).map((field) => fieldRow(item, field)));
    detail.hidden = false;
    showFive();
    detail.querySelector("input").focus();
  };

  const fieldRow = (item, field) => {
    const row = make("label", "", "keyin__field");
    if (field.five) row.dataset.five = "";
    const input = make("input");
    input.value = field.value;
    let before = field.value;
    const wrong = make("strong", "", "keyin__wrong");
    wrong.setAttribute("role", "alert");
    const hints = (field.hints || []).map((text) => make("span", text, "keyin__hint"));
    row.append(make("span", field.label), ...hints, input, wrong);
    /** Keep what is typed, where it can be taken; gives why not. */
    const keep = () => {
      const typed = input.value.trim();
      const words = field.set(rules.copy(record.answers[item.id]), typed);
      input.toggleAttribute("data-unkept", Boolean(words));
      if (words) return words;
      if (typed !== before) change((one) => one.answers[item.id] && (field.set(one.answers[item.id], typed), rules.settle(item, one.answers[item.id])));
      before = typed;
      return "";
    };
    const set = () => {
      const words = keep();
      tell(wrong, words);
      if (words) return false;
      if (field.remedy) showFive();
      return !(field.beyond && field.beyond(record) && fail(item));
    };
    input.addEventListener("input", keep);
    input.addEventListener("change", set);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.preventDefault();
      if (!set()) return;
      const inputs = [...detail.querySelectorAll(".keyin__field:not([hidden]) input")];
      const next = event.key === "Enter" && inputs[inputs.indexOf(input) + 1];
      if (next) next.focus();
      else finish(item);
    });
    return row;
  };

  /** Make an answer a "no" after what was measured, and ask for its finding; false where it is one. */
  const fail = (item) => {
    const said = record.answers[item.id].result;
    if (said === "fail") return false;
    part("log", view).firstElementChild.remove();
    give(item, "fail", "");
    byValue.set(item.id, { at: record.answers[item.id].at, said });
    tell(part("wrong", view), phrase.beyond);
    return true;
  };

  /** Let answers follow the day of the paper, and say which did. */
  const follow = () => {
    const followed = [...list.items.values()].filter((item) => {
      const { at, said } = byValue.get(item.id) || {};
      const turned = record && rules.follows(record, item, at);
      if (turned) change((one, now) => rules.settle(item, rules.answer(one, item, turned === "fail" ? "fail" : said, now).answers[item.id]));
      if (turned === "fail") byValue.set(item.id, { at: record.answers[item.id].at, said: "pass" });
      return turned;
    });
    if (!followed.length) return;
    closeDetail(); // its fields may be of an answer that is another now
    tell(part("wrong", view), phrase.followed({ items: followed.map(({ id }) => id).join("、") }));
  };

  const showFive = () => {
    const { finding } = record.answers[expected.id];
    for (const row of detail.querySelectorAll("[data-five]")) row.hidden = !finding || finding.remedy !== "by-date";
  };

  const closeDetail = () => {
    detail.hidden = true;
    detail.replaceChildren();
  };

  const finish = (item) => {
    closeDetail();
    const row = part("log", view).firstElementChild;
    if (row) row.remove();
    log(item);
    move(after(item));
  };

  /* Doing --------------------------------------------------------------------------------------- */

  const enter = () => {
    const chosen = found.chosen();
    if (chosen) return move(list.items.get(chosen));
    const typed = read(list, expected, line.value);
    tell(part("wrong", view), typed.wrong || "");
    if (typed.wrong) return undefined;
    if (typed.skip) return move(after(expected));
    if (typed.find) return find(typed.find);
    if (!typed.result) return move(typed.item);
    return give(typed.item, typed.result, typed.note);
  };

  const find = (words) => {
    const [first] = meant(list, line.value);
    if (first) return move(first);
    return tell(part("wrong", view), phrase.not_found({ typed: words.join(" ") }));
  };

  line.form.addEventListener("submit", (event) => event.preventDefault());
  detail.addEventListener("submit", (event) => event.preventDefault());
  line.addEventListener("input", (event) => {
    if (event.isComposing) return;
    tell(part("wrong", view), "");
    offer();
    showNext();
  });
  line.addEventListener("compositionend", offer);
  line.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const keys = { Enter: enter, ArrowDown: () => found.step(1), ArrowUp: () => found.step(-1), Escape: () => move(expected) };
    if (event.ctrlKey && event.key === "z" && !line.value) keys.z = takeBack;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  view.querySelector('[data-action="undo"]').addEventListener("click", takeBack);
  // As it is typed: a field that is never left is kept, too.
  view.addEventListener("input", ({ target }) => {
    const name = target.dataset.head;
    if (name) change((one) => (one[name] = rules.particular(name, target.value)));
  });
  view.addEventListener("focusout", ({ target }) => target.dataset.head === "date" && follow());
  paicha.leaving.hold(() => line.value.trim() || detail.querySelector("[data-unkept]"));
  // Enter walks through the head, and from its last field on to the items.
  view.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.target.dataset.head || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    const fields = [...view.querySelectorAll("[data-head]")];
    const next = event.key === "Enter" && fields[fields.indexOf(event.target) + 1];
    if (next) return next.focus();
    event.target.blur(); // its change is kept before it is folded away
    part("head", view).open = false;
    line.focus();
  });
  part("start", root).addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(`?keyin=${encodeURIComponent(event.target.elements.list.value)}`);
  });

  /* Starting ------------------------------------------------------------------------------------ */

  const showLinks = () => {
    const open = part("open", view);
    open.hidden = !record;
    if (record) open.href = `${lists.path(record)}?record=${encodeURIComponent(rules.key(record))}`;
  };

  const showHead = () => {
    for (const field of view.querySelectorAll("[data-head]")) {
      const value = record ? record[field.dataset.head] : "";
      field.value = Array.isArray(value) ? value.join("、") : value;
    }
    part("head", view).open = !record || !record.unit;
  };

  const KEY = /^[0-9a-f]{16}\.\d+$/;

  /** Key in for a stored draft (its key), or for a new record of a list (`lamps.2030`). */
  const show = async (asked, opened) => {
    keeper = opened;
    record = KEY.test(asked) ? (await keeper.get(asked)) || null : null;
    about = record || !KEY.test(asked) ? lists.about(record ? `${record.checklist}.${record.edition}` : asked, root.dataset.site) : null;
    const usable = about && !(record && record.closed);
    part("none", view).hidden = Boolean(usable);
    part("work", view).hidden = !usable;
    if (usable) list = await lists.load(`${about.checklist}.${about.edition}`);
    view.hidden = false; // now that a line typed has a list to be read with
    if (!usable) return;
    part("which", view).textContent = `${about.title}（${about.edition_title}）`;
    showHead();
    showLinks();
    move(after(null));
    if (part("head", view).open) view.querySelector("[data-head]").focus();
  };

  paicha.keyin = { show };
})();
