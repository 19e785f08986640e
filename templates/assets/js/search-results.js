/** Show what a search has found: a few screens at once, the rest when asked for. */
(() => {
  "use strict";
  const phrase = WORDS.searching;
  const { marked } = window.paicha;
  const list = document.querySelector("[data-search-results]");
  if (!list) return;
  const more = document.querySelector('[data-action="more"]');
  const words = list.dataset;
  const AT_ONCE = 10;
  const STEP = 30;
  const TEXT = 90; // characters of the text and of the line below it
  const LINE = 70;
  // Lines that are named, so that one sees why an entry was found.
  const NAMED = new Set(["ask", "when", "look", "evidence", "measure", "basis", "also"]);

  let results = [];
  let needles = [];
  let shown = 0;
  let opened = null;

  const element = (name, part, ...children) => {
    const one = document.createElement(name);
    if (part) one.className = part;
    one.append(...children);
    return one;
  };

  const where = ({ id, major, where: place }) => {
    const line = element("span", "result__where meta");
    if (id) line.append(element("span", "id", id), " ");
    if (major) line.append(element("span", "grade grade--major", words.major), " ");
    const long = needles.filter(({ word }) => word.length > 1);
    return marked(line, place, long.length ? long : needles, 200);
  };

  /** The line that was found, where the text and the place do not show it already. */
  const below = (entry, line) => {
    if (line === entry.title || entry.where.includes(line.text)) return [];
    const name = NAMED.has(line.field) ? [element("span", "result__field", words[line.field])] : [];
    return [marked(element("span", "result__line", ...name), line.text, needles, LINE)];
  };

  const row = ({ entry, line }) => {
    const link = element("a", "result");
    link.setAttribute("href", `../${entry.path}`);
    link.append(marked(element("span", "result__text"), entry.title.text, needles, TEXT), ...below(entry, line), where(entry));
    const one = element("li", "", link);
    one.dataset.result = "";
    if (entry.id) one.dataset.itemId = entry.id;
    return one;
  };

  const upTo = (count) => {
    const next = results.slice(shown, count);
    shown += next.length;
    const left = results.length - shown;
    more.hidden = !left;
    more.textContent = left ? phrase.more({ count: Math.min(left, STEP) }) : "";
    return next.map(row);
  };

  /** Show results from the first one on, `count` of them at once. */
  const show = (found, count = AT_ONCE) => {
    ({ results, needles } = found);
    shown = 0;
    list.replaceChildren(...upTo(count));
  };

  /** Add below what is shown the results of another search that are not yet among it. */
  const extend = (found) => {
    const there = new Set(results.slice(0, shown).map(({ entry }) => entry));
    const kept = results.slice(0, shown);
    results = [...kept, ...found.results.filter(({ entry }) => !there.has(entry))];
    needles = found.needles;
    list.append(...upTo(shown + STEP));
  };

  /** Where one is: how many results are shown, which was opened or is the first in sight, and its place. */
  const place = () => {
    const rows = [...list.children];
    const row = opened && rows.includes(opened) ? opened : rows.find((one) => one.getBoundingClientRect().bottom > 0);
    return row ? { shown, at: rows.indexOf(row), top: row.getBoundingClientRect().top, opened: row === opened } : null;
  };

  /** Go back to where one was. */
  const goTo = (there) => {
    const row = list.children[there.at];
    if (!row) return;
    row.scrollIntoView();
    scrollBy(0, row.getBoundingClientRect().top - there.top);
    if (there.opened) row.querySelector("a").focus({ preventScroll: true });
  };

  list.addEventListener("click", ({ target }) => (opened = target.closest("li")));
  more.addEventListener("click", () => {
    const next = shown;
    list.append(...upTo(shown + STEP));
    list.children[next].querySelector("a").focus();
  });

  window.paicha = { ...window.paicha, results: { show, extend, place, goTo, shown: () => shown } };
})();
