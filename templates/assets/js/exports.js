/** What leaves this device: record files, zips with pictures, rows of the monthly form, text for a chat. */
(() => {
  "use strict";
  const phrase = WORDS.exports;
  if (!window.paicha || !paicha.lists) return;
  const { lists, record: rules, zip } = paicha;
  const { words } = lists;

  /** A record as a file: keys in order, so that the same record is the same file. */
  const json = (record) => `${JSON.stringify(rules.sorted(record), null, 1)}\n`;

  /** A file's name that every system takes: whose, when, which record. */
  const fileName = (record, ending) => {
    const whose = lists.title(record).replace(/[\\/:*?"<>|\p{C}\p{Z}.]/gu, "").slice(0, 30);
    return phrase.file({ unit: whose || phrase.unnamed, date: record.date || phrase.undated, id: record.id.slice(0, 6), revision: record.revision, ending });
  };

  const photosOf = (record) => Object.values(record.answers).flatMap(({ finding }) => (finding ? finding.photos : []));

  /** Give the pictures there are of some records, once each: {name, bytes}; and how many are not here. */
  const pictures = async (records, keeper) => {
    const names = [...new Set(records.flatMap(photosOf).map(({ name }) => name))].sort();
    const found = [];
    for (const name of names) {
      const blob = await keeper.photo(name);
      if (blob) found.push({ name, bytes: new Uint8Array(await blob.arrayBuffer()) });
    }
    return { found, missing: names.length - found.length };
  };

  const MOST = 45 * 2 ** 20; // bytes of a zip: an import takes 50 MB
  const textFile = (text, name, type) => new File([text], name, { type });

  /** Part entries so that no zip is too large to be read again; an import takes all parts at once. */
  const parted = (entries, most) => {
    const parts = [[]];
    let size = 0;
    for (const entry of entries) {
      if (size && size + entry.bytes.length > most) {
        parts.push([]);
        size = 0;
      }
      parts[parts.length - 1].push(entry);
      size += entry.bytes.length;
    }
    return parts;
  };

  const zips = (records, found, name, most) => {
    const files = records.map((record) => ({ name: fileName(record, "json"), bytes: new TextEncoder().encode(json(record)) }));
    const parts = parted([...files, ...found.map((photo) => ({ ...photo, name: phrase.photo({ name: photo.name }) }))], most);
    const which = (n) => (parts.length > 1 ? phrase.part({ number: n + 1, count: parts.length }) : "");
    return parts.map((entries, n) => new File(zip.write(entries), `${name}${which(n)}.zip`, { type: "application/zip" }));
  };

  /** Give one record's files: JSON, or with pictures a zip, in parts where it is large; {files, missing}. */
  const one = async (record, keeper, most = MOST) => {
    const { found, missing } = await pictures([record], keeper);
    if (!found.length) return { files: [textFile(json(record), fileName(record, "json"), "application/json")], missing };
    return { files: zips([record], found, fileName(record, "zip").slice(0, -4), most), missing };
  };

  const all = async (records, keeper, most = MOST) => {
    const { found, missing } = await pictures(records, keeper);
    return { files: zips(records, found, phrase.all_file({ count: records.length, day: rules.day() }), most), missing };
  };

  /* The monthly form ---------------------------------------------------------------------------- */

  /** Make a cell that a spreadsheet takes for text: nothing that begins like a formula, one line. */
  const cell = (value) => {
    const line = String(value).replace(/[\r\n\u2028\u2029]+/g, " ");
    const safe = /^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(line) || line.startsWith("\t") ? `'${line}` : line;
    return /[",\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  /** Of each record only its newest revision: nothing is counted twice. */
  const newest = (records) => records.filter(({ id, revision }) => !records.some((other) => other.id === id && other.revision > revision));

  /**
   * Write the rows of the form for major hazards; `columns` are {id, label} as the form has them,
   * `given` what no record knows. Gives {text, rows, drafts, unclear}.
   */
  const table = async (records, columns, given) => {
    const rows = [];
    const told = { drafts: 0, unclear: 0 };
    for (const record of newest(records)) {
      const list = await lists.of(record);
      const major = lists.findings(record, list).filter(({ found }) => found.grade === "major");
      if (major.length && !record.closed) told.drafts += 1;
      for (const one of major) {
        const clear = one.conditions.length && one.conditions.every(({ basis }) => basis);
        if (!clear) told.unclear += 1;
        rows.push({ ...given, ...row(record, list, one), number: rows.length + 1 });
      }
    }
    const lines = [columns.map(({ label }) => label), ...rows.map((one) => columns.map(({ id }) => one[id] || ""))];
    return { text: `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`, rows: rows.length, ...told };
  };

  const row = (record, list, { answer, found, conditions }) => {
    const said = [found.place, found.seen].map((text) => text.trim()).filter(Boolean).join("：");
    const which = conditions.map(({ when }) => when).join("；");
    return {
      field: list ? list.field : "",
      unit: record.unit,
      hazard: said ? `${said}（${which || answer.check}）` : which || answer.check,
      criterion: [...new Set(conditions.map(({ basis }) => basis).filter(Boolean))].join("；"),
      planned: found.remedy === "now" ? record.date : found.due,
      measures: found.remedy === "now" ? words("now") : found.action.trim(),
    };
  };

  /* A chat -------------------------------------------------------------------------------------- */

  const state = (record) => (record.closed ? phrase.closed({ number: record.closed.number }) : phrase.draft);

  const described = (one, n) => {
    const { id, answer, found, conditions, actions } = one;
    const grade = found.grade ? words(found.grade) : phrase.ungraded;
    const lines = [
      [`${n + 1}. 【${grade}】${id} ${answer.check}`],
      [phrase.place, found.place.trim()],
      [phrase.seen, found.seen.trim()],
      ...conditions.map(({ when, basis }) => [phrase.condition, `${when}${basis ? `（${basis}）` : ""}`]),
      [phrase.remedy, lists.remedy(found)],
      [phrase.actions, actions.join("；")],
      [phrase.photos, found.photos.length ? phrase.photo_count({ count: found.photos.length }) : ""],
    ];
    return lines.filter(([, value]) => value !== "").map((parts) => parts.join("")).join("\n   ");
  };

  /** Say a record in plain text. */
  const chat = async (record) => {
    const list = await lists.of(record);
    const counts = lists.count(record, list);
    const verdict = lists.verdict(record, list);
    const header = ["unit", "project", "address", "date"].filter((name) => record[name].trim());
    const people = ["inspectors", "companions"].filter((name) => record[name].length);
    const progress = counts.asked === null ? phrase.done({ done: counts.done }) : phrase.progress({ done: counts.done, asked: counts.asked });
    return [
      phrase.title({ title: record.title, edition: record.edition_title }),
      ...header.map((name) => `${paicha.format.called(name)}：${record[name].trim()}`),
      ...people.map((name) => `${paicha.format.called(name)}：${record[name].join("、")}`),
      `${progress}：${words("pass")}${counts.pass}，${words("fail")}${counts.fail}（${words("major")}${counts.major}，${words("general")}${counts.general}），${words("none")}${counts.none}`,
      ...(verdict ? [phrase.verdict({ verdict: verdict.title.trim() })] : []),
      ...lists.findings(record, list).map(described),
      state(record) + (record.revises ? phrase.revises({ number: record.revises.number }) : ""),
    ].join("\n");
  };

  /* Handing over -------------------------------------------------------------------------------- */

  /** Save a file where the browser puts downloads. */
  const save = (file) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  /** Copy text; where the browser keeps its clipboard from us, false: the caller shows it to be selected. */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  };

  /** Share sheets take texts and pictures, but neither .json nor .zip. */
  const shared = async (record, keeper) => {
    const { found } = await pictures([record], keeper);
    const text = textFile(json(record), fileName(record, "txt"), "text/plain");
    return [text, ...found.map(({ name, bytes }) => new File([bytes], name, { type: "image/jpeg" }))];
  };
  const canShare = (files) => Boolean(navigator.canShare && navigator.canShare({ files }));
  const canShareText = () => canShare([textFile("{}", "a.txt", "text/plain")]);

  /** Share a record and its pictures: "all", "text" without the pictures, "" where somebody said no. */
  const share = async (record, keeper) => {
    const files = await shared(record, keeper);
    const whole = canShare(files);
    try {
      await navigator.share({ files: whole ? files : files.slice(0, 1) });
      return whole ? "all" : "text";
    } catch {
      return "";
    }
  };

  paicha.exports = { all, canShareText, chat, copy, fileName, json, newest, one, photosOf, save, share, state, table, textFile };
})();
