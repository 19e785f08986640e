/** The monthly form for major hazards, filled from all records. */
import { need } from "../site/need.js";
import { attempt, sayInSight } from "./saying.js";

/** @typedef {import("./showing.js").Shown} Shown */

const REMEMBERED = "form-of-major-hazards";

/**
 * @param {Shown} page
 * @param {HTMLFormElement} form
 */
export const startForm = async (page, form) => {
  const given = () => Object.fromEntries(new FormData(form));
  const before = (await page.keeper.current(REMEMBERED)) || {};
  for (const [name, value] of Object.entries(before)) {
    const field = form.elements.namedItem(name);
    if (field) Object.assign(field, { value });
  }
  form.addEventListener("change", () => attempt(page.list, () => page.keeper.setCurrent(REMEMBERED, given())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {HTMLTemplateElement} */
    const template = need("[data-columns]", form);
    const named = /** @type {HTMLElement[]} */ ([...template.content.children]);
    const columns = named.map(({ dataset, textContent }) => ({ id: dataset.column || "", label: textContent || "" }));
    attempt(page.list, async () => {
      const { exportTable } = await import("./handing.js");
      sayInSight(page.list, await exportTable(await page.keeper.all(), columns, given()));
    });
  });
};
