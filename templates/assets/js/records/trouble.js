/** What is said where something did not work. */
import { handing_on as phrase } from "#words";
import { isFull } from "../record/database.js";
import { note } from "../record/store.js";
import { NotHanded } from "../site/handed.js";

/** @param {unknown} error */
export const troubleOf = (error) => {
  if (error instanceof NotHanded) return phrase.unloaded;
  note(error);
  return isFull(error) ? phrase.full : phrase.refused;
};
