/** Pictures that a record or a step names, from where this device keeps them. */
import { follow as phrase } from "#words";
import { readable } from "../record/days.js";
import { make } from "../site/elements.js";

/** @typedef {import("../record/types").Photo} Photo */
/** @typedef {Pick<import("../record/store.js").Store, "photo">} Pictures */

/**
 * Show a picture with when it was taken, or say where it is not.
 * @param {Photo} photo
 * @param {Pictures} keeper
 */
export const figureOf = async ({ name, taken }, keeper) => {
  const figure = make("figure");
  const blob = await keeper.photo(name);
  if (!blob) return figure.append(make("small", phrase.photo_elsewhere({ name }))), figure;
  const image = Object.assign(new Image(), { src: URL.createObjectURL(blob), alt: phrase.photo({ name }) });
  image.dataset.photo = name;
  await image.decode().catch(() => {});
  figure.append(image, make("figcaption", taken ? readable(taken) : ""));
  return figure;
};

/**
 * @param {Photo[]} photos
 * @param {Pictures} keeper
 */
export const figuresOf = (photos, keeper) => Promise.all(photos.map((photo) => figureOf(photo, keeper)));
