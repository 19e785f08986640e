/** Zip files whose entries are stored as they are, written for export (APPNOTE 4.3). */

/** @typedef {{ name: string, bytes: Uint8Array<ArrayBuffer> }} Entry */

export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;
export const UTF8 = 0x0800; // the names are UTF-8
const DAY = 0x0021; // 1980-01-01: the same records give the same bytes

const TABLE = new Uint32Array(256).map((_, n) => {
  let word = n;
  for (let bit = 0; bit < 8; bit += 1) word = word & 1 ? 0xedb88320 ^ (word >>> 1) : word >>> 1;
  return word;
});

/** @param {Uint8Array} bytes */
export const crc32 = (bytes) => {
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
