/** Show what files bring before it is taken: new, more, the same, in conflict; then take what was chosen. */
(() => {
  "use strict";
  const phrase = WORDS.imports;
  const root = document.querySelector('[data-module="records"]');
  if (!root || !window.paicha || !paicha.taking) return;
  const { format, lists, record: rules } = paicha;
  const { SKIP, accept, alike, options, short } = paicha.taking;
  const { copied, make, part, tell } = paicha.parts;
  const box = part("import", root);
  const preview = part("preview", box);

  /* Showing ------------------------------------------------------------------------------------- */

  let incoming = []; // {record, list, photos, options, chosen, taken: Map, element}
  let keeper = null;
  let taken = () => {}; // told when records came in

  const about = ({ from, record, list, photos }) => {
    const counts = lists.count(record, list);
    const named = [from, `${record.title}（${record.edition_title}）`, phrase.done({ count: Object.keys(record.answers).length })];
    if (counts.fail) named.push(phrase.failed({ count: counts.fail, major: counts.major ? phrase.major({ count: counts.major }) : "" }));
    if (record.inspectors.length) named.push(phrase.inspectors({ names: record.inspectors.join("、") }));
    if (photos.found.length) named.push(phrase.photos({ count: photos.found.length }));
    named.push(record.closed ? phrase.closed({ number: record.closed.number }) : phrase.draft);
    return named.join("　");
  };

  const show = async ({ found, refused }) => {
    const box_ = part("refused", box);
    box_.hidden = !refused.length;
    box_.querySelector("ul").replaceChildren(...refused.map(({ from, words }) => make("li", `“${from}”${words}。`)));
    const kept = await keeper.all();
    incoming = found.map((one, n) => prepared(one, n, found, kept));
    part("incoming", preview).replaceChildren(...incoming.map(({ element }) => element));
    preview.hidden = !incoming.length;
    sayOpen();
    (refused.length ? box_ : preview).scrollIntoView({ block: "nearest" });
  };

  const prepared = (one, n, found, kept) => {
    const mine = kept.find((other) => rules.key(other) === rules.key(one.record));
    const earlier = found.slice(0, n).find((other) => rules.key(other.record) === rules.key(one.record));
    const ready = { ...one, n, mine, taken: new Map(), options: [], chosen: SKIP, element: copied("incoming").firstElementChild };
    const said = [...one.warnings];
    if (one.photos.lacking.length) said.push(phrase.photos_lacking({ count: one.photos.lacking.length }));
    if (earlier) {
      said.push(alike(earlier.record, one.record) ? phrase.same_above : phrase.differs_above);
    } else if (mine && alike(mine, one.record)) {
      said.push(one.photos.found.length ? phrase.only_photos : phrase.same);
      if (one.photos.found.length) ready.chosen = { kind: "photos", words: "" };
    } else {
      const drafts = kept.filter((other) => !other.closed);
      ready.options = options(one.record, mine, drafts);
      ready.chosen = ready.options[0];
      if (mine && mine.closed) said.push(phrase.mine_closed({ number: mine.closed.number }));
    }
    fill(ready, said);
    return ready;
  };

  const fill = (ready, said) => {
    const { element, record, options: all } = ready;
    part("title", element).textContent = short(record);
    part("about", element).textContent = about(ready);
    part("warnings", element).replaceChildren(...said.map((words) => make("li", words)));
    const choices = part("choices", element);
    choices.hidden = !all.length;
    for (const option of all) {
      const label = make("label", "", "tick");
      const radio = make("input");
      Object.assign(radio, { type: "radio", name: `take-${ready.n}`, checked: option === ready.chosen });
      radio.addEventListener("change", () => {
        ready.chosen = option;
        ready.taken = new Map();
        showDifferences(ready);
      });
      label.append(radio, ` ${option.words}`);
      choices.append(label);
    }
    showDifferences(ready);
  };

  const showDifferences = (ready) => {
    const place = part("differences", ready.element);
    place.replaceChildren();
    if (ready.chosen.kind === "merge" || ready.chosen.kind === "both") place.append(differences(ready));
    sayOpen();
  };

  /** Show what a merge would do; where both are kept, how they differ, with nothing to choose. */
  const differences = (ready) => {
    const { header, answers, same } = rules.compare(ready.chosen.target, ready.record);
    const all = [...header, ...answers];
    const made = copied("differences");
    const coming = all.filter(({ kind }) => kind !== "conflict");
    const conflicts = all.filter(({ kind }) => kind === "conflict");
    const number = (kind) => all.filter((one) => one.kind === kind).length;
    part("counts", made).textContent = phrase.counts({ new_ones: number("new"), more: number("more"), same, conflicts: conflicts.length });
    part("coming", made).hidden = !coming.length;
    part("coming", made).querySelector("ul").replaceChildren(...coming.map((one) => comes(one, ready)));
    const choose = part("conflicts", made);
    choose.hidden = !conflicts.length || ready.chosen.kind === "both";
    if (!choose.hidden) choose.append(...conflicts.map((one) => conflict(one, ready)));
    for (const button of choose.querySelectorAll("[data-choose]")) button.addEventListener("click", () => chooseAll(ready, choose, button.dataset.choose));
    return made;
  };

  const comes = ({ name, theirs, kind }, ready) => {
    if (rules.HEADER.includes(name)) return make("li", `${format.called(name)}：${theirs}`);
    const row = make("li", `${kind === "more" ? phrase.more : phrase.new} ${name}　${theirs.check}　`);
    const own = ready.chosen.target.answers[name];
    const known = own ? lines(own).map(String) : [];
    row.append(...lines(theirs).filter((line) => !known.includes(String(line))).flatMap(line));
    return row;
  };

  const line = ([label, value]) => [make("br"), `${label}：${value}`];

  /** What an answer says, as [label, text]. */
  const lines = (answer) => {
    const { finding: found } = answer;
    const said = [[phrase.result, lists.words(answer.result) + (found ? `（${found.grade ? lists.words(found.grade) : phrase.ungraded}）` : "")]];
    const add = (label, value) => value && value.trim() && said.push([label, value.trim()]);
    for (const [label, value] of Object.entries(answer.measures)) add(label, value);
    add(phrase.note, answer.note);
    if (!found) return said;
    for (const when of found.conditions) add(phrase.condition, when);
    for (const name of ["seen", "place"]) add(format.called(name), found[name]);
    add(phrase.remedy, found.remedy && lists.words(found.remedy));
    for (const name of ["responsible", "action", "funds", "due", "contingency"]) add(format.called(name), found[name]);
    if (found.photos.length) add(phrase.photo, phrase.photo_count({ count: found.photos.length }));
    return said;
  };

  const conflict = (one, ready) => {
    const made = copied("conflict").firstElementChild;
    const header = rules.HEADER.includes(one.name);
    made.querySelector("legend").textContent = header ? format.called(one.name) : `${one.name}　${one.theirs.check}`;
    const reworded = !header && one.mine.text_hash !== one.theirs.text_hash;
    for (const side of ["mine", "theirs"]) {
      const other = one[side === "mine" ? "theirs" : "mine"];
      const said = (value) => (header ? [["", value]] : [...(reworded ? [[phrase.asked, value.check]] : []), ...lines(value)]);
      part(`${side}-at`, made).textContent = header ? "" : lists.read(one[side].at);
      part(side, made).replaceChildren(...sideLines(said(one[side]), said(other).map(String)));
    }
    for (const radio of made.querySelectorAll("input")) {
      radio.name = `conflict-${ready.n}-${one.name}`;
      radio.addEventListener("change", () => choose(ready, one.name, radio.value));
    }
    ready.taken.set(one.name, "");
    return made;
  };

  /** Mark what the other side does not say. */
  const sideLines = (said, other) =>
    said.map(([label, value]) => {
      const row = make(other.includes(String([label, value])) ? "span" : "mark", label ? `${label}：${value}` : value, "conflict__line");
      return row;
    });

  const choose = (ready, name, side) => {
    ready.taken.set(name, side);
    sayOpen();
  };

  const chooseAll = (ready, place, side) => {
    for (const radio of place.querySelectorAll(`input[value="${side}"]`)) radio.checked = true;
    for (const name of ready.taken.keys()) ready.taken.set(name, side);
    sayOpen();
  };

  const open = () => incoming.flatMap(({ chosen, taken: sides }) => (chosen.kind === "merge" ? [...sides.values()].filter((side) => !side) : []));

  paicha.leaving.hold(() => incoming.some(({ chosen }) => chosen.kind !== "skip") || part("pasted", box).value.trim());

  const sayOpen = () => {
    const left = open().length;
    tell(part("open", preview), left ? phrase.left({ count: left }) : "");
    const nothing = incoming.every(({ chosen }) => chosen.kind === "skip");
    preview.querySelector('[data-action="accept"]').disabled = left > 0 || nothing;
  };

  /* Taking -------------------------------------------------------------------------------------- */

  const HOW = { take: phrase.taken, copy: phrase.copied, replace: phrase.taken, both: phrase.taken, merge: phrase.merged, photos: phrase.photos_added };

  preview.addEventListener("submit", async (event) => {
    event.preventDefault();
    preview.querySelector('[data-action="accept"]').disabled = true;
    const done = new Map();
    const failed = [];
    for (const ready of incoming) {
      const wrong = await accept(keeper, ready);
      if (wrong) failed.push(`“${short(ready.record)}”${wrong}。`);
      if (!wrong || wrong === paicha.taking.TEXT_ONLY) done.set(HOW[ready.chosen.kind], (done.get(HOW[ready.chosen.kind]) || 0) + 1);
    }
    const said = [...done].filter(([words]) => words).map(([words, number]) => phrase.taken_count({ how: words, count: number }));
    clear();
    document.dispatchEvent(new CustomEvent("record:kept"));
    taken([...(said.length ? [`${said.join("，")}。`] : []), ...failed].join(" "));
  });

  const clear = () => {
    incoming = [];
    part("incoming", preview).replaceChildren();
    part("pasted", box).value = "";
    preview.hidden = true;
    part("refused", box).hidden = true;
  };

  /* Coming in ----------------------------------------------------------------------------------- */

  const readFiles = async (files) => {
    clear();
    await show(await paicha.reading.read(files));
  };

  /** Begin to listen; `told` is called with words when records came in. */
  const start = (opened, told) => {
    keeper = opened;
    taken = told;
    const input = box.querySelector('[data-action="import"]');
    input.addEventListener("change", async () => {
      await readFiles([...input.files]);
      input.value = "";
    });
    preview.querySelector('[data-action="cancel"]').addEventListener("click", clear);
    box.querySelector('[data-action="read-pasted"]').addEventListener("click", () => {
      const text = part("pasted", box).value;
      readFiles([paicha.exports.textFile(text, phrase.pasted, "text/plain")]);
    });
    const inFiles = ({ dataTransfer }) => dataTransfer && [...dataTransfer.types].includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!inFiles(event)) return;
      event.preventDefault();
      box.classList.add("dropping");
    });
    document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || box.classList.remove("dropping"));
    document.addEventListener("drop", (event) => {
      if (!inFiles(event)) return;
      event.preventDefault();
      box.classList.remove("dropping");
      readFiles([...event.dataTransfer.files]);
    });
  };

  paicha.imports = { start };
})();
