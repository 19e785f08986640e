/** Hand records on, and write down which left this device as they are; each way gives what is said of it. */
import { follow as following, handing_on as phrase, proving } from "#words";
import { day, moment } from "../record/days.js";
import { key } from "../record/rules.js";
import { contentOf } from "../record/seal.js";
import { tellTabs } from "../record/store.js";
import { chatOf } from "./chat.js";
import { canShareAll, filesOf, filesOfAll, share } from "./exports.js";
import { dataFile, textFile } from "./files.js";
import { listOf, listsOf } from "./lists.js";
import { filesOfProofs } from "./proving.js";
import { tableOf } from "./table.js";

/** @typedef {import("../record/store.js").Store} Store */
/** @typedef {import("../record/types").InspectionRecord} InspectionRecord */
/** @typedef {import("../record/types").Step} Step */
/** @typedef {import("./table.js").Column} Column */
/** @typedef {Pick<InspectionRecord, "id" | "revision">} Named which record: as it is stored it is read anew */

/**
 * Give records as they are stored now and as they leave: with the moment and the hash of what leaves written in.
 * @param {Named[]} those
 * @param {Store} keeper
 */
const leaving = async (those, keeper) => {
  const at = moment();
  const stored = await Promise.all(those.map((record) => keeper.get(key(record))));
  return stored.flatMap((record) => (record ? [{ ...record, exported: { at, content: contentOf(record) } }] : []));
};

/**
 * Write down what of records left, once the browser has it; one that was changed meanwhile says something else now.
 * @param {InspectionRecord[]} left
 * @param {Store} keeper
 */
const stamp = async (left, keeper) => {
  for (const record of left) {
    await keeper.change(key(record), record, (stored) => ({ ...stored, exported: record.exported }));
    tellTabs(key(record));
  }
};

/**
 * Save a file where the browser puts downloads.
 * @param {File} file
 */
export const save = (file) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/**
 * The steps of a record's findings, of whatever revision.
 * @param {Named} record
 * @param {Store} keeper
 */
const stepsOf = async ({ id }, keeper) => (await keeper.steps()).filter(({ of }) => of.record === id);

/** @param {number} missing */
const lacks = (missing) => (missing ? phrase.photos_missing({ count: missing }) : "");

/** @param {File[]} files */
const named = (files) => files.map(({ name }) => name).join("、") + (files.length > 1 ? phrase.take_together : "");

/**
 * @param {Named} record
 * @param {Store} keeper
 */
export const exportOne = async (record, keeper) => {
  const left = await leaving([record], keeper);
  const { files, missing } = await filesOf(left[0], await stepsOf(record, keeper), keeper);
  files.forEach(save);
  await stamp(left, keeper);
  return phrase.exported({ files: named(files), lacks: lacks(missing) });
};

/**
 * Without its pictures a record has not left.
 * @param {Named} record
 * @param {Store} keeper
 */
export const exportData = async (record, keeper) => {
  const [left] = await leaving([record], keeper);
  const file = dataFile(left);
  save(file);
  return phrase.exported_text({ name: file.name });
};

/**
 * Export several records together; `isAll` says that they are all there are.
 * @param {Named[]} records
 * @param {Store} keeper
 * @param {boolean} isAll
 */
export const exportAll = async (records, keeper, isAll) => {
  const left = await leaving(records, keeper);
  const ids = left.map(({ id }) => id);
  const steps = (await keeper.steps()).filter(({ of }) => isAll || ids.includes(of.record));
  const proofs = isAll ? await filesOfProofs(keeper) : null;
  const { files, missing } = await filesOfAll(left, steps, keeper, isAll, { more: proofs?.files });
  files.forEach(save);
  await stamp(left, keeper);
  await proofs?.stamp();
  const too = proofs?.files.length ? proving.exported_too({ count: proofs.files.length }) : "";
  return phrase.exported_all({ files: named(files), count: left.length, lacks: too + lacks(missing) });
};

/**
 * Steps of findings alone, with their pictures, before and after.
 * @param {Step[]} steps
 * @param {Store} keeper
 */
export const exportSteps = async (steps, keeper) => {
  if (!steps.length) return following.no_steps;
  const { files, missing } = await filesOfAll([], steps, keeper, false);
  files.forEach(save);
  return following.exported({ files: named(files), count: steps.length, lacks: lacks(missing) });
};

/**
 * @param {Named} record
 * @param {Store} keeper
 */
export const shareOne = async (record, keeper) => {
  const left = await leaving([record], keeper);
  const how = await share(left[0], await stepsOf(record, keeper), keeper);
  if (!how) return phrase.not_shared;
  if (how === "text") return phrase.shared_text;
  await stamp(left, keeper);
  return phrase.shared;
};

/**
 * Hand a record on with its pictures as this device can: by its share sheet, or else as a file.
 * @param {InspectionRecord} record
 * @param {Store} keeper
 */
export const send = async (record, keeper) => ((await canShareAll(record, await stepsOf(record, keeper), keeper)) ? shareOne(record, keeper) : exportOne(record, keeper));

/** @param {InspectionRecord} record */
export const chat = async (record) => chatOf(record, await listOf(record));

/**
 * Save the rows of the form for major hazards; `given` is what no record knows.
 * @param {InspectionRecord[]} records
 * @param {Column[]} columns
 * @param {{ [column: string]: unknown }} given
 */
export const exportTable = async (records, columns, given) => {
  const { text, rows, drafts, unclear } = tableOf(records, await listsOf(records), columns, given);
  if (!rows) return phrase.nothing_major;
  save(textFile(text, phrase.rows_file({ day: day() }), "text/csv"));
  const said = [phrase.rows({ count: rows })];
  if (drafts) said.push(phrase.drafts({ count: drafts }));
  if (unclear) said.push(phrase.unclear({ count: unclear }));
  return said.join("");
};
