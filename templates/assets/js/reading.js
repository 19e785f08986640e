/** Read record files and pictures somebody sent: what they hold, and why what is none was refused. */
(() => {
  "use strict";
  const phrase = WORDS.reading;
  if (!window.paicha || !paicha.lists) return;
  const { format, lists, record: rules, zip } = paicha;
  const MOST = 50 * 2 ** 20; // bytes of a file
  const site = document.querySelector('[data-module="records"]').dataset.site;

  class Refused extends Error {}
  const refuse = (words) => {
    throw new Refused(words);
  };

  const decoded = (bytes) => {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes).trim();
    } catch {
      return refuse(phrase.not_utf8);
    }
  };

  /** Read JSON; say whether a text that is none was cut off or is something else. */
  const parsed = (text) => {
    if (!text) refuse(phrase.empty);
    if (text.startsWith("<")) refuse(phrase.page);
    try {
      return JSON.parse(text);
    } catch {
      const cut = text.startsWith("{") && !text.endsWith("}");
      return refuse(cut ? phrase.cut_off : phrase.not_json);
    }
  };

  const checkFormat = (value) => {
    if (!value || typeof value !== "object" || Array.isArray(value)) refuse(phrase.not_a_record);
    const given = String(value.format).slice(0, 40);
    const version = /^paicha-record\/([1-9][0-9]{0,5})$/.exec(given);
    if (version && version[1] !== "1") refuse(phrase.newer({ format: given }));
    if (version) return;
    if (given.startsWith("paicha-")) refuse(phrase.other_file({ format: given }));
    refuse(phrase.no_format);
  };

  /** What no schema says: the list must be one of ours, the seal and the pictures' names must be true. */
  const checkSense = (record, list) => {
    const ids = Object.keys(record.answers);
    if (record.site !== site) refuse(phrase.other_site({ theirs: record.site.slice(0, 60), ours: site }));
    if (!lists.knows(record.checklist)) refuse(phrase.other_list({ title: record.title.slice(0, 40), id: record.checklist }));
    const foreign = list && ids.find((id) => !id.startsWith(`${list.prefix}-`));
    if (foreign) refuse(phrase.foreign_item({ id: foreign, list: list.title }));
    for (const [id, answer] of Object.entries(record.answers)) checkPhotos(id, answer);
    if (record.closed) checkSeal(record);
  };

  const checkPhotos = (id, { finding }) => {
    const named = ({ name, sha256 }) => name.slice(name.length - 16, name.length - 4) === sha256.slice(0, 12);
    const liar = finding && finding.photos.find((photo) => !named(photo));
    if (liar) refuse(phrase.photo_name({ id, name: liar.name }));
  };

  const checkSeal = (record) => {
    const { hash, number } = record.closed;
    if (rules.seal(record) !== hash) refuse(phrase.changed_after);
    if (number.slice(-8) !== hash.slice(0, 8).toUpperCase()) refuse(phrase.number_and_hash);
  };

  /** Read a record from bytes or throw Refused; gives {record, list, warnings}. */
  const recordIn = async (bytes) => {
    if (zip.isZip(bytes)) refuse(phrase.zip_in_zip);
    const value = parsed(decoded(bytes));
    checkFormat(value);
    const wrong = format.wrongIn(value);
    if (wrong) refuse(phrase.wrong({ wrong }));
    const list = await lists.of(value);
    checkSense(value, list);
    return { record: value, list, warnings: warnings(value, list) };
  };

  const warnings = (record, list) => {
    if (!list) return [phrase.no_edition({ edition: record.edition_title })];
    const beyond = [...list.items.values()].filter((item) => {
      const answer = record.answers[item.id];
      return answer && answer.result === "pass" && rules.beyond(item, answer.measures, record);
    });
    const said = beyond.length ? [phrase.beyond({ ids: beyond.map(({ id }) => id).join("、") })] : [];
    const unknown = Object.keys(record.answers).filter((id) => !list.items.has(id) && !list.retired.includes(id));
    if (!unknown.length) return said;
    return [...said, phrase.unknown_items({ count: unknown.length, ids: unknown.slice(0, 5).join("、"), more: unknown.length > 5 ? "……" : "" })];
  };

  const isPicture = (name, bytes) => /\.(jpe?g)$/i.test(name) || (bytes[0] === 0xff && bytes[1] === 0xd8);
  const baseName = (name) => name.slice(name.lastIndexOf("/") + 1);

  /** Open a file: itself, or what a zip holds; [{name, bytes}]. */
  const opened = async (file) => {
    if (file.size > MOST) refuse(phrase.large({ size: Math.round(file.size / 2 ** 20) }));
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (!zip.isZip(bytes)) {
      // An end without a beginning, too, is a zip, but an empty one.
      if (bytes[0] === 0x50 && bytes[1] === 0x4b) refuse(phrase.empty_zip);
      return [{ name: file.name, bytes }];
    }
    try {
      const inside = zip.read(bytes).map((entry) => ({ ...entry, name: `${file.name} › ${baseName(entry.name)}` }));
      if (!inside.length) refuse(phrase.empty_zip);
      return inside;
    } catch (error) {
      return refuse(error instanceof Refused ? error.message : phrase.broken({ why: error.message }));
    }
  };

  /** Find a record's pictures by their content: chats rename files. Gives [{name, blob}]; counts what lacks. */
  const matched = (record, pictures) => {
    const wanted = paicha.exports.photosOf(record);
    const found = [];
    const lacking = [];
    for (const photo of wanted) {
      const there = pictures.get(photo.sha256);
      if (there && there.bytes.length === photo.size) {
        there.used = true;
        found.push({ name: photo.name, blob: new Blob([there.bytes], { type: "image/jpeg" }) });
      } else lacking.push(photo.name);
    }
    return { found, lacking };
  };

  /**
   * Read files: {found: [{from, record, list, warnings, photos: {found, lacking}}], refused: [{from, words}]}.
   * A file that is no record, or a picture that no record here names by its hash, is refused in words.
   */
  const read = async (files) => {
    const [found, refused] = [[], []];
    const pictures = new Map();
    const entries = [];
    const guarded = async (from, work) => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof Refused)) console.warn(error);
        refused.push({ from, words: error instanceof Refused ? error.message : phrase.unreadable });
      }
    };
    for (const file of files) await guarded(file.name, async () => entries.push(...(await opened(file))));
    for (const { name, bytes } of entries) {
      if (isPicture(name, bytes)) pictures.set(paicha.sha256(bytes), { name, bytes, used: false });
      else await guarded(name, async () => found.push({ from: name, ...(await recordIn(bytes)) }));
    }
    for (const one of found) one.photos = matched(one.record, pictures);
    for (const { name, used } of pictures.values()) {
      if (!used) refused.push({ from: name, words: phrase.photo_unknown });
    }
    return { found, refused };
  };

  paicha.reading = { read };
})();
