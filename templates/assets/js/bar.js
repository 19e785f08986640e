/** Say how far one is, what is not passed, and when it was saved; lead to what is open. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const bar = document.querySelector("[data-record-bar]");
  const trouble = document.querySelector("[data-record-trouble]");
  const head = document.querySelector('[data-module="head"]');
  const part = (name) => bar.querySelector(`[data-part="${name}"]`);
  const action = (name) => bar.querySelector(`[data-action="${name}"]`);

  const say = () => {
    const here = draft.asked();
    const done = here.filter((item) => draft.state(item) !== "open").length;
    const failed = here.filter((item) => draft.state(item) === "fail").length;
    const progress = bar.querySelector("progress");
    part("done").textContent = `${done}/${here.length}`;
    progress.max = Math.max(here.length, 1);
    progress.value = done;
    part("failed").textContent = failed ? `${failed} ${part("failed").dataset.word}` : "";
    action("undo").disabled = !draft.undoable() || draft.closed();
    action("next").disabled = done === here.length;
    sayTopics(here);
  };

  const sayTopics = (here) => {
    if (!draft.record()) return;
    for (const topic of document.querySelectorAll("[data-topic]")) {
      const mine = here.filter(({ row }) => row.closest("[data-section]").dataset.section === topic.dataset.topic);
      const done = mine.filter((item) => draft.state(item) !== "open").length;
      topic.querySelector("[data-count]").textContent = `${done}/${mine.length}`;
    }
  };

  const saved = part("saved");
  /** Say that what is done waits for the store to open. */
  const sayHeld = () => paicha.early.holds() && (saved.textContent = saved.dataset.held);

  const sayDisk = () => {
    const { failed, waiting } = draft.disk;
    const record = draft.record();
    const pictures = paicha.pictures.count();
    saved.dataset.pending = waiting() + pictures;
    const kept = record && !waiting() && !failed();
    saved.textContent = pictures ? saved.dataset.pictures.replace("{}", pictures) : kept ? saved.dataset[draft.keeper.kind].replace("{}", record.changed.slice(11, 16)) : "";
    paicha.trouble(failed() ? "failed" : "");
  };

  /** Say what went wrong: "failed" a change, "full" a picture, or "" nothing any more. */
  paicha.trouble = (kind) => {
    trouble.hidden = !kind;
    for (const one of trouble.querySelectorAll("[data-kind]")) one.hidden = one.dataset.kind !== kind;
  };

  let hand = null; // the item last answered, touched or led to
  let begun = false; // whether there was a record

  /** The items in walking order: from the one after that in hand, or else from the first whose answers are in sight. */
  const onward = () => {
    const all = [...draft.items.values()];
    const inSight = ({ row }) => row.offsetParent && row.querySelector(".answer").getBoundingClientRect().bottom > head.offsetHeight;
    return paicha.record.turned(all, hand ? all.indexOf(hand) + 1 : Math.max(0, all.findIndex(inSight)));
  };

  /** Bring an item's question to the top, and the keyboard to it: to no field, which would bring up a phone's. */
  const lead = (item) => {
    hand = item;
    paicha.reveal(item.row);
    item.row.scrollIntoView({ block: "start" });
    (item.row.querySelector("[data-answer]:enabled") || item.row.querySelector("summary")).focus({ preventScroll: true });
  };

  const next = () => {
    const here = new Set(draft.asked());
    const open = onward().filter((item) => here.has(item) && draft.state(item) === "open");
    lead(open.find(({ row }) => row.offsetParent) || open[0]);
  };

  const undo = () => {
    hand = draft.takeBack();
    paicha.reveal(hand.row);
    hand.row.scrollIntoView({ block: "center" });
  };

  // A tap focuses nothing in some browsers, a key clicks nothing.
  for (const kind of ["focusin", "click"]) document.addEventListener(kind, ({ target }) => (hand = draft.itemOf(target) || hand));
  const follow = () => (hand = draft.items.get(location.hash.slice(1)) || hand);
  addEventListener("hashchange", follow);
  follow();
  document.addEventListener("record:changed", () => {
    if (begun && !draft.record()) hand = null;
    begun = Boolean(draft.record());
    say();
    sayDisk();
  });
  document.addEventListener("record:held", sayHeld);
  document.addEventListener("record:kept", sayDisk);
  document.addEventListener("list:narrowed", () => sayTopics(draft.asked()));
  action("next").addEventListener("click", next);
  action("undo").addEventListener("click", undo);
  document.querySelector("[data-record-old]").hidden = true;
  sayHeld();
})();
