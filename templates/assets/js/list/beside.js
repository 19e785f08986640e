/** What stands beside a measured value: what was understood of it, or why it can't be read. */
import { told } from "../record/told.js";
import { make } from "../site/elements.js";

/**
 * @param {HTMLInputElement} field
 * @param {import("../record/types").Measure} measure
 * @param {string} today
 */
export const explain = (field, measure, today) => {
  const line = /** @type {Element} */ (field.closest("p"));
  const { why, understood } = told(measure, field.value, today);
  const said = why || understood;
  if (said && !line.querySelector("output")) line.append(make("output"));
  const output = line.querySelector("output");
  if (output) Object.assign(output, { textContent: said, className: why && "measured__wrong" });
};
