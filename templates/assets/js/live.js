/** A house's grade as the answers stand. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const box = document.querySelector("[data-record-verdict]");
  const named = (facets) => facets.split(" ").filter(Boolean);
  const structures = { known: named(box.dataset.knownFor), unknown: named(box.dataset.unknownFor) };

  const say = () => {
    const signs = draft.asked().filter((item) => item.sign);
    const given = signs.filter((item) => draft.state(item) !== "open").map((item) => [item.id, draft.answerOf(item)]);
    const grade = paicha.record.verdict(signs, Object.fromEntries(given), draft.facets(), structures);
    box.hidden = !draft.record();
    for (const one of box.querySelectorAll("[data-verdict]")) one.hidden = one.dataset.verdict !== grade;
  };

  document.addEventListener("record:changed", say);
})();
