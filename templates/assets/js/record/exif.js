/** The bytes of a picture in; when it was taken out, as its camera wrote it (Exif 2.32, 4.6.5): never where. */
import { moment, wholeDay } from "./days.js";

/** What is told by its number. */
const TAG = { exif: 0x8769, taken: 0x9003, offset: 0x9011 };
const [JPEG, MORE, EXIF, LITTLE] = [0xffd8, 0xff, 0x45786966, 0x4949];
const [APP1, PIXELS] = [0xffe1, 0xffda];

/**
 * Where the tags of a JPEG begin, or -1.
 * @param {DataView} bytes
 */
const tagsOf = (bytes) => {
  if (bytes.getUint16(0) !== JPEG) return -1;
  for (let at = 2; bytes.getUint8(at) === MORE && bytes.getUint16(at) !== PIXELS; at += 2 + bytes.getUint16(at + 2)) {
    if (bytes.getUint16(at) === APP1 && bytes.getUint32(at + 4) === EXIF) return at + 10;
  }
  return -1;
};

/**
 * Give what reads the tags that begin somewhere: a number or a text of a list of tags, or null.
 * @param {DataView} bytes
 * @param {number} start
 */
const reader = (bytes, start) => {
  const little = bytes.getUint16(start) === LITTLE;
  const short = (/** @type {number} */ at) => bytes.getUint16(start + at, little);
  const long = (/** @type {number} */ at) => bytes.getUint32(start + at, little);
  const find = (/** @type {number} */ list, /** @type {number} */ tag) => {
    for (let at = list + 2, left = short(list); left; at += 12, left -= 1) if (short(at) === tag) return at;
    return null;
  };
  return {
    first: () => long(4),
    number: (/** @type {number} */ list, /** @type {number} */ tag) => {
      const at = find(list, tag);
      return at === null ? null : long(at + 8);
    },
    text: (/** @type {number} */ list, /** @type {number} */ tag) => {
      const at = find(list, tag);
      if (at === null) return "";
      const codes = Array.from({ length: long(at + 4) }, (_, n) => bytes.getUint8(start + long(at + 8) + n));
      return String.fromCharCode(...codes).replace(/\0.*/s, "");
    },
  };
};

/**
 * A moment as a record writes it; one without an offset is of the zone where it is read.
 * @param {string} taken 2030:05:25 14:00:00
 * @param {string} offset +08:00
 */
const written = (taken, offset) => {
  const [, date, time] = /^(\d{4}:\d\d:\d\d) ((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/.exec(taken) || [];
  const day = date && wholeDay(date.replaceAll(":", "-"));
  if (!day) return null;
  return /^[-+](?:[01]\d|2[0-3]):[0-5]\d$/.test(offset) ? `${day}T${time}${offset}` : moment(new Date(`${day}T${time}`));
};

/**
 * Say when a picture was taken; null where it does not say, or what it says can't be read.
 * @param {ArrayBuffer} picture its beginning will do
 */
export const takenIn = (picture) => {
  const bytes = new DataView(picture);
  try {
    const start = tagsOf(bytes);
    if (start < 0) return null;
    const tags = reader(bytes, start);
    const list = tags.number(tags.first(), TAG.exif);
    return list === null ? null : written(tags.text(list, TAG.taken), tags.text(list, TAG.offset));
  } catch (error) {
    if (error instanceof RangeError) return null; // it ends before it says so
    throw error;
  }
};
