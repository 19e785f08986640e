/** Signatures by finger: strokes of whole numbers in a box, and the hash of what was signed. */
import { moment } from "./days.js";
import { hashOf } from "./seal.js";

/** @typedef {import("./types").InspectionRecord} InspectionRecord */
/** @typedef {import("./types").Signature} Signature */
/** @typedef {Pick<Signature, "as" | "name">} Signer */

export const WIDTH = 1000;
export const HEIGHT = 320;
const NEAR = 4; // of the box: a point this near the last says nothing more

const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.min(most, Math.max(0, Math.round(value)));

/**
 * Add a point to a stroke: whole, within the box, and not on the last one.
 * @param {number[]} stroke
 * @param {{ x: number, y: number }} point
 */
export const drawOn = (stroke, point) => {
  const [x, y] = [within(point.x, WIDTH), within(point.y, HEIGHT)];
  const [lastX, lastY] = stroke.slice(-2);
  if (!stroke.length || Math.hypot(x - lastX, y - lastY) >= NEAR) stroke.push(x, y);
};

/**
 * A stroke as a line that is smooth, since it passes between its points; a dot where it has one.
 * @param {number[]} stroke
 */
const lineOf = ([x, y, ...rest]) => {
  let line = `M${x} ${y}`;
  for (let n = 0; n + 3 < rest.length; n += 2) {
    const middle = [(rest[n] + rest[n + 2]) / 2, (rest[n + 1] + rest[n + 3]) / 2];
    line += `Q${rest[n]} ${rest[n + 1]} ${middle[0]} ${middle[1]}`;
  }
  return rest.length ? `${line}L${rest.slice(-2).join(" ")}` : `${line}h0`;
};

/**
 * A signature as the path of an SVG: of nothing but letters of ours and numbers.
 * @param {number[][]} strokes
 */
export const pathOf = (strokes) => strokes.map((stroke) => lineOf(stroke.map(Number))).join("");

const ends = (/** @type {number[]} */ all) => [Math.min(...all), Math.max(...all)];

/**
 * The part of the box that strokes take up, as the view of an SVG.
 * @param {number[][]} strokes
 */
export const viewOf = (strokes) => {
  const all = strokes.flat().map(Number);
  const [left, right] = ends(all.filter((_, n) => n % 2 === 0));
  const [top, bottom] = ends(all.filter((_, n) => n % 2));
  return [left - NEAR, top - NEAR, right - left + 2 * NEAR, bottom - top + 2 * NEAR].join(" ");
};

/**
 * Who signs a record: all that it names, and in any case one of each side.
 * @param {InspectionRecord} record
 * @returns {Signer[]}
 */
export const signers = (record) => {
  const of = (/** @type {Signer["as"]} */ as) => (record[as].length ? [...new Set(record[as].map(({ name }) => name))] : [""]).map((name) => ({ as, name }));
  return [...of("inspectors"), ...of("companions")];
};

/**
 * @param {Signer} one
 * @returns {(other: Signer) => boolean}
 */
const isOf = (one) => (other) => one.as === other.as && one.name === other.name;

/**
 * @param {InspectionRecord} record
 * @param {Signer} signer
 */
export const signatureOf = (record, signer) => record.signatures.find(isOf(signer)) || null;

/**
 * The hash of what one signs: all that a record says but who signed it, when it was kept, exported, closed.
 * @param {InspectionRecord} record
 */
const wordsOf = ({ signatures: _signatures, changed: _changed, exported: _exported, closed: _closed, ...content }) => hashOf(content);

/**
 * The signatures to what a record says now.
 * @param {InspectionRecord} record
 */
export const valid = (record) => {
  const all = record.signatures;
  const content = all.length && wordsOf(record);
  return all.filter((one) => one.content === content);
};

/**
 * What a signature does to a record: it takes the place of the signer's former one, or, without a stroke, takes that away.
 * @param {InspectionRecord} record what was signed
 * @param {Signer} signer
 * @param {number[][]} strokes
 */
export const signing = (record, { as, name }, strokes) => {
  const signature = { as, name, at: moment(), content: wordsOf(record), strokes };
  return (/** @type {InspectionRecord} */ one) => {
    const others = one.signatures.filter((other) => !isOf(signature)(other));
    one.signatures = strokes.length ? [...others, signature] : others;
  };
};
