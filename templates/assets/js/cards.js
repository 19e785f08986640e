/** What the list says of a record: how far it is, whether it left the device, how long it has lain here. */
(() => {
  "use strict";
  if (!window.paicha || !paicha.sheet) return;
  const { exports, lists, record: rules } = paicha;
  const { copied, part, tell } = paicha.parts;

  const time = (moment) => new Date(moment).getTime();
  const days = (moment) => Math.max(0, Math.floor((Date.now() - time(moment)) / 86_400_000));
  /** When a record last became another, in milliseconds. */
  const lastChange = ({ changed, closed }) => Math.max(time(changed), closed ? time(closed.at) : 0);
  /** Whether all that a record says left the device. */
  const isExported = (record) => Boolean(record.exported) && time(record.exported) >= lastChange(record);

  const state = ({ closed }) => (closed ? `定稿 ${closed.number}` : "草稿");
  const revised = ({ revision, revises }) =>
    [revision > 1 && `第${revision}稿`, revises && `修订自 ${revises.number}`].filter(Boolean).join("，");

  const exported = (record) => {
    if (!record.exported) return "尚未导出";
    return isExported(record) ? `已导出 ${lists.read(record.exported)}` : `导出后又改过（${lists.read(record.exported)} 导出）`;
  };

  const lain = (moment) => (days(moment) ? `在这台设备上${days(moment)}天了` : "在这台设备上不到1天");

  const progress = (record, counts) => {
    const done = counts.asked === null ? `已答${counts.done}项` : `已答 ${counts.done}/${counts.asked}`;
    return [record.date, done].filter(Boolean).join("　");
  };

  /** Make the card of a stored record. */
  const card = async (record, keeper) => {
    const made = copied("kept").firstElementChild;
    const key = rules.key(record);
    const counts = lists.count(record, await lists.of(record));
    const path = lists.path(record);
    const here = (await keeper.current(`arrived:${key}`)) || record.started;
    const name = part("open", made);
    name.textContent = lists.title(record);
    if (path) name.href = `${path}?record=${encodeURIComponent(key)}`;
    made.dataset.record = key;
    part("list", made).textContent = `${record.title}（${record.edition_title}）${path ? "" : "　本站没有这一版，只能看、打印、导出"}`;
    part("state", made).textContent = state(record);
    part("revised", made).textContent = revised(record);
    part("progress", made).textContent = progress(record, counts);
    tell(part("failed", made), counts.fail ? `不合格${counts.fail}项` : "");
    tell(part("major", made), counts.major ? `${lists.words("major")}${counts.major}项` : "");
    part("saved", made).textContent = `${lists.read(record.changed)} 存下　${exported(record)}　${lain(here)}`;
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
