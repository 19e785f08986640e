/** What store there is, how much room it has, and whether the browser promised to keep it. */
(() => {
  "use strict";
  const phrase = WORDS.handing_on;
  if (!window.paicha || !paicha.parts) return;
  const { part } = paicha.parts;

  /** A number of bytes as people read it. */
  const amount = (bytes) => {
    const [unit, size] = [["GB", 2 ** 30], ["MB", 2 ** 20], ["KB", 2 ** 10]].find(([, one]) => bytes >= one) || ["B", 1];
    return `${(bytes / size).toFixed(bytes / size < 10 ? 1 : 0)} ${unit}`;
  };

  /** Say it; on plain http the browser says nothing. */
  const say = async (list, keeper) => {
    const kind = part("store", list);
    kind.textContent = kind.dataset[keeper.kind];
    const storage = keeper.kind === "indexeddb" && navigator.storage;
    if (!storage) return;
    try {
      const { usage, quota } = storage.estimate ? await storage.estimate() : {};
      if (quota) part("room", list).textContent = phrase.room({ used: amount(usage), left: amount(quota - usage) });
      if (!storage.persisted) return;
      const lasting = await storage.persisted();
      part("lasting", list).textContent = part("lasting", list).dataset[lasting ? "yes" : "no"];
      list.querySelector('[data-action="persist"]').hidden = lasting || !storage.persist;
    } catch {
      part("room", list).textContent = ""; // the browser will not say; nothing is lost
    }
  };

  paicha.room = { say };
})();
