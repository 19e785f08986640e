/** How a house is graded. No page and no storage here; only lists with a verdict load it. */
(() => {
  "use strict";
  /**
   * Grade a house from the items that count, by the facets chosen and the structures of which severe criteria are
   * known or not. What empties or closes the house is told before all is looked at; see Verdict of the program.
   */
  const verdict = (signs, answers, facets, { known, unknown }) => {
    const seen = signs.filter(({ id }) => answers[id] && answers[id].result === "fail");
    const grades = seen.map(({ id }) => answers[id].finding.grade);
    if (grades.includes("major")) return "severe";
    if (seen.some(({ sign }) => sign === "stop")) return "stop";
    if (signs.some(({ id }) => !answers[id]) || grades.includes(null)) return "unfinished";
    if (seen.some(({ sign }) => sign === "lesser")) return "lesser";
    const there = [...facets, ...signs.filter(({ id }) => answers[id].result !== "none").flatMap((item) => item.facets)];
    const isThere = (structure) => there.includes(structure);
    const sound = !seen.length && !unknown.some(isThere) && (!known.length || known.some(isThere));
    return sound ? "clear" : "unknown";
  };

  Object.assign(paicha.record, { verdict });
})();
