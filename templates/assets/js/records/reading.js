/** Read record files and pictures somebody sent: what they hold, and why what is none was refused. */
import { reading as phrase } from "#words";
import { day } from "../record/days.js";
import { photosIn } from "../record/found.js";
import { beyond } from "../record/judge.js";
import { called, itemOf, questions } from "../record/objects.js";
import { FORMAT } from "../record/rules.js";
import { isBroken } from "../record/seal.js";
import { sha256 } from "../record/sha256.js";
import { unread } from "../record/told.js";
import { cleaned, LARGEST, TooMuch } from "./clean.js";
import { photosOf } from "./counting.js";
import { decoded } from "./decoding.js";
import { wrongIn } from "./format.js";
import { wrongWith } from "./jpeg.js";
import { isKnown, listOf } from "./lists.js";
import { checkProof, isProof } from "./proving.js";
import { refuse, Refused } from "./refused.js";
import { shownName } from "./shown.js";
import { checkPhotos, checkStep, isStep } from "./steps.js";
import { isZip, read as entriesIn } from "./unzip.js";

/** @typedef {import("../record/types").Closed} Closed */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Photo} Photo */
/** @typedef {import("../record/types").Step} Step */
/** @typedef {import("./lists.js").Listed} Listed */
/** @typedef {import("./zip.js").Entry} Entry */
/** @typedef {Entry & { used: boolean }} Picture */
/** @typedef {{ found: { name: string, blob: Blob }[], lacking: string[] }} Matched the pictures of a record that came with it */
/** @typedef {{ record: InspectionRecord, list: Listed | null, warnings: string[] }} Checked */
/** @typedef {Checked & { from: string, photos: Matched }} Found */
/** @typedef {{ step: Step, warnings: string[], photos: Matched }} FoundStep */
/** @typedef {{ from: string, words: string }} Refusal */

const FORMER = "paicha-record/1";
const MOST = 50 * 2 ** 20; // bytes of a file

/**
 * Read JSON; say whether a text that is none was cut off or is something else.
 * @param {string} text
 */
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

/** @param {any} value JSON that is not checked yet */
const checkFormat = (value) => {
  if (!value || typeof value !== "object" || Array.isArray(value)) refuse(phrase.not_a_record);
  const format = String(value.format).slice(0, 40);
  if (format === FORMAT || format === FORMER) return format;
  if (/^paicha-record\/[1-9][0-9]{0,5}$/.test(format)) refuse(phrase.newer({ format }));
  if (format.startsWith("paicha-")) refuse(phrase.other_file({ format }));
  return refuse(phrase.no_format);
};

/**
 * Give what may be a record as one of today's format.
 * @param {any} value JSON that is not checked yet
 */
const ofToday = async (value) => {
  if (checkFormat(value) === FORMAT) return value;
  const { broughtOver } = await import("../record/former.js");
  try {
    return broughtOver(value);
  } catch {
    return refuse(phrase.former);
  }
};

/** @param {Closed} record */
const checkSeal = (record) => {
  const { hash, number } = record.closed;
  if (isBroken(record)) refuse(phrase.changed_after);
  if (number.slice(-8) !== hash.slice(0, 8).toUpperCase()) refuse(phrase.number_and_hash);
};

/**
 * What no schema says: the list must be one of ours, the seal and the pictures' names must be true.
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 * @param {string} site
 */
const checkSense = (record, list, site) => {
  if (record.site !== site) refuse(phrase.other_site({ theirs: record.site.slice(0, 60), ours: site }));
  if (!isKnown(record.checklist)) refuse(phrase.other_list({ title: record.title.slice(0, 40), id: record.checklist }));
  const foreign = list && Object.keys(record.answers).find((id) => !id.startsWith(`${list.prefix}-`));
  if (foreign) refuse(phrase.foreign_item({ id: foreign, list: list.title }));
  for (const [id, { findings }] of Object.entries(record.answers)) checkPhotos(id, findings.flatMap(({ photos }) => photos));
  if (record.closed) checkSeal(/** @type {Closed} */ (record));
};

/** @param {InspectionRecord} record */
const daysAhead = ({ date }) => (date > day() ? [phrase.ahead({ date })] : []);

/**
 * @param {InspectionRecord} record
 * @param {Listed | null} list
 */
const warningsOf = (record, list) => {
  if (!list) return [phrase.no_edition({ edition: record.edition_title })];
  const asked = questions(record, list.items);
  const wrong = [...asked.values()].filter((item) => {
    const answer = record.answers[item.id];
    return answer?.value === "pass" && beyond(item, answer.measures, record);
  });
  const said = wrong.length ? [phrase.beyond({ ids: wrong.map(({ id }) => called(record, id)).join("、") })] : [];
  for (const [id, item] of asked) {
    const lines = unread(item, record.answers[id]?.measures || {}, record);
    said.push(...lines.map((words) => phrase.unread({ id: called(record, id), words })));
  }
  const unknown = Object.keys(record.answers).filter((id) => !asked.has(id) && !list.retired.includes(itemOf(id)));
  if (!unknown.length) return said;
  return [...said, phrase.unknown_items({ count: unknown.length, ids: unknown.slice(0, 5).join("、"), more: unknown.length > 5 ? "……" : "" })];
};

/**
 * Clean JSON, and say what of it was: a closed record stays as it is sealed.
 * @param {any} value
 */
const cleanedOf = (value) => {
  try {
    const { value: clean, removed, odd } = cleaned(value);
    const codes = removed.slice(0, 5).join("、");
    const words = value?.closed ? phrase.unseen_sealed({ codes }) : phrase.unseen({ codes });
    return { value: value?.closed ? value : clean, said: removed.length ? [words] : [], odd };
  } catch (error) {
    if (error instanceof TooMuch) return refuse(error.message);
    throw error;
  }
};

