/** A picture as it comes in; made smaller, with what a finding says of it, out. */
import { moment } from "./days.js";
import { takenIn } from "./exif.js";
import { sha256 } from "./sha256.js";

/** @typedef {import("./types").Photo} Photo */

const HEAD = 131_072; // bytes at whose beginning a picture says when it was taken
const EDGE = 1280; // pixels of a picture's longer side

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
const written = (canvas) =>
  new Promise((done, failed) => {
    const take = (/** @type {Blob | null} */ blob) => (blob ? done(blob) : failed(new Error("no JPEG")));
    canvas.toBlob(take, "image/jpeg", 0.8);
  });

/**
 * Draw a picture anew, which leaves its place and its camera behind.
 * @param {Blob} file
 */
const scaled = async (file) => {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode().finally(() => URL.revokeObjectURL(image.src));
  const scale = Math.min(1, EDGE / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return { blob: await written(canvas), width: canvas.width, height: canvas.height };
};

/**
 * When a picture was taken: as its camera says, else when its file was written.
 * @param {Blob} file
 */
const takenOf = async (file) => {
  const said = takenIn(await file.slice(0, HEAD).arrayBuffer());
  if (said || !(file instanceof File) || !file.lastModified) return said;
  return moment(new Date(file.lastModified));
};

/**
 * Make a picture of an item smaller.
 * @param {string} item
 * @param {Blob} file
 */
export const smaller = async (item, file) => {
  const { blob, width, height } = await scaled(file);
  const hash = sha256(new Uint8Array(await blob.arrayBuffer()));
  /** @type {Photo} */
  const photo = { name: `${item}-${hash.slice(0, 12)}.jpg`, size: blob.size, sha256: hash, width, height, taken: await takenOf(file) };
  return { photo, blob };
};
