/** Say how far one is, what is not passed, when it was saved, and what the house looks like. */
(() => {
  "use strict";
  const draft = window.paicha && paicha.draft;
  if (!draft) return;
  const bar = document.querySelector("[data-record-bar]");
  const trouble = document.querySelector("[data-record-trouble]");
  const verdict = document.querySelector("[data-record-verdict]");
  const structures = verdict && { known: verdict.dataset.knownFor.split(" ").filter(Boolean), unknown: verdict.dataset.unknownFor.split(" ").filter(Boolean) };
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
    if (verdict) sayVerdict(here);
  };

  const sayTopics = (here) => {
    if (!draft.record()) return;
    for (const topic of document.querySelectorAll("[data-topic]")) {
      const mine = here.filter(({ row }) => row.closest("[data-section]").dataset.section === topic.dataset.topic);
      const done = mine.filter((item) => draft.state(item) !== "open").length;
      topic.querySelector("[data-count]").textContent = `${done}/${mine.length}`;
    }
  };

  const sayVerdict = (here) => {
    const signs = here.filter((item) => item.sign);
    const given = signs.filter((item) => draft.state(item) !== "open").map((item) => [item.id, draft.answerOf(item)]);
    const grade = paicha.record.verdict(signs, Object.fromEntries(given), draft.facets(), structures);
    verdict.hidden = !draft.record();
    for (const one of verdict.querySelectorAll("[data-verdict]")) one.hidden = one.dataset.verdict !== grade;
  };

  const sayDisk = () => {
    const { failed, waiting } = draft.disk;
    const saved = part("saved");
    const record = draft.record();
    saved.dataset.pending = waiting();
    saved.textContent = record && !waiting() && !failed() ? saved.dataset[draft.keeper.kind].replace("{}", record.changed.slice(11, 16)) : "";
    paicha.trouble(failed() ? "failed" : "");
  };

  /** Say what went wrong: "failed" a change, "full" a picture, or "" nothing any more. */
  paicha.trouble = (kind) => {
    trouble.hidden = !kind;
    for (const one of trouble.querySelectorAll("[data-kind]")) one.hidden = one.dataset.kind !== kind;
  };

  const next = () => {
    const open = draft.asked().filter((item) => draft.state(item) === "open");
    const here = open.filter(({ row }) => row.offsetParent);
    const after = here.find(({ row }) => row.getBoundingClientRect().top > innerHeight * 0.4) || here[0] || open[0];
    paicha.reveal(after.row);
    after.row.scrollIntoView({ block: "start" });
    after.row.querySelector("[data-answer]").focus({ preventScroll: true });
  };

  document.addEventListener("record:changed", () => {
    say();
    sayDisk();
  });
  document.addEventListener("record:kept", sayDisk);
  document.addEventListener("list:narrowed", () => sayTopics(draft.asked()));
  action("next").addEventListener("click", next);
  action("undo").addEventListener("click", () => {
    const { row } = draft.takeBack();
    paicha.reveal(row);
    row.scrollIntoView({ block: "center" });
  });
  document.querySelector("[data-record-old]").hidden = true;
})();