/**
 * Read JSON from bytes, and say what had to be done to it.
 * @param {Uint8Array} bytes
 * @param {string} site
 */
const valueIn = (bytes, site) => {
  if (isZip(bytes)) refuse(phrase.zip_in_zip);
  if (bytes.length > LARGEST) refuse(phrase.vast({ size: Math.round(bytes.length / 2 ** 20), most: LARGEST / 2 ** 20 }));
  const { text, encoding } = decoded(bytes, site) || refuse(phrase.not_utf8);
  const { value, said, odd } = cleanedOf(parsed(text));
  return { value, said: [...(encoding ? [phrase.encoded({ encoding })] : []), ...said], odd };
};

/**
 * Give what was read as a record or throw Refused.
 * @param {ReturnType<typeof valueIn>} read
 * @param {string} site
 * @returns {Promise<Checked>}
 */
const recordIn = async ({ value: written, said, odd }, site) => {
  const value = await ofToday(written);
  const wrong = wrongIn(value);
  if (wrong) refuse(phrase.wrong({ wrong }));
  if (odd) refuse(phrase.odd_key);
  /** @type {InspectionRecord} */
  const record = value;
  const list = await listOf(record);
  checkSense(record, list, site);
  return { record, list, warnings: [...said, ...daysAhead(record), ...warningsOf(record, list)] };
};

/** @param {Entry} entry */
const isPicture = ({ name, bytes }) => /\.(jpe?g)$/i.test(name) || (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff);

/** @param {string} name */
const baseName = (name) => name.slice(name.lastIndexOf("/") + 1);

/**
 * @param {string} name
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
const unzipped = async (name, bytes) => {
  try {
    return (await entriesIn(bytes)).map((entry) => ({ ...entry, name: `${name} › ${shownName(baseName(entry.name))}` }));
  } catch (error) {
    return refuse(phrase.broken({ why: /** @type {Error} */ (error).message }));
  }
};

/**
 * Open a file: itself, or what a zip holds.
 * @param {File} file
 */
const opened = async (file) => {
  if (file.size > MOST) refuse(phrase.large({ size: Math.round(file.size / 2 ** 20) }));
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isZip(bytes)) {
    // An end without a beginning, too, is a zip, but an empty one.
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) refuse(phrase.empty_zip);
    return [{ name: shownName(file.name), bytes }];
  }
  const inside = await unzipped(shownName(file.name), bytes);
  if (!inside.length) refuse(phrase.empty_zip);
  return inside;
};

/**
 * Find pictures by their content: chats rename files.
 * @param {Photo[]} photos
 * @param {Map<string, Picture>} pictures
 * @returns {Matched}
 */
const matched = (photos, pictures) => {
  /** @type {Matched} */
  const one = { found: [], lacking: [] };
  for (const photo of photos) {
    const there = pictures.get(photo.sha256);
    if (there && there.bytes.length === photo.size) {
      there.used = true;
      one.found.push({ name: photo.name, blob: new Blob([there.bytes], { type: "image/jpeg" }) });
    } else one.lacking.push(photo.name);
  }
  return one;
};

/**
 * Do some work on a file; what it refuses goes to the refusals, in words.
 * @param {string} from
 * @param {Refusal[]} refused
 * @param {() => Promise<unknown>} work
 */
const guarded = async (from, refused, work) => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) console.warn(error);
    refused.push({ from, words: error instanceof Refused ? error.message : phrase.unreadable });
  }
};

/**
 * @param {Entry} entry
 * @returns {Picture}
 */
const pictureIn = ({ name, bytes }) => {
  const wrong = wrongWith(bytes);
  return wrong ? refuse(wrong) : { name, bytes, used: false };
};

/** Let the page breathe between two files: each takes a while. */
const breath = () => new Promise((done) => setTimeout(done));

/**
 * Read files. One that is neither record, step nor proof, or a picture that no record here names by its hash, is refused in words.
 * @param {File[]} files
 * @param {string} site
 */
export const read = async (files, site) => {
  /** @type {Refusal[]} */
  const refused = [];
  /** @type {Map<string, Picture>} */
  const pictures = new Map();
  /** @type {Entry[]} */
  const entries = [];
  /** @type {(Checked & { from: string })[]} */
  const records = [];
  /** @type {Omit<FoundStep, "photos">[]} */
  const steps = [];
  /** @type {import("./proving.js").FoundProof[]} */
  const proofs = [];
  const take = async (/** @type {Entry} */ { name, bytes }) => {
    const one = valueIn(bytes, site);
    if (isStep(one.value)) steps.push(checkStep(one, site));
    else if (isProof(one.value)) proofs.push(checkProof(one, site));
    else records.push({ from: name, ...(await recordIn(one, site)) });
  };
  for (const file of files) await guarded(shownName(file.name), refused, async () => entries.push(...(await opened(file))));
  for (const entry of entries) {
    await breath();
    if (isPicture(entry)) await guarded(entry.name, refused, async () => pictures.set(sha256(entry.bytes), pictureIn(entry)));
    else await guarded(entry.name, refused, () => take(entry));
  }
  const found = records.map((one) => ({ ...one, photos: matched(photosOf(one.record), pictures) }));
  const stepped = steps.map((one) => ({ ...one, photos: matched(photosIn(one.step), pictures) }));
  for (const { name, used } of pictures.values()) if (!used) refused.push({ from: name, words: phrase.photo_unknown });
  return { found, steps: stepped, proofs, refused };
};
