/** What can be done with a record that came in, and doing it: a closed record is never changed. */
(() => {
  "use strict";
  const phrase = WORDS.taking;
  if (!window.paicha || !paicha.exports) return;
  const { lists, record: rules } = paicha;

  /* What can be done with a record that came in ------------------------------------------------- */

  const unexported = ({ exported, ...rest }) => rest;
  const short = (record) => [lists.title(record), record.date].filter(Boolean).join("　");
  const sameList = (one, other) => one.checklist === other.checklist && one.edition === other.edition;
  const sameVisit = (one, other) => one.date === other.date && Boolean(one.unit) && one.unit === other.unit;

  /** Whether one record says nothing that another does not. */
  const adds = (mine, theirs) => {
    const { header, answers } = rules.compare(mine, theirs);
    const people = rules.PEOPLE.some((name) => theirs[name].some((one) => !mine[name].includes(one)));
    return people || header.length + answers.length > 0;
  };

  /** Whether two records say the same, whenever they left their devices. */
  const alike = (one, other) => rules.same(unexported(one), unexported(other));

  const MOST = 8; // records offered to merge into
  const SKIP = { kind: "skip", words: phrase.skip };
  const COPY = { kind: "copy", words: phrase.copy };

  /**
   * Give what can be done, the likeliest first: {kind, words, target}; `mine` is the same record here
   * or null, `drafts` are the open records here.
   */
  const options = (record, mine, drafts) => {
    if (mine) return optionsBeside(record, mine);
    const near = drafts.filter((one) => sameList(one, record)).sort((one, other) => sameVisit(other, record) - sameVisit(one, record));
    const into = near.slice(0, MOST).map((one) => ({ kind: "merge", target: one, words: phrase.merge_into({ name: short(one), count: Object.keys(one.answers).length }) }));
    const take = { kind: "take", words: record.closed ? phrase.take_closed : phrase.take };
    return near.length && sameVisit(near[0], record) ? [...into, take, SKIP] : [take, ...into, SKIP];
  };

  /** The same record is here already, and says something else: a closed one is never changed. */
  const optionsBeside = (record, mine) => {
    if (mine.closed) return [COPY, SKIP];
    if (!record.closed) return [{ kind: "merge", target: mine, words: phrase.merge }, COPY, SKIP];
    if (!adds(record, mine)) return [{ kind: "replace", target: mine, words: phrase.replace }, SKIP];
    return [{ kind: "both", target: mine, words: phrase.both }, SKIP];
  };

  /* Doing it ------------------------------------------------------------------------------------ */

  const fresh = (record) => ({
    ...record,
    id: rules.create({}).id,
    revision: 1,
    revises: record.closed ? { number: record.closed.number, hash: record.closed.hash } : record.revises,
    closed: null,
    exported: null,
    changed: rules.moment(),
  });

  class Changed extends Error {}

  /** Put a record where none or what was shown before stands; else somebody changed it meanwhile. */
  const put = (keeper, record, expected) =>
    keeper.change(rules.key(record), record, (stored) => {
      if (stored !== record && !(expected && rules.same(stored, expected))) throw new Changed();
      return record;
    });

  const arrived = (keeper, record) => keeper.setCurrent(`arrived:${rules.key(record)}`, rules.moment());

  const take = {
    skip: async () => {},
    photos: async () => {},
    take: async (keeper, { record }) => put(keeper, record, null),
    copy: async (keeper, { record }) => put(keeper, fresh(record), null),
    replace: async (keeper, { record, chosen }) => put(keeper, record, chosen.target),
    both: async (keeper, { record, chosen }) => {
      const moved = { ...fresh(chosen.target), revises: chosen.target.revises, exported: chosen.target.exported, changed: chosen.target.changed };
      const listed = `${record.checklist}.${record.edition}`;
      await put(keeper, moved, null);
      const whole = await put(keeper, record, chosen.target);
      if ((await keeper.current(listed)) === rules.key(record)) await keeper.setCurrent(listed, rules.key(moved));
      return whole;
    },
    merge: async (keeper, { record, chosen, taken: sides }) => {
      const theirs = new Set([...sides].filter(([, side]) => side === "theirs").map(([name]) => name));
      return keeper.change(rules.key(chosen.target), chosen.target, (stored) => {
        const { header, answers } = rules.compare(stored, record);
        const unseen = [...header, ...answers].some(({ name, kind }) => kind === "conflict" && !sides.has(name));
        // The target itself comes back where it is no longer stored.
        if (unseen || stored.closed || stored === chosen.target) throw new Changed();
        return rules.merge(stored, record, theirs);
      });
    },
  };

  /** Put the pictures that are not here yet; gives their names. */
  const putPictures = async (keeper, found) => {
    const names = [];
    if (keeper.kind !== "indexeddb") return names;
    try {
      for (const { name, blob } of found) {
        if (await keeper.photo(name)) continue;
        await keeper.putPhoto(name, blob);
        names.push(name);
      }
    } catch (error) {
      await dropPictures(keeper, names);
      throw error;
    }
    return names;
  };
  const dropPictures = async (keeper, names) => {
    for (const name of names) await keeper.removePhoto(name);
  };

  /** Take one record with its pictures: no picture stays that the record does not show. */
  const takeWhole = async (keeper, ready) => {
    const brought = await putPictures(keeper, ready.photos.found);
    let shown = [];
    try {
      const stored = await take[ready.chosen.kind](keeper, ready);
      shown = paicha.exports.photosOf(stored || ready.record).map(({ name }) => name);
      return stored;
    } finally {
      await dropPictures(keeper, brought.filter((name) => !shown.includes(name)));
    }
  };

  /** Take one record; gives words for what went wrong, or "". */
  const accept = async (keeper, ready) => {
    if (ready.chosen.kind === "skip") return "";
    try {
      const stored = await takeWhole(keeper, ready);
      if (stored && ready.chosen.kind !== "merge") await arrived(keeper, stored);
      paicha.store.tell(rules.key(ready.chosen.target || ready.record));
      return ready.photos.found.length && keeper.kind !== "indexeddb" ? phrase.text_only : "";
    } catch (error) {
      if (!(error instanceof Changed || error instanceof DOMException)) console.warn(error);
      if (error instanceof Changed) return phrase.changed;
      return error.name === "QuotaExceededError" ? phrase.full : phrase.refused;
    }
  };

  paicha.taking = { SKIP, TEXT_ONLY: phrase.text_only, accept, alike, options, short };
})();
