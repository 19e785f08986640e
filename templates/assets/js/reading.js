/** Read record files and pictures somebody sent: what they hold, and why what is none was refused. */
(() => {
  "use strict";
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
      return refuse("不是 UTF-8 编码的文字，可能是别的程序存的，或者传坏了。请让对方重新导出");
    }
  };

  /** Read JSON; say whether a text that is none was cut off or is something else. */
  const parsed = (text) => {
    if (!text) refuse("是空的");
    if (text.startsWith("<")) refuse("是网页，不是检查记录。请在“我的记录”里导出");
    try {
      return JSON.parse(text);
    } catch {
      const cut = text.startsWith("{") && !text.endsWith("}");
      return refuse(cut ? "不完整，可能传到一半断了。请让对方重新发" : "不是检查记录（不是 JSON）。请选“我的记录”里导出的文件");
    }
  };

  const checkFormat = (value) => {
    if (!value || typeof value !== "object" || Array.isArray(value)) refuse("不是检查记录。请选“我的记录”里导出的文件");
    const given = String(value.format).slice(0, 40);
    const version = /^paicha-record\/([1-9][0-9]{0,5})$/.exec(given);
    if (version && version[1] !== "1") refuse(`是较新的格式（${given}），本站还读不了。请先更新本站`);
    if (version) return;
    if (given.startsWith("paicha-")) refuse(`是本站的另一种文件（${given}），不是检查记录`);
    refuse("不是检查记录：没有写明格式 paicha-record/1");
  };

  /** What no schema says: the list must be one of ours, the seal and the pictures' names must be true. */
  const checkSense = (record, list) => {
    const ids = Object.keys(record.answers);
    if (record.site !== site) refuse(`属于另一次行动（${record.site.slice(0, 60)}），不属于${site}`);
    if (!lists.knows(record.checklist)) refuse(`用的检查表“${record.title.slice(0, 40)}”（${record.checklist}），本站没有`);
    const foreign = list && ids.find((id) => !id.startsWith(`${list.prefix}-`));
    if (foreign) refuse(`里的 ${foreign} 不是“${list.title}”的检查项`);
    for (const [id, answer] of Object.entries(record.answers)) checkPhotos(id, answer);
    if (record.closed) checkSeal(record);
  };

  const checkPhotos = (id, { finding }) => {
    const named = ({ name, sha256 }) => name.slice(name.length - 16, name.length - 4) === sha256.slice(0, 12);
    const liar = finding && finding.photos.find((photo) => !named(photo));
    if (liar) refuse(`里 ${id} 的照片 ${liar.name}，名字和校验值对不上`);
  };

  const checkSeal = (record) => {
    const { hash, number } = record.closed;
    if (rules.seal(record) !== hash) refuse("定稿之后被改过：内容和哈希对不上。请向检查人要原件");
    if (number.slice(-8) !== hash.slice(0, 8).toUpperCase()) refuse("的定稿编号和哈希对不上。请向检查人要原件");
  };

  /** Read a record from bytes or throw Refused; gives {record, list, warnings}. */
  const recordIn = async (bytes) => {
    if (zip.isZip(bytes)) refuse("是压缩包里的压缩包。请先解压，再选里面的文件");
    const value = parsed(decoded(bytes));
    checkFormat(value);
    const wrong = format.wrongIn(value);
    if (wrong) refuse(`写得不对：${wrong}`);
    const list = await lists.of(value);
    checkSense(value, list);
    return { record: value, list, warnings: warnings(value, list) };
  };

  const warnings = (record, list) => {
    if (!list) return [`本站没有“${record.edition_title}”这一版，只能看、打印和导出，不能接着填。`];
    const unknown = Object.keys(record.answers).filter((id) => !list.items.has(id) && !list.retired.includes(id));
    if (!unknown.length) return [];
    return [`有${unknown.length}项本站这一版没有（${unknown.slice(0, 5).join("、")}${unknown.length > 5 ? "……" : ""}），照样留着。`];
  };

  const isPicture = (name, bytes) => /\.(jpe?g)$/i.test(name) || (bytes[0] === 0xff && bytes[1] === 0xd8);
  const baseName = (name) => name.slice(name.lastIndexOf("/") + 1);

  /** Open a file: itself, or what a zip holds; [{name, bytes}]. */
  const opened = async (file) => {
    if (file.size > MOST) refuse(`有 ${Math.round(file.size / 2 ** 20)} MB，超过 50 MB。请少选几份，分几次导出`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (!zip.isZip(bytes)) {
      // An end without a beginning, too, is a zip, but an empty one.
      if (bytes[0] === 0x50 && bytes[1] === 0x4b) refuse("是空的压缩包");
      return [{ name: file.name, bytes }];
    }
    try {
      const inside = zip.read(bytes).map((entry) => ({ ...entry, name: `${file.name} › ${baseName(entry.name)}` }));
      if (!inside.length) refuse("是空的压缩包");
      return inside;
    } catch (error) {
      return refuse(error instanceof Refused ? error.message : `打不开：${error.message}`);
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
        refused.push({ from, words: error instanceof Refused ? error.message : "读不出来。请让对方重新导出" });
      }
    };
    for (const file of files) await guarded(file.name, async () => entries.push(...(await opened(file))));
    for (const { name, bytes } of entries) {
      if (isPicture(name, bytes)) pictures.set(paicha.sha256(bytes), { name, bytes, used: false });
      else await guarded(name, async () => found.push({ from: name, ...(await recordIn(bytes)) }));
    }
    for (const one of found) one.photos = matched(one.record, pictures);
    for (const { name, used } of pictures.values()) {
      if (!used) refused.push({ from: name, words: "这张照片的内容和记录里的校验值都对不上，没有收" });
    }
    return { found, refused };
  };

  paicha.reading = { read };
})();
