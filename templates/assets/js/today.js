/** Say where today stands: before, within, between or after the phases; mark the one it is in. */
(() => {
  "use strict";
  const root = document.querySelector('[data-module="today"]');
  if (!root) return;
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const phases = [...root.querySelectorAll("[data-phases] > li")];
  const next = phases.findIndex((one) => today <= one.dataset.end);
  const phase = phases[next];
  // A phase without a first day has begun already.
  const waits = phase?.dataset.start > today;
  const name = !phase ? "ended" : !waits ? "within" : next ? "between" : "before";
  const said = root.querySelector(`[data-words="${name}"]`).content.cloneNode(true);
  const fill = (key, text) => {
    const place = said.querySelector(`[${key}]`);
    if (place) place.textContent = text;
  };
  fill("data-phase-title", phase?.textContent);
  fill("data-phase-start", phase?.dataset.said);
  const line = root.querySelector("[data-today]");
  line.append(said);
  line.hidden = false;

  addEventListener("DOMContentLoaded", () => {
    for (const one of document.querySelectorAll("[data-phase-end]")) {
      const here = name === "within" && one.dataset.phaseEnd === phase.dataset.end;
      if (here) one.setAttribute("aria-current", "step");
      one.classList.toggle("phase--past", one.dataset.phaseEnd < today);
    }
    // Of the deadlines only the next few are news; the schedule has them all.
    const dates = document.querySelector("[data-dates]");
    const coming = [...dates.children].filter((one) => one.dataset.day >= today).slice(0, 4);
    for (const one of dates.children) one.hidden = !coming.includes(one);
    document.querySelector("[data-dates-past]").hidden = coming.length > 0;
  });
})();
