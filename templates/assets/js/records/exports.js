/** What leaves this device: record files, zips with pictures, what a share sheet takes. */
import { exports as phrase } from "#words";
import { day } from "../record/days.js";
import { photosOf } from "./counting.js";
import { dataFile, fileName, json, textFile } from "./files.js";
import { write } from "./zip.js";

/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {Pick<import("../record/store.js").Store, "photo">} Pictures */
/** @typedef {import("./zip.js").Entry} Entry */
/** @typedef {{ files: File[], missing: number }} Exported `missing` counts pictures that are not on this device */

/**
 * Give the pictures there are of some records, once each, and how many are not here.
 * @param {InspectionRecord[]} records
 * @param {Pictures} keeper
 */
const pictures = async (records, keeper) => {
  const names = [...new Set(records.flatMap(photosOf).map(({ name }) => name))].sort();
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
 * @param {InspectionRecord[]} records
 * @param {Entry[]} found
 * @param {string} name
 * @param {number} most
 */
const zips = (records, found, name, most) => {
  const files = records.map((record) => ({ name: fileName(record, "json"), bytes: new TextEncoder().encode(json(record)) }));
  const parts = parted([...files, ...found.map((photo) => ({ ...photo, name: phrase.photo({ name: photo.name }) }))], most);
  const which = (/** @type {number} */ n) => (parts.length > 1 ? phrase.part({ number: n + 1, count: parts.length }) : "");
  return parts.map((entries, n) => new File(write(entries), `${name}${which(n)}.zip`, { type: "application/zip" }));
};

/**
 * Give one record's files: JSON, or with pictures a zip, in parts where it is large.
 * @param {InspectionRecord} record
 * @param {Pictures} keeper
 * @returns {Promise<Exported>}
 */
export const filesOf = async (record, keeper) => {
  const { found, missing } = await pictures([record], keeper);
  if (!found.length) return { files: [dataFile(record)], missing };
  return { files: zips([record], found, fileName(record, "zip").slice(0, -4), MOST), missing };
};

/**
 * Give the files of several records together; `isAll` says that they are all there are.
 * @param {InspectionRecord[]} records
 * @param {Pictures} keeper
 * @param {boolean} isAll
 * @param {number} [most]
 * @returns {Promise<Exported>}
 */
export const filesOfAll = async (records, keeper, isAll, most = MOST) => {
  const { found, missing } = await pictures(records, keeper);
  const name = isAll ? phrase.all_file : phrase.some_file;
  return { files: zips(records, found, name({ count: records.length, day: day() }), most), missing };
};

/** @param {File[]} files */
const canShare = (files) => Boolean(navigator.canShare && navigator.canShare({ files }));

/**
 * Share sheets take texts and pictures, but neither .json nor .zip.
 * @param {InspectionRecord} record
 * @param {Pictures} keeper
 */
const shared = async (record, keeper) => {
  const { found } = await pictures([record], keeper);
  const text = textFile(json(record), fileName(record, "txt"), "text/plain");
  return [text, ...found.map(({ name, bytes }) => new File([bytes], name, { type: "image/jpeg" }))];
};

/**
 * Whether a share sheet takes a record with all its pictures.
 * @param {InspectionRecord} record
 * @param {Pictures} keeper
 */
export const canShareAll = async (record, keeper) => canShare(await shared(record, keeper));

/**
 * Share a record and its pictures: "all", "text" without the pictures, "" where somebody said no.
 * @param {InspectionRecord} record
 * @param {Pictures} keeper
 */
export const share = async (record, keeper) => {
  const files = await shared(record, keeper);
  const whole = canShare(files);
  try {
    await navigator.share({ files: whole ? files : files.slice(0, 1) });
    return whole ? "all" : "text";
  } catch {
    return "";
  }
};
