/** What the list says of a record: how far it is, whether it left the device, how long it has lain here. */
(() => {
  "use strict";
  const phrase = WORDS.cards;
  if (!window.paicha || !paicha.sheet) return;
  const { exports, lists, record: rules } = paicha;
  const { copied, part, tell } = paicha.parts;

  const time = (moment) => new Date(moment).getTime();
  const days = (moment) => Math.max(0, Math.floor((Date.now() - time(moment)) / 86_400_000));
  /** When a record last became another, in milliseconds. */
  const lastChange = ({ changed, closed }) => Math.max(time(changed), closed ? time(closed.at) : 0);
  /** Whether all that a record says left the device. */
  const isExported = (record) => Boolean(record.exported) && time(record.exported) >= lastChange(record);

  const state = ({ closed }) => (closed ? phrase.closed({ number: closed.number }) : phrase.draft);
  const revised = ({ revision, revises }) =>
    [revision > 1 && phrase.revision({ revision }), revises && phrase.revises({ number: revises.number })].filter(Boolean).join("，");

  const exported = (record) => {
    if (!record.exported) return phrase.not_exported;
    return isExported(record) ? phrase.exported({ time: lists.read(record.exported) }) : phrase.changed_since({ time: lists.read(record.exported) });
  };

  const lain = (moment) => (days(moment) ? phrase.days({ days: days(moment) }) : phrase.less_than_a_day);

  const progress = (record, counts) => {
    const done = counts.asked === null ? phrase.done({ done: counts.done }) : phrase.progress({ done: counts.done, asked: counts.asked });
    return [record.date, done].filter(Boolean).join("　");
  };

  /** Make the card of a stored record; `raw` are the names of pictures that wait to be made smaller. */
  const card = async (record, keeper, raw) => {
    const made = copied("kept").firstElementChild;
    const key = rules.key(record);
    const counts = lists.count(record, await lists.of(record));
    const path = lists.path(record);
    const here = (await keeper.current(`arrived:${key}`)) || record.started;
    const name = part("open", made);
    name.textContent = lists.title(record);
    if (path) name.href = `${path}?record=${encodeURIComponent(key)}`;
    made.dataset.record = key;
    part("list", made).textContent = `${record.title}（${record.edition_title}）${path ? "" : phrase.no_edition}`;
    part("state", made).textContent = state(record);
    part("revised", made).textContent = revised(record);
    part("progress", made).textContent = progress(record, counts);
    tell(part("failed", made), counts.fail ? phrase.failed({ count: counts.fail }) : "");
    tell(part("major", made), counts.major ? phrase.major({ major: lists.words("major"), count: counts.major }) : "");
    part("saved", made).textContent = phrase.kept({ time: lists.read(record.changed), exported: exported(record), lain: lain(here) });
    const waiting = raw.filter((one) => one.startsWith(paicha.store.raw(key))).length;
    tell(part("waiting", made), waiting ? phrase.waiting({ count: waiting }) : "");
    part("changed", made).hidden = !paicha.sheet.broken(record);
    part("sheet", made).href = `?sheet=${encodeURIComponent(key)}`;
    const keyin = part("keyin", made);
    keyin.hidden = Boolean(record.closed) || !path;
    keyin.href = `?keyin=${encodeURIComponent(key)}`;
    made.querySelector('[data-action="share"]').hidden = !exports.canShareText();
    made.querySelector('[data-action="export-data"]').hidden = !exports.photosOf(record).length;
    return made;
  };

  paicha.cards = { card, days, exported, isExported, lastChange, state };
})();
