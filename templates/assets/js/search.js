/** The search page: its field, filters and address; what is needed is downloaded when it is wanted. */
(() => {
  "use strict";
  const phrase = WORDS.searching;
  const form = document.querySelector('[data-module="search"]');
  if (!form) return;
  const { found, rank, results, near } = window.paicha;
  const field = form.elements.q;
  const list = document.querySelector("[data-search-results]");
  const status = document.querySelector("[data-search-status]");
  const hint = status.textContent;
  const REST = 300; // ms without a key

  let waves = 0; // how many have arrived
  let wanted = false;
  let failed = false;
  let used = false; // whether the list shown is being read
  let later = 0;
  let counted = false; // whether the status tells how many there are of all

  const chosen = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  const query = () => field.value.trim();

  const fits = (choice) => {
    const [checklist, kind, major] = ["list", "kind", "major"].map((name) => choice.get(name));
    return ({ entry }) =>
      (!checklist || entry.list === checklist) && (!kind || entry.kind === kind) && (!major || entry.major);
  };

  // What is said

  const said = (count, all) => {
    if (!query()) return hint;
    if (failed) return phrase.failed;
    if (!waves) return phrase.loading;
    const rest = waves < 2 ? phrase.rest : "";
    if (count) return (near.weak(all) ? phrase.nearest({ count }) : phrase.found({ count })) + rest;
    return all.results.length ? phrase.unfiltered({ count: all.results.length }) : phrase.none({ rest });
  };

  const keep = () => {
    const address = chosen().toString();
    try {
      history.replaceState(results.place(), "", address ? `?${address}` : location.pathname);
    } catch {
      // Safari refuses more than a hundred in half a minute; the next one will do.
    }
  };

  /** Say how many there are, and what to do where it is not there, once typing rests. */
  const say = (words, asked, all) => {
    const tell = () => {
      status.textContent = words;
      counted = waves > 1 && all.results.length > 0;
    };
    if (!results.shown() || !counted) tell();
    near.show("", all);
    clearTimeout(later);
    later = setTimeout(() => {
      tell();
      near.show(asked, all);
      keep();
    }, REST);
  };

  // What is searched

  const search = (display = results.show) => {
    const asked = query();
    const ready = asked && waves;
    const all = ready ? rank(asked) : { results: [], needles: [], sure: 0 };
    const choice = chosen();
    const kept = { ...all, results: all.results.filter(fits(choice)) };
    display(kept);
    form.querySelector('[data-action="all"]').hidden = !(ready && all.results.length > kept.results.length);
    say(said(kept.results.length, all), ready && waves > 1 ? asked : "", all);
  };

  const offerLists = () => {
    const { list: select } = form.elements;
    const { value } = select;
    select.replaceChildren(select.options[0], ...found.checklists.map(([id, title]) => new Option(title, id)));
    select.value = found.checklists.some(([id]) => id === value) ? value : "";
  };

  const arrived = () => {
    found.take(window.paichaWave);
    delete window.paichaWave;
    waves += 1;
    if (waves === 1) offerLists();
    search(used ? results.extend : results.show);
    if (waves === 2) restore();
    else load();
  };

  const load = () => {
    const script = document.createElement("script");
    script.src = form.dataset[waves ? "second" : "first"];
    script.addEventListener("load", arrived);
    script.addEventListener("error", () => {
      failed = true;
      search();
    });
    document.head.append(script);
  };

  const want = () => {
    if (wanted) return;
    wanted = true;
    load();
  };

  /** Come back to the list and the place one left, unless one has gone on since. */
  let there = history.state;
  const restore = () => {
    if (!there || used) return;
    search((kept) => results.show(kept, there.shown));
    results.goTo(there);
  };

  // Keys

  const step = (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.isComposing || event.target.localName === "select") return;
    const links = [field, ...list.querySelectorAll("a")];
    const next = links[links.indexOf(document.activeElement) + by];
    if (!next || !links.includes(document.activeElement)) return;
    event.preventDefault();
    next.focus();
    if (next !== field) next.scrollIntoView({ block: "nearest" });
  };

  const changed = () => {
    want();
    used = false;
    there = null;
    search();
  };

  const address = new URLSearchParams(location.search);
  form.elements.list.add(new Option(address.get("list") || "")); // its title comes with the first download
  for (const name of ["q", "list", "kind"]) form.elements[name].value = address.get(name) || "";
  if (form.elements.kind.selectedIndex < 0) form.elements.kind.value = "";
  form.elements.major.checked = address.has("major");
  history.scrollRestoration = "manual";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
    keep();
    field.blur(); // the keyboard of a phone makes room for the list
  });
  form.addEventListener("input", (event) => {
    if (!event.isComposing) changed();
  });
  field.addEventListener("compositionend", changed);
  field.addEventListener("focus", want);
  form.querySelector('[data-action="all"]').addEventListener("click", () => {
    for (const name of ["list", "kind"]) form.elements[name].value = "";
    form.elements.major.checked = false;
    changed();
    field.focus();
  });
  document.addEventListener("keydown", step);
  list.addEventListener("focusin", () => (used = true));
  list.addEventListener("pointerdown", () => (used = true));
  list.addEventListener("click", keep);
  addEventListener("pagehide", keep);
  if (query()) {
    want();
    search();
  }
})();
