/** A picture made smaller; drawing it anew leaves its place and its camera behind. */

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

/** @param {Blob} file */
export const scaled = async (file) => {
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
