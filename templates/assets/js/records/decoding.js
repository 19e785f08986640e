/** The text of a file, whatever program of the last thirty years wrote it. */

/** @typedef {{ text: string, encoding: "" | "GBK" | "UTF-16" }} Decoded "" for UTF-8 */

/**
 * @param {string} encoding
 * @param {Uint8Array} bytes
 */
const strictly = (encoding, bytes) => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * Which order the bytes of UTF-16 are in: by the mark at the beginning, or by the zero beside the first sign of JSON.
 * @param {Uint8Array} bytes
 */
const utf16 = ([first, second]) => {
  const mark = first * 256 + second;
  if (mark === 0xfffe || (first && second === 0)) return "utf-16le";
  return mark === 0xfeff || (first === 0 && second) ? "utf-16be" : "";
};

/**
 * Read bytes as text; null where they are none. GBK is believed only where the text holds what must stand in it: almost
 * any bytes are GBK of something.
 * @param {Uint8Array} bytes
 * @param {string} holds
 * @returns {Decoded | null}
 */
export const decoded = (bytes, holds) => {
  const wide = utf16(bytes);
  const text = strictly(wide || "utf-8", bytes);
  if (text !== null) return { text: text.trim(), encoding: wide ? "UTF-16" : "" };
  const other = wide ? null : strictly("gb18030", bytes);
  return other !== null && other.includes(holds) ? { text: other.trim(), encoding: "GBK" } : null;
};
