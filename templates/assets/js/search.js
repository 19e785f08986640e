/** Find entries that hold every word of the query, the best first. */
(() => {
  "use strict";
  const form = document.querySelector('[data-module="search"]');
  if (!form) return;
  const field = form.elements.q;
  const list = document.querySelector("[data-search-results]");
  const status = document.querySelector("[data-search-status]");
  const hint = status.textContent;
  const entries = window.paichaEntries;
  const most = 50;

  const normalised = (text) =>
    text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}%‰℃<>=.]/gu, "").replace(/(?<!\p{N})\.|\.(?!\p{N})/gu, "");

  /** Rank: words in the text shown before words elsewhere, items before clauses, major first. */
  const score = (entry, words) => {
    const text = normalised(entry.t);
    let points = 0;
    for (const word of words) {
      if (!entry.s.includes(word)) return 0;
      points += text.includes(word) ? 10 : 2;
    }
    return points + (entry.i ? 3 : 0) + (entry.g === "major" ? 1 : 0) + 1 / (1 + entry.t.length);
  };

  const result = (entry) => {
    const row = document.createElement("li");
    const link = document.createElement("a");
    const where = document.createElement("span");
    const text = document.createElement("span");
    row.dataset.result = "";
    if (entry.i) row.dataset.itemId = entry.i;
    link.href = `../${entry.u}`;
    where.className = "meta";
    where.textContent = (entry.i ? `${entry.i}　` : "") + (entry.g === "major" ? "重大　" : "") + entry.w;
    text.className = "result__text";
    text.textContent = entry.t.length > 90 ? `${entry.t.slice(0, 90)}……` : entry.t;
    link.append(text, document.createElement("br"), where);
    row.append(link);
    return row;
  };

  const search = () => {
    const words = field.value.split(/\s+/).map(normalised).filter(Boolean);
    const found = words.length
      ? entries.map((entry) => [score(entry, words), entry]).filter(([points]) => points > 0)
      : [];
    found.sort(([one], [other]) => other - one);
    list.replaceChildren(...found.slice(0, most).map(([, entry]) => result(entry)));
    if (!words.length) status.textContent = hint;
    else if (!found.length) status.textContent = "没有找到。换一个说法，或只写一两个字试试。";
    else status.textContent = `找到 ${found.length} 条` + (found.length > most ? `，显示前 ${most} 条` : "");
    const query = new URLSearchParams(field.value ? { q: field.value } : {}).toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };

  field.value = new URLSearchParams(location.search).get("q") || "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  field.addEventListener("input", (event) => {
    if (!event.isComposing) search();
  });
  field.addEventListener("compositionend", search);
  search();
})();
