/** SHA-256 for pages on plain http, where the browser keeps its own from us (FIPS 180-4). */

/**
 * The first 32 bits of the fractional part of a root of each of the first primes.
 * @param {number} count
 * @param {number} root
 */
const roots = (count, root) => {
  const found = [];
  for (let n = 2; found.length < count; n += 1) {
    let prime = true;
    for (let k = 2; k * k <= n; k += 1) if (n % k === 0) prime = false;
    if (prime) found.push(((n ** (1 / root) % 1) * 2 ** 32) | 0);
  }
  return found;
};
const START = roots(8, 2);
const ROUND = roots(64, 3);

/**
 * @param {number} word
 * @param {number} by
 */
const turn = (word, by) => (word >>> by) | (word << (32 - by));

/**
 * @param {number[]} state
 * @param {Int32Array} words the first 16 of them are the block's
 */
const block = (state, words) => {
  for (let n = 16; n < 64; n += 1) {
    const [before, near] = [words[n - 15], words[n - 2]];
    const one = turn(before, 7) ^ turn(before, 18) ^ (before >>> 3);
    const other = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
    words[n] = (words[n - 16] + one + words[n - 7] + other) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let n = 0; n < 64; n += 1) {
    const mixed = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + mixed + ((e & f) ^ (~e & g)) + ROUND[n] + words[n]) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => (word + state[n]) | 0);
};

/**
 * Give the hash of bytes in hexadecimal.
 * @param {Uint8Array} bytes
 */
export const sha256 = (bytes) => {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(length - 4, (bytes.length << 3) >>> 0);
  let state = START;
  const words = new Int32Array(64);
  for (let at = 0; at < length; at += 64) {
    for (let n = 0; n < 16; n += 1) words[n] = view.getInt32(at + n * 4);
    state = block(state, words);
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
};
