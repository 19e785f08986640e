/** What another program packed smaller (RFC 1951), unpacked by the browser; never more than was said before. */
import { zip as phrase } from "#words";

const stream = () => {
  try {
    return new DecompressionStream("deflate-raw");
  } catch {
    throw new Error(phrase.no_inflating);
  }
};

/**
 * Unpack bytes that are to become `size`. More or fewer is refused as soon as it is seen; throws an Error whose message is
 * for people, or the browser's own where the bytes are broken.
 * @param {Uint8Array<ArrayBuffer>} packed
 * @param {number} size
 */
export const inflated = async (packed, size) => {
  const reader = new Blob([packed]).stream().pipeThrough(stream()).getReader();
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (at + part.value.length > size) {
      await reader.cancel();
      throw new Error(phrase.size);
    }
    bytes.set(part.value, at);
    at += part.value.length;
  }
  if (at < size) throw new Error(phrase.size);
  return bytes;
};
