/** List what falls due this month for a role; the role one chooses stays on this device. */
(() => {
  "use strict";
  const phrase = WORDS.due;
  const root = document.querySelector('[data-module="due"]');
  if (!root) return;
  const now = new Date();
  const [year, month] = [now.getFullYear(), now.getMonth()];
  const length = new Date(year, month + 1, 0).getDate();
  const two = (number) => String(number).padStart(2, "0");
  const iso = (day) => `${year}-${two(month + 1)}-${two(day)}`;
  const today = iso(now.getDate());

  /** The days in this month of an entry that comes again: the same as its calendar's. */
  const again = ({ first, months, day }) => {
    if (months === "0") {
      const every = Array.from({ length }, (_, n) => n + 1);
      return every.filter((one) => new Date(year, month, one).getDay() === 0).map(iso);
    }
    const [y, m] = first.split("-").map(Number);
    const since = (year - y) * 12 + month + 1 - m;
    return since % Number(months) ? [] : [iso(Math.min(Number(day), length))];
  };
  const days = (entry) => {
    const { first, last = "9999", months } = entry.dataset;
    const found = months ? again(entry.dataset) : [first];
    return found.filter((day) => first <= day && day <= last && day.startsWith(iso(1).slice(0, 7)));
  };
  const when = (day) => {
    const said = phrase.day({ month: month + 1, day: Number(day.slice(8)) });
    return day < today ? phrase.past({ day: said }) : day === today ? phrase.today({ day: said }) : said;
  };

  const list = root.querySelector("[data-due-list]");
  const entries = [...root.querySelector("[data-due]").content.querySelectorAll("li")];
  const ended = root.dataset.end < today;
  const row = (entry, day) => {
    const shown = document.importNode(entry, true);
    if (!day) return shown;
    const time = shown.querySelector("time");
    time.dateTime = day;
    time.textContent = when(day);
    shown.dataset.day = day;
    return shown;
  };
  const show = (role) => {
    const mine = entries.filter((entry) => entry.dataset.roles.split(" ").includes(role));
    const dated = mine.filter((entry) => entry.dataset.first);
    const rows = dated.flatMap((entry) => days(entry).map((day) => row(entry, day)));
    rows.sort((a, b) => (a.dataset.day < b.dataset.day ? -1 : a.dataset.day > b.dataset.day ? 1 : 0));
    const always = mine.filter((entry) => !entry.dataset.first && (!ended || "goesOn" in entry.dataset));
    list.replaceChildren(...rows, ...always.map((entry) => row(entry)));
    root.querySelector("[data-due-none]").hidden = !role || rows.length > 0;
  };

  const key = `paicha ${root.dataset.site} role`;
  const kept = () => {
    try {
      return localStorage.getItem(key) || "";
    } catch {
      return "";
    }
  };
  const keep = (role) => {
    try {
      localStorage.setItem(key, role);
      return true;
    } catch {
      return false;
    }
  };

  root.querySelector("[data-due-month]").textContent = phrase.month({ year, month: month + 1 });
  const select = root.querySelector("select");
  const choose = () => {
    const link = root.querySelector("[data-due-role]");
    link.hidden = !select.value;
    if (select.value) link.href = select.selectedOptions[0].dataset.url;
    show(select.value);
  };
  if (select) {
    select.value = kept();
    if (select.selectedIndex < 0) select.value = ""; // a role that is no more
    select.addEventListener("change", () => {
      root.querySelector("[data-due-unkept]").hidden = keep(select.value);
      choose();
    });
    choose();
  } else {
    show(root.dataset.role);
  }
})();
