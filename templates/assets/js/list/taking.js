/** Pictures that somebody chose for a finding: kept as they came at once, then given to the album. It comes with the first finding. */
import { note, raw as rawName } from "../record/store.js";
import { KEPT, tell } from "./events.js";
import { unfetched } from "./trouble.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./pictures.js").Pictures} Pictures */
/** @typedef {import("./rows.js").Row} Row */

/**
 * A name under which a picture is kept as it came.
 * @param {string | null} key
 * @param {Row} item
 * @param {string} finding
 */
const nameOf = (key, { id }, finding) => `${rawName(key || "")}${id}:${crypto.getRandomValues(new Uint32Array(1))[0]}:${finding}`;

/**
 * Keep them before the album is asked for: without it they lie there for the next visit.
 * @param {Draft} draft
 * @param {Pictures} pictures
 * @param {import("./album.js").Taken[]} all
 */
const give = async ({ store }, pictures, all) => {
  const kept = Promise.all(all.map(({ raw, file }) => store.putPhoto(raw, /** @type {Blob} */ (file)).catch(note))); // made smaller they may fit
  const album = await pictures.open().catch(unfetched);
  pictures.waiting -= all.length; // the album counts them from now on
  await album?.add(all, kept);
  await kept;
};

/**
 * Take files for an item's finding.
 * @param {Draft} draft
 * @param {Pictures} pictures
 * @param {Row} item
 * @param {File[]} files
 * @param {string} [finding]
 */
export const takeFiles = (draft, pictures, item, files, finding = "") => {
  const all = files.map((file) => ({ raw: nameOf(draft.hand.key, item, finding), item, finding, file }));
  pictures.waiting += all.length;
  tell(KEPT);
  draft.during(give(draft, pictures, all));
};
