/** Whether what somebody sent is a step of a finding, and one that nobody changed. */
import { follow, reading as phrase } from "#words";
import { isChanged, STEP } from "../record/followed.js";
import { photosIn } from "../record/found.js";
import { wrongInStep } from "./format.js";
import { refuse } from "./refused.js";

/** @typedef {import("../record/types").Photo} Photo */
/** @typedef {import("../record/types").Step} Step */

/** Whether a value says that it is one. @param {any} value JSON that is not checked yet */
export const isStep = (value) => value?.format === STEP;

/**
 * A picture is named by its content.
 * @param {string} id of the question
 * @param {Photo[]} photos
 */
export const checkPhotos = (id, photos) => {
  const liar = photos.find(({ name, sha256: hash }) => name.slice(-16, -4) !== hash.slice(0, 12));
  if (liar) refuse(phrase.photo_name({ id, name: liar.name }));
};

/**
 * Only a recheck has a result, and one that is not right a day that is not before it.
 * @param {Step} step
 */
const contradicts = ({ kind, result, due, date }) => (kind === "recheck") !== (result !== null) || (result === "not-right" ? due < date : due !== "");

/**
 * Give a step, and what is to be known of it before it is taken; or throw Refused.
 * @param {{ value: any, said: string[], odd: boolean }} read JSON that is not checked yet
 * @param {string} site
 */
export const checkStep = ({ value, said, odd }, site) => {
  const wrong = wrongInStep(value);
  if (wrong) refuse(phrase.wrong({ wrong }));
  if (odd) refuse(phrase.odd_key);
  /** @type {Step} */
  const step = value;
  if (step.site !== site) refuse(phrase.other_site({ theirs: step.site.slice(0, 60), ours: site }));
  if (isChanged(step)) refuse(follow.changed);
  if (contradicts(step)) refuse(follow.contradicts);
  checkPhotos(step.of.question, photosIn(step));
  return { step, warnings: said };
};
