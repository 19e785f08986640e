/** How a house is graded. */

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Sign} Sign */
/** @typedef {"severe" | "stop" | "lesser" | "unknown" | "clear" | "unfinished"} Grading */
/** @typedef {{ id: string, sign: Sign | null, facets: string[] }} Counted */
/** @typedef {{ known: string[], unknown: string[] }} Structures */

/**
 * Whether nothing speaks against a house whose structure this list has criteria for.
 * @param {Counted[]} signs
 * @param {{ [id: string]: Answer }} answers
 * @param {string[]} facets
 * @param {Structures} structures
 */
const isKnown = (signs, answers, facets, { known, unknown }) => {
  const there = [...facets, ...signs.filter(({ id }) => answers[id].value !== "none").flatMap((item) => item.facets)];
  const isThere = (/** @type {string} */ structure) => there.includes(structure);
  return !unknown.some(isThere) && (!known.length || known.some(isThere));
};

/**
 * Grade a house from the items that count, by the facets chosen and the structures of which severe criteria are
 * known or not. What empties or closes the house is told before all is looked at, and what is unsure is not looked at; see Verdict of the program.
 * @param {Counted[]} signs
 * @param {{ [id: string]: Answer }} answers
 * @param {string[]} facets
 * @param {Structures} structures
 * @returns {Grading}
 */
export const verdict = (signs, answers, facets, structures) => {
  const seen = signs.filter(({ id }) => answers[id]?.value === "fail");
  const grades = seen.flatMap(({ id }) => answers[id].findings.map(({ grade }) => grade));
  if (grades.includes("major")) return "severe";
  if (seen.some(({ sign }) => sign === "stop")) return "stop";
  if (signs.some(({ id }) => !answers[id] || answers[id].value === "unsure") || grades.includes(null)) return "unfinished";
  if (seen.some(({ sign }) => sign === "lesser")) return "lesser";
  return !seen.length && isKnown(signs, answers, facets, structures) ? "clear" : "unknown";
};
