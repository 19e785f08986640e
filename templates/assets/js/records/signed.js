/** Signatures as they are shown: drawn by numbers only, on the lines of the sheet that are signed. */
import { readable } from "../record/days.js";
import { HEIGHT, WIDTH, pathOf, valid, viewOf } from "../record/signatures.js";
import { make } from "../site/elements.js";
import { need } from "../site/need.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * Draw strokes in their box.
 * @param {number[][]} strokes
 * @param {string} name
 */
export const drawing = (strokes, name) => {
  const svg = /** @type {SVGSVGElement} */ (document.createElementNS(SVG, "svg"));
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", pathOf(strokes));
  path.setAttribute("vector-effect", "non-scaling-stroke");
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": name })) svg.setAttribute(key, value);
  svg.append(path);
  return { svg, path };
};

/**
 * Put the signatures to what a record says on the lines that are signed, each with its moment.
 * @param {HTMLElement} paper
 * @param {import("../record/types").InspectionRecord} record
 */
export const fillSigned = (paper, record) => {
  for (const { as, name, at, strokes } of valid(record)) {
    const [place, moment] = need(`[data-signed-by="${as}"]`, paper).querySelectorAll("td");
    const { svg } = drawing(strokes, name);
    svg.setAttribute("viewBox", viewOf(strokes));
    const signed = make("span", name, "sheet__signed");
    signed.append(svg);
    place.append(signed);
    moment.append(make("span", readable(at), "sheet__signed"));
  }
};
