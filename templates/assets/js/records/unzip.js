/** Zip files read for import, whoever packed them: stored or deflated, names in UTF-8 or GBK (APPNOTE 4.3). */
import { zip as phrase } from "#words";
import { inflated } from "./inflate.js";
import { CENTRAL, crc32, END, LOCAL, UTF8 } from "./zip.js";

/** @typedef {import("./zip.js").Entry} Entry */
/** @typedef {{ name: string, at: number, size: number, packed: number, deflated: boolean, crc: number, next: number }} Listing what the directory says of an entry */

const END_SIZE = 22;
const LONGEST = 0xffff; // bytes of a comment behind the end
const LOCKED = 0x41; // flags: encrypted, and how
const WHOLE = 0xffffffff; // "too large to stand here": zip64
const MOST = 100 * 2 ** 20; // bytes of all that is in it: twice what a file may have, for text packs to a tenth, pictures not at all
const ENTRIES = 2_000; // an export of 300 records with six pictures each

/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @param {Uint8Array} bytes */
export const isZip = (bytes) => bytes.length > 3 && viewOf(bytes).getUint32(0, true) === LOCAL;

/** @param {DataView} view */
const endOf = (view) => {
  for (let at = view.byteLength - END_SIZE; at >= Math.max(0, view.byteLength - END_SIZE - LONGEST); at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new Error(phrase.cut_off);
};

/**
 * A name as it was meant: Windows packs names in GBK and does not say so.
 * @param {Uint8Array} bytes
 * @param {number} flags
 */
const nameOf = (bytes, flags) => {
  try {
    return new TextDecoder("utf-8", { fatal: !(flags & UTF8) }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
};

/**
 * @param {number} flags
 * @param {number} method
 */
const checkMethod = (flags, method) => {
  if (flags & LOCKED) throw new Error(phrase.locked);
  if (method !== 0 && method !== 8) throw new Error(phrase.other_program);
};

/**
 * Read an entry of the directory at a place.
 * @param {DataView} view
 * @param {Uint8Array} bytes
 * @param {number} at
 * @returns {Listing}
 */
const listed = (view, bytes, at) => {
  if (view.getUint32(at, true) !== CENTRAL) throw new Error(phrase.broken_list);
  const short = (/** @type {number} */ on) => view.getUint16(at + on, true);
  const long = (/** @type {number} */ on) => view.getUint32(at + on, true);
  const [flags, method, length] = [short(8), short(10), short(28)];
  checkMethod(flags, method);
  if ([long(20), long(24), long(42)].includes(WHOLE)) throw new Error(phrase.zip64);
  if (method === 0 && long(20) !== long(24)) throw new Error(phrase.size);
  return {
    name: nameOf(bytes.subarray(at + 46, at + 46 + length), flags),
    crc: long(16),
    packed: long(20),
    size: long(24),
    at: long(42),
    deflated: method === 8,
    next: at + 46 + length + short(30) + short(32),
  };
};

/**
 * @param {DataView} view
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Listing} listing
 */
const packedOf = (view, bytes, { at, packed, name }) => {
  if (view.getUint32(at, true) !== LOCAL) throw new Error(phrase.mismatch);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const content = bytes.subarray(start, start + packed);
  if (content.length !== packed) throw new Error(phrase.broken({ name }));
  return content;
};

/**
 * @param {DataView} view
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Listing} listing
 * @returns {Promise<Entry>}
 */
const held = async (view, bytes, listing) => {
  const { name, size, deflated, crc } = listing;
  const content = packedOf(view, bytes, listing);
  let whole = content;
  try {
    if (deflated) whole = await inflated(content, size);
  } catch (error) {
    throw error instanceof TypeError ? new Error(phrase.broken({ name })) : error; // the browser's own: no such bytes
  }
  if (crc32(whole) !== crc) throw new Error(phrase.broken({ name }));
  return { name, bytes: whole };
};

/**
 * Where the directory begins, and of how many entries.
 * @param {DataView} view
 * @param {number} end
 */
const beginning = (view, end) => {
  const [disk, count, start] = [view.getUint16(end + 4, true), view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (count === 0xffff || start === WHOLE) throw new Error(phrase.zip64);
  if (disk !== 0) throw new Error(phrase.parts);
  if (count > ENTRIES) throw new Error(phrase.many({ count, most: ENTRIES }));
  return { count, start };
};

/**
 * Read the directory. Entries that overlap, or unpack to more than a phone holds, are refused before one is touched.
 * @param {DataView} view
 * @param {Uint8Array} bytes
 * @param {number} end
 */
const directory = (view, bytes, end) => {
  const { count, start } = beginning(view, end);
  const listings = [];
  let [at, packed, size] = [start, 0, 0];
  while (listings.length < count) {
    const entry = listed(view, bytes, at);
    packed += entry.packed;
    size += entry.size;
    if (packed > bytes.length) throw new Error(phrase.size);
    if (size > MOST) throw new Error(phrase.bomb({ most: MOST / 2 ** 20 }));
    listings.push(entry);
    at = entry.next;
  }
  return listings.filter(({ name }) => !name.endsWith("/"));
};

/**
 * Give the entries of a zip file; throws an Error whose message is for people.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export const read = async (bytes) => {
  const view = viewOf(bytes);
  const end = endOf(view);
  try {
    const entries = [];
    for (const listing of directory(view, bytes, end)) entries.push(await held(view, bytes, listing));
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw new Error(phrase.broken_list);
    throw error;
  }
};
