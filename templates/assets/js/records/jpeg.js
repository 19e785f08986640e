/** Whether bytes are a JPEG that a phone can show: how large it says it is stands in its frame header (ITU-T T.81, B.2.2). */
import { jpeg as phrase } from "#words";

const LARGEST = 5 * 2 ** 20; // bytes: ours have 1280 pixels a side, some 0.3 MB; a camera's own has four
const MOST = 50e6; // pixels: the largest of today's phones; each takes four bytes when it is shown

/** Whether a marker begins a frame: SOF0 to SOF15 but for tables (DHT, JPG, DAC). */
const isFrame = (/** @type {number} */ marker) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * How many pixels a JPEG says it has; 0 where it does not say.
 * @param {Uint8Array} bytes
 */
const pixelsOf = (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (isFrame(bytes[at + 1])) return view.getUint16(at + 5) * view.getUint16(at + 7);
  }
  return 0;
};

/**
 * Say why bytes are no picture to be taken, or "".
 * @param {Uint8Array} bytes
 */
export const wrongWith = (bytes) => {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return phrase.other;
  if (bytes.length > LARGEST) return phrase.large({ size: Math.round(bytes.length / 2 ** 20), most: LARGEST / 2 ** 20 });
  const pixels = pixelsOf(bytes);
  if (pixels > MOST) return phrase.vast;
  return pixels ? "" : phrase.other;
};
