/** In a lone file, which has no page of records beside it: open and hand on what was filled in with it. */
(() => {
  "use strict";
  const root = document.querySelector('[data-module="alone"]');
  const draft = window.paicha && paicha.draft;
  if (!root || !draft) return;
  const { record: rules } = paicha;
  const { checklist, edition } = document.querySelector('[data-module="record"]').dataset;
  const part = (name, within = root) => within.querySelector(`[data-part="${name}"]`);
  let records = [];

  const row = (record) => {
    const made = document.importNode(root.querySelector('[data-template="kept"]').content, true);
    const { unnamed, closed, draft: open } = part("state", made).dataset;
    part("open", made).href = `?record=${rules.key(record)}`;
    part("open", made).textContent = [record.unit || record.project || unnamed, record.date].filter(Boolean).join("　");
    part("state", made).textContent = record.closed ? `${closed} ${record.closed.number}` : open;
    made.querySelector("button").dataset.key = rules.key(record);
    return made;
  };

  const show = async () => {
    if (!part("kept").open || !draft.ready) return;
    const all = await draft.keeper.all();
    records = all.filter((one) => one.checklist === checklist && one.edition === edition);
    records.sort((one, other) => (one.changed < other.changed ? 1 : -1));
    part("none").hidden = records.length > 0;
    part("records").replaceChildren(...records.map(row));
  };

  /** Save a record as a file; pictures do not fit in, and that is said. */
  const save = (record) => {
    const text = JSON.stringify(rules.sorted(record), null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${record.checklist}-${record.date}-${rules.key(record)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    const photos = Object.values(record.answers).reduce((sum, { finding }) => sum + (finding ? finding.photos.length : 0), 0);
    const { done, photos: left } = part("said").dataset;
    part("said").textContent = done.replace("{}", link.download) + (photos ? left.replace("{}", photos) : "");
  };

  root.addEventListener("click", ({ target }) => {
    const { action, key } = target.dataset;
    if (action === "export") save(records.find((one) => rules.key(one) === key));
  });
  part("kept").addEventListener("toggle", show);
  document.addEventListener("record:kept", show);
})();
