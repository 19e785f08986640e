/** Where nothing fits: the nearest words, and the query to be copied to the editor of the glossary. */
(() => {
  "use strict";
  const { found, words } = window.paicha;
  const root = document.querySelector("[data-search-near]");
  if (!root) return;
  const terms = root.querySelector("[data-search-terms]");
  const copied = root.querySelector("[data-search-copied]");
  const button = root.querySelector('[data-action="copy"]');
  const copy = button.textContent;
  const MOST = 8;
  const WEAK = 0.25; // below this the best result has too little of the query

  const link = (word) => {
    const one = document.createElement("a");
    one.href = `?${new URLSearchParams({ q: word })}`;
    one.textContent = word;
    return one;
  };

  const weak = ({ sure }) => sure < WEAK;

  /** The nearest words; where none is near, what the checklists are about. */
  const offered = (query) => {
    const nearest = words.nearest(query, MOST);
    return nearest.length ? nearest : found.subjects.slice(0, MOST);
  };

  const show = (query, asked) => {
    root.hidden = !query;
    if (!query) return;
    const nearest = weak(asked) ? offered(query) : [];
    terms.hidden = !nearest.length;
    terms.querySelector("ul").replaceChildren(
      ...nearest.map((word) => {
        const one = document.createElement("li");
        one.append(link(word));
        return one;
      }),
    );
    copied.value = `${root.dataset.says}${query}`;
    button.textContent = copy;
  };

  const done = () => {
    button.textContent = button.dataset.done;
  };

  button.addEventListener("click", () => {
    copied.select();
    if (navigator.clipboard) navigator.clipboard.writeText(copied.value).then(done, () => {});
    else if (document.execCommand("copy")) done(); // plain http on an intranet
  });

  window.paicha = { ...window.paicha, near: { show, weak } };
})();
