/** Say where today stands: in which phase, or that the campaign has ended; mark what is past. */
(() => {
  "use strict";
  const root = document.querySelector('[data-module="today"]');
  if (!root) return;
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const line = root.querySelector("[data-today]");
  const words = (name) => root.querySelector(`[data-words="${name}"]`).content.cloneNode(true);
  const phase = [...document.querySelectorAll("[data-phase-end]")].find((one) => today <= one.dataset.phaseEnd);
  if (phase) {
    const said = words("within");
    said.querySelector("[data-phase-title]").textContent = phase.dataset.phaseTitle;
    line.append(said);
    phase.setAttribute("aria-current", "step");
  } else {
    line.append(words("ended"));
  }
  line.hidden = false;

  // Of the deadlines only the next few are news; the schedule has them all.
  const dates = document.querySelector("[data-dates]");
  const past = document.querySelector("[data-dates-past]");
  const coming = [...dates.children].filter((one) => one.dataset.day >= today).slice(0, 4);
  for (const one of dates.children) one.hidden = !coming.includes(one);
  past.hidden = coming.length > 0;
})();
