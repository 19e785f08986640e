/** Draw today into the picture of the campaign, if it lies within. */

/** @param {SVGElement} picture */
export const startTimeline = (picture) => {
  const now = new Date();
  const noon = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate(), 12);
  const [start, end] = [picture.dataset.start, picture.dataset.end].map((day) => Date.parse(day || ""));
  if (noon < start || noon > end) return;
  const across = `${((100 * (noon - start)) / (end - start)).toFixed(2)}%`;
  const marks = picture.querySelectorAll("[data-timeline-today]");
  const [line, words] = marks;
  line.setAttribute("x1", across);
  line.setAttribute("x2", across);
  words.setAttribute("x", across);
  words.setAttribute("text-anchor", parseFloat(across) > 50 ? "end" : "start");
  for (const mark of marks) mark.removeAttribute("display");
};
