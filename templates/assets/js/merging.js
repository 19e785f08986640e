/** How two records of one visit differ, and become one. No page and no storage here. */
(() => {
  "use strict";
  const { HEADER, PEOPLE, TEXTS, copy, moment, same } = paicha.record;
  const blank = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

  /** What counts as the same answer: not when it was given, nor the order of its pictures. */
  const said = ({ at, finding: found, ...rest }) => {
    const photos = found ? [...found.photos].sort((one, other) => (one.name < other.name ? -1 : 1)) : [];
    return { ...rest, finding: found && { ...found, photos } };
  };

  /** Fill what one finding leaves blank from another; pictures of both stay. */
  const filledFinding = (first, second) => {
    if (!first || !second) return first;
    const whole = { ...first, photos: [...first.photos] };
    for (const name of [...TEXTS, "remedy"]) if (blank(first[name])) whole[name] = second[name];
    if (!first.grade) Object.assign(whole, { grade: second.grade, conditions: second.conditions });
    for (const photo of second.photos) if (!first.photos.some(({ name }) => name === photo.name)) whole.photos.push(photo);
    return whole;
  };

  /** Fill what one answer leaves blank from one that says the same of the same words: a blank never overwrites. */
  const filled = (first, second) => {
    if (first.text_hash !== second.text_hash || first.result !== second.result) return first;
    const given = ({ measures: all }) => Object.entries(all).filter(([, value]) => !blank(value));
    const measures = Object.fromEntries([...given(second), ...given(first)]);
    return { ...first, note: first.note || second.note, measures, finding: filledFinding(first.finding, second.finding) };
  };

  /** Tell how their answer stands to mine: new, same, more (it only adds), or a conflict. */
  const kindOf = (mine, theirs) => {
    if (!mine) return "new";
    const whole = said(filled(mine, theirs));
    if (!same(whole, said(filled(theirs, mine)))) return "conflict";
    return same(whole, said(filled(mine, mine))) ? "same" : "more";
  };

  /**
   * Compare a record with one to be merged into it. Gives {header, answers, same}: each difference is
   * {name, mine, theirs, kind}: "new" where mine is blank, "more" where theirs only adds to mine,
   * "conflict" where the two do not agree.
   */
  const compare = (mine, theirs) => {
    const found = { header: [], answers: [], same: 0 };
    for (const name of HEADER) {
      if (blank(theirs[name]) || mine[name] === theirs[name]) continue;
      found.header.push({ name, mine: mine[name], theirs: theirs[name], kind: blank(mine[name]) ? "new" : "conflict" });
    }
    for (const [id, answered] of Object.entries(theirs.answers)) {
      const own = mine.answers[id] || null;
      const kind = kindOf(own, answered);
      if (kind === "same") found.same += 1;
      else found.answers.push({ name: id, mine: own, theirs: answered, kind });
    }
    return found;
  };

  /**
   * Merge: what is new or more comes in, of what conflicts theirs for the names in `taken`, else mine;
   * either is filled from the other where it is blank. Lists of people are joined.
   */
  const merge = (mine, theirs, taken) => {
    const merged = copy(mine);
    const { header, answers } = compare(mine, theirs);
    for (const one of header) if (one.kind === "new" || taken.has(one.name)) merged[one.name] = one.theirs;
    for (const { name, mine: own, theirs: other } of answers) {
      if (!own) merged.answers[name] = other;
      else merged.answers[name] = taken.has(name) ? filled(other, own) : filled(own, other);
    }
    for (const name of PEOPLE) merged[name] = [...new Set([...mine[name], ...theirs[name]])];
    // No facet chosen means that all is looked at: joined with some it is still all.
    const some = mine.facets.length && theirs.facets.length;
    merged.facets = some ? [...new Set([...mine.facets, ...theirs.facets])] : [];
    merged.changed = moment();
    return copy(merged);
  };

  Object.assign(paicha.record, { compare, merge });
})();
