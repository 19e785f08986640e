/** Zip files whose entries are stored as they are: written for export, read for import (APPNOTE 4.3). */
import { zip as phrase } from "#words";

/** @typedef {{ name: string, bytes: Uint8Array<ArrayBuffer> }} Entry */
/** @typedef {{ name: string, at: number, size: number, crc: number, next: number }} Listing what the directory says of an entry */

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const UTF8 = 0x0800; // the names are UTF-8
const DAY = 0x0021; // 1980-01-01: the same records give the same bytes
const END_SIZE = 22;
const LONGEST = 0xffff; // bytes of a comment behind the end

const TABLE = new Uint32Array(256).map((_, n) => {
  let word = n;
  for (let bit = 0; bit < 8; bit += 1) word = word & 1 ? 0xedb88320 ^ (word >>> 1) : word >>> 1;
  return word;
});

/** @param {Uint8Array} bytes */
const crc32 = (bytes) => {
  let word = 0xffffffff;
  for (const byte of bytes) word = TABLE[(word ^ byte) & 0xff] ^ (word >>> 8);
  return (word ^ 0xffffffff) >>> 0;
};

/**
 * Write numbers, each with how many bytes it takes, low byte first.
 * @param {...[number, number]} fields
 */
const packed = (...fields) => {
  const bytes = [];
  for (const [value, width] of fields) for (let n = 0; n < width; n += 1) bytes.push((value / 2 ** (8 * n)) & 0xff);
  return Uint8Array.from(bytes);
};

/**
 * What a local header and the directory both say of an entry.
 * @param {Uint8Array} name
 * @param {Uint8Array} bytes
 * @returns {[number, number][]}
 */
const particulars = (name, bytes) => [
  [20, 2],
  [UTF8, 2],
  [0, 2],
  [0, 2],
  [DAY, 2],
  [crc32(bytes), 4],
  [bytes.length, 4],
  [bytes.length, 4],
  [name.length, 2],
  [0, 2],
];

/**
 * Give a zip file of entries, as parts of a Blob.
 * @param {Entry[]} entries
 */
export const write = (entries) => {
  const files = [];
  const directory = [];
  let at = 0;
  for (const { name, bytes } of entries) {
    const named = new TextEncoder().encode(name);
    const said = particulars(named, bytes);
    const local = packed([LOCAL, 4], ...said);
    files.push(local, named, bytes);
    directory.push(packed([CENTRAL, 4], [20, 2], ...said, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), named);
    at += local.length + named.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = packed([END, 4], [0, 4], [entries.length, 2], [entries.length, 2], [size, 4], [at, 4], [0, 2]);
  return [...files, ...directory, end];
};

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
 * Read an entry of the directory at a place.
 * @param {DataView} view
 * @param {Uint8Array} bytes
 * @param {number} at
 * @returns {Listing}
 */
const listed = (view, bytes, at) => {
  if (view.getUint32(at, true) !== CENTRAL) throw new Error(phrase.broken_list);
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const length = view.getUint16(at + 28, true);
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
  if (flags & 1) throw new Error(phrase.locked);
  if (method !== 0) throw new Error(phrase.other_program);
  return {
    name,
    crc: view.getUint32(at + 16, true),
    size: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
    next: at + 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true),
  };
};

/**
 * @param {DataView} view
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Listing} listing
 * @returns {Entry}
 */
const held = (view, bytes, { name, at, size, crc }) => {
  if (view.getUint32(at, true) !== LOCAL) throw new Error(phrase.mismatch);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const content = bytes.subarray(start, start + size);
  if (content.length !== size || crc32(content) !== crc) throw new Error(phrase.broken({ name }));
  return { name, bytes: content };
};

/**
 * @param {DataView} view
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} end
 */
const entriesOf = (view, bytes, end) => {
  const entries = [];
  let [at, total] = [view.getUint32(end + 16, true), 0];
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const entry = listed(view, bytes, at);
    total += entry.size;
    // Entries that overlap could hold more than the file does.
    if (total > bytes.length) throw new Error(phrase.size);
    if (!entry.name.endsWith("/")) entries.push(held(view, bytes, entry));
    at = entry.next;
  }
  return entries;
};

/**
 * Give the entries of a zip file; throws an Error whose message is for people.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export const read = (bytes) => {
  const view = viewOf(bytes);
  const end = endOf(view);
  try {
    return entriesOf(view, bytes, end);
  } catch (error) {
    if (error instanceof RangeError) throw new Error(phrase.broken_list);
    throw error;
  }
};
