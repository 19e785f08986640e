/** What leaves this device: record files, zips with pictures, what a share sheet takes. */
import { exports as phrase, follow as following, proving, step as kinds } from "#words";
import { day } from "../record/days.js";
import { photosIn } from "../record/found.js";
import { itemOf } from "../record/objects.js";
import { photosOf } from "./counting.js";
import { dataFile, fileName, json, plain, textFile } from "./files.js";
import { write } from "./zip.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Step} Step */
/** @typedef {Pick<import("../record/store.js").Store, "photo">} Pictures */
/** @typedef {import("./zip.js").Entry} Entry */
/** @typedef {{ files: File[], missing: number }} Exported `missing` counts pictures that are not on this device */

/**
 * Give the pictures there are of some records and steps, once each, and how many are not here.
 * @param {InspectionRecord[]} records
 * @param {Step[]} steps
 * @param {Pictures} keeper
 */
const pictures = async (records, steps, keeper) => {
  const names = [...new Set([...records.flatMap(photosOf), ...steps.flatMap(photosIn)].map(({ name }) => name))].sort();
  /** @type {Entry[]} */
  const found = [];
  for (const name of names) {
    const blob = await keeper.photo(name);
    if (blob) found.push({ name, bytes: new Uint8Array(await blob.arrayBuffer()) });
  }
  return { found, missing: names.length - found.length };
};

const MOST = 45 * 2 ** 20; // bytes of a zip: an import takes 50 MB

/**
 * Part entries so that no zip is too large to be read again; an import takes all parts at once.
 * @param {Entry[]} entries
 * @param {number} most
 */
const parted = (entries, most) => {
  /** @type {Entry[][]} */
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

/**
 * @param {File[]} texts
 * @param {Entry[]} found
 * @param {string} name
 * @param {number} most
 */
const zips = async (texts, found, name, most) => {
  const files = await Promise.all(texts.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
  const parts = parted([...files, ...found.map((photo) => ({ ...photo, name: phrase.photo({ name: photo.name }) }))], most);
  const which = (/** @type {number} */ n) => (parts.length > 1 ? phrase.part({ number: n + 1, count: parts.length }) : "");
  return parts.map((entries, n) => new File(write(entries), `${name}${which(n)}.zip`, { type: "application/zip" }));
};

/**
 * A step of a finding, called by whose it is, of which item, when and what.
 * @param {Step} step
 */
const stepFile = (step) => {
  const { id, date, kind, of, found } = step;
  const unit = plain(found.unit || found.project) || phrase.unnamed;
  const question = itemOf(of.question);
  return textFile(json(step), following.step_file({ unit, question, date, kind: kinds[kind], id: id.slice(0, 6) }), "application/json");
};

/**
 * Give one record's files: JSON, or with pictures and steps a zip, in parts where it is large.
 * @param {InspectionRecord} record
 * @param {Step[]} steps of its findings
 * @param {Pictures} keeper
 * @returns {Promise<Exported>}
 */
export const filesOf = async (record, steps, keeper) => {
  const { found, missing } = await pictures([record], steps, keeper);
  if (!found.length && !steps.length) return { files: [dataFile(record)], missing };
  const texts = [dataFile(record), ...steps.map(stepFile)];
  return { files: await zips(texts, found, fileName(record, "zip").slice(0, -4), MOST), missing };
};

/**
 * Give the files of several records and steps together; `isAll` says that they are all there are.
 * @param {InspectionRecord[]} records
 * @param {Step[]} steps
 * @param {Pictures} keeper
 * @param {boolean} isAll
 * @param {{ more?: File[], most?: number }} [options] what else goes with them; the most bytes of a zip
 * @returns {Promise<Exported>}
 */
export const filesOfAll = async (records, steps, keeper, isAll, { more = [], most = MOST } = {}) => {
  const { found, missing } = await pictures(records, steps, keeper);
  const whole = isAll ? phrase.all_file : phrase.some_file;
  const beside = more.length ? proving.files({ count: more.length, day: day() }) : following.file({ count: steps.length, day: day() });
  const name = records.length ? whole({ count: records.length, day: day() }) : beside;
  return { files: await zips([...records.map(dataFile), ...steps.map(stepFile), ...more], found, name, most), missing };
};

/** @param {File[]} files */
const canShare = (files) => Boolean(navigator.canShare && navigator.canShare({ files }));

/** The same text under a name that share sheets take. @param {File} file */
const asText = (file) => new File([file], file.name.replace(/json$/, "txt"), { type: "text/plain" });

/**
 * Share sheets take texts and pictures, but neither .json nor .zip.
 * @param {InspectionRecord} record
 * @param {Step[]} steps of its findings
 * @param {Pictures} keeper
 */
const shared = async (record, steps, keeper) => {
  const { found } = await pictures([record], steps, keeper);
  const texts = [dataFile(record), ...steps.map(stepFile)].map(asText);
  return { texts, pictures: found.map(({ name, bytes }) => new File([bytes], name, { type: "image/jpeg" })) };
};

/**
 * Whether a share sheet takes a record with the steps of its findings and all pictures.
 * @param {InspectionRecord} record
 * @param {Step[]} steps
 * @param {Pictures} keeper
 */
export const canShareAll = async (record, steps, keeper) => {
  const all = await shared(record, steps, keeper);
  return canShare([...all.texts, ...all.pictures]);
};

/**
 * Share a record, the steps of its findings and the pictures: "all", "text" without the pictures, "" where somebody said no.
 * @param {InspectionRecord} record
 * @param {Step[]} steps
 * @param {Pictures} keeper
 */
export const share = async (record, steps, keeper) => {
  const all = await shared(record, steps, keeper);
  const files = [...all.texts, ...all.pictures];
  const whole = canShare(files);
  try {
    await navigator.share({ files: whole ? files : all.texts });
    return whole ? "all" : "text";
  } catch {
    return "";
  }
};
