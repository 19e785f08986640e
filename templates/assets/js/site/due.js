/** List what falls due this month for a role; the role one chooses stays on this device. */
import { due as phrase } from "#words";
import { written } from "./days.js";
import { need } from "./need.js";
import { keepRole, keptRole } from "./role.js";

/** @typedef {{ first?: string, last?: string, months?: string, day?: string }} Recurring when an entry falls due */
/** @typedef {{ year: number, month: number }} Month counted from 1 */

/** @param {Month} month */
const lengthOf = ({ year, month }) => new Date(year, month, 0).getDate();

/**
 * The days in a month of an entry that comes again: the same as its calendar's.
 * @param {Recurring} entry
 * @param {Month} now
 */
const again = ({ first = "", months, day }, now) => {
  const { year, month } = now;
  const length = lengthOf(now);
  if (months === "0") {
    const every = Array.from({ length }, (_, n) => n + 1);
    return every.filter((one) => new Date(year, month - 1, one).getDay() === 0).map((one) => written(year, month, one));
  }
  const [y, m] = first.split("-").map(Number);
  const since = (year - y) * 12 + month - m;
  return since % Number(months) ? [] : [written(year, month, Math.min(Number(day), length))];
};

/**
 * The days in a month on which an entry falls due.
 * @param {Recurring} entry
 * @param {Month} now
 */
export const daysOf = (entry, now) => {
  const { first = "", last = "9999", months } = entry;
  const found = months ? again(entry, now) : [first];
  const within = written(now.year, now.month, 1).slice(0, 7);
  return found.filter((day) => first <= day && day <= last && day.startsWith(within));
};

/**
 * Say a day of this month, and whether it is past.
 * @param {string} day
 * @param {string} today
 */
const when = (day, today) => {
  const said = phrase.day({ month: Number(day.slice(5, 7)), day: Number(day.slice(8)) });
  if (day < today) return phrase.past({ day: said });
  return day === today ? phrase.today({ day: said }) : said;
};

/**
 * @param {HTMLElement} entry
 * @param {string} [day]
 * @param {string} [today]
 */
const row = (entry, day, today = "") => {
  const shown = document.importNode(entry, true);
  if (!day) return shown;
  /** @type {HTMLTimeElement} */
  const time = need("time", shown);
  time.dateTime = day;
  time.textContent = when(day, today);
  shown.dataset.day = day;
  return shown;
};

/**
 * Say on the first page, above all else, what is due this very day.
 * @param {HTMLElement[]} entries
 * @param {Month} now
 * @param {string} today
 */
const sayToday = (entries, now, today) => {
  /** @type {HTMLElement | null} */
  const list = document.querySelector("[data-due-today]");
  if (!list) return;
  const due = entries.filter((entry) => entry.dataset.first && daysOf(entry.dataset, now).includes(today));
  list.replaceChildren(...due.map((entry) => row(entry, today, today)));
  list.hidden = !due.length;
};

/**
 * Show what falls due for a role; "" is none.
 * @param {HTMLElement} root
 * @param {string} role
 */
const show = (root, role) => {
  const at = new Date();
  const now = { year: at.getFullYear(), month: at.getMonth() + 1 };
  const today = written(now.year, now.month, at.getDate());
  /** @type {HTMLTemplateElement} */
  const template = need("[data-due]", root);
  const entries = [...template.content.querySelectorAll("li")];
  const mine = entries.filter((entry) => (entry.dataset.roles || "").split(" ").includes(role));
  sayToday(role ? mine : entries, now, today);
  const dated = mine.filter((entry) => entry.dataset.first);
  const rows = dated.flatMap((entry) => daysOf(entry.dataset, now).map((day) => row(entry, day, today)));
  rows.sort((one, other) => (one.dataset.day || "").localeCompare(other.dataset.day || "", "en"));
  const ended = (root.dataset.end || "") < today;
  const always = mine.filter((entry) => !entry.dataset.first && (!ended || "goesOn" in entry.dataset));
  need("[data-due-list]", root).replaceChildren(...rows, ...always.map((entry) => row(entry)));
  need("[data-due-none]", root).hidden = !role || rows.length > 0;
  need("[data-due-month]", root).textContent = phrase.month({ year: now.year, month: now.month });
  root.dispatchEvent(new Event("due:shown"));
};

/** @param {HTMLElement} root */
export const startDue = (root) => {
  const select = root.querySelector("select");
  if (!select) {
    show(root, root.dataset.role || "");
    return;
  }
  /** @type {HTMLAnchorElement} */
  const link = need("[data-due-role]", root);
  const choose = () => {
    link.hidden = !select.value;
    if (select.value) link.href = select.selectedOptions[0].dataset.url || "";
    show(root, select.value);
  };
  select.value = keptRole();
  if (select.selectedIndex < 0) select.value = ""; // a role that is no more
  select.addEventListener("change", () => {
    need("[data-due-unkept]", root).hidden = keepRole(select.value);
    choose();
  });
  choose();
};
