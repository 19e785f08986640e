/** A record of the format before this one, paicha-record/1, in; the same as one of today's out: on every device the same. */
import { FORMAT, PEOPLE } from "./rules.js";
import { contentOf, hashOf, seal } from "./seal.js";

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Finding} Finding */
/** @typedef {import("./types").InspectionRecord} InspectionRecord */

const OTHER = "0".repeat(64); // what left the device is not known, but that it was not this

/**
 * @param {any} found
 * @param {string} id
 * @returns {Finding}
 */
const finding = (found, id) => ({
  ...found,
  id,
  source: null,
  supervised: false,
  photos: found.photos.map((/** @type {object} */ photo) => ({ ...photo, taken: null })),
});

/**
 * @param {any} given
 * @param {string} id what its finding is found again by
 * @returns {Answer}
 */
const answer = ({ result, finding: found, ...rest }, id) => ({
  ...rest,
  kind: "result",
  value: result,
  by: "",
  pending: null,
  findings: found ? [finding(found, id)] : [],
});

/** @param {string[]} names */
const people = (names) => names.map((name) => ({ name, certificate: "" }));

/** @param {string} moment */
const time = (moment) => new Date(moment).getTime();

/**
 * Whether all that a record said had left the device, as its times had it.
 * @param {any} former
 */
const hadLeft = ({ exported, changed, closed }) => time(exported) >= Math.max(time(changed), closed ? time(closed.at) : 0);

/**
 * Give a closed record the hash of its content as it is now, if it was still what was closed: number and hash stay as printed.
 * @param {any} former
 * @param {InspectionRecord} record
 */
const sealed = (former, record) => (former.closed && seal(former) === former.closed.hash ? { ...former.closed, seal: seal(record) } : former.closed);

/**
 * Give a record of the former format, which need not be one yet, as one of today's.
 * @param {any} former
 * @returns {InspectionRecord}
 */
export const broughtOver = (former) => {
  const { unit, project, address, weather, ...rest } = former;
  const named = Object.entries({ unit, project, address, weather }).filter(([, text]) => text !== "");
  const answered = Object.entries(former.answers).map(([id, given]) => [id, answer(given, hashOf({ record: former.id, item: id }).slice(0, 8))]);
  const record = {
    ...rest,
    format: FORMAT,
    office: "",
    particulars: Object.fromEntries(named),
    ...Object.fromEntries(PEOPLE.map((name) => [name, people(former[name])])),
    objects: {},
    answers: Object.fromEntries(answered),
    signatures: [],
  };
  record.closed = sealed(former, record);
  record.exported = former.exported && { at: former.exported, content: hadLeft(former) ? contentOf(record) : OTHER };
  return record;
};
