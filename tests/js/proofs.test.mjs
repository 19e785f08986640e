// A proof: made, changed, counted by its day, and what becomes of one that comes in.
import assert from "node:assert/strict";
import test from "node:test";

import { bring } from "../../templates/assets/js/record/bringing.js";
import { countIn, create, dropRow, newestOf, proofsIn, rowsOf, setCell, setDay, setField, settled } from "../../templates/assets/js/record/proofs.js";
import { close, isBroken, revise } from "../../templates/assets/js/record/seal.js";
import { openTexts } from "../../templates/assets/js/record/texts.js";

const ABOUT = { site: "演〔2030〕1号", office: "", form: "meeting", title: "会议记录", labels: { unit: "企业", topic: "议题" } };
const begun = (date = "2030-05-25") => {
  const proof = create(ABOUT);
  setDay(proof, date);
  setField(proof, "unit", "某公司");
  return proof;
};

test("a blank field or row leaves nothing behind", () => {
  const proof = begun();
  setField(proof, "topic", "梯子");
  setField(proof, "topic", "");
  setCell(proof, "0a1b2c3d", "problem", "晚了");
  setCell(proof, "1a1b2c3d", "problem", "少了");
  setCell(proof, "0a1b2c3d", "problem", "");
  assert.deepEqual(proof.fields, { unit: "某公司" });
  assert.deepEqual(rowsOf(proof), [{ id: "1a1b2c3d", cells: { problem: "少了" } }]);
  dropRow(proof, "1a1b2c3d");
  assert.deepEqual(rowsOf(proof), []);
});

test("half a day is none", () => {
  const proof = begun();
  setDay(proof, "2030-02-31");
  assert.equal(proof.date, "");
});

test("a closed proof shows that it was changed, and its revision is open and unsigned", () => {
  const proof = close(begun());
  assert.match(proof.closed.number, /^ME20300525-[0-9A-F]{8}$/);
  assert.equal(isBroken(proof), false);
  assert.equal(isBroken({ ...proof, fields: { unit: "别的公司" } }), true);
  const next = revise(proof);
  assert.deepEqual([next.revision, next.closed, next.revises.number, "signatures" in next], [2, null, proof.closed.number, false]);
  assert.deepEqual(newestOf([next, proof]), [next]);
});

test("what is closed counts once in the time of its day, and a draft is named apart", () => {
  const done = close(begun("2030-05-31"));
  const all = [done, revise(done), begun("2030-05-01"), close(begun("2030-06-01")), close({ ...begun(), form: "class" })];
  assert.deepEqual(countIn(all, ["meeting"], "2030-05-01", "2030-05-31"), { closed: 1, drafts: 1 });
  assert.deepEqual(countIn(all, ["meeting", "class"], "2030-05-01", "2030-06-30"), { closed: 3, drafts: 1 });
  assert.deepEqual(countIn(all, ["drill"], "2030-01-01", "2030-12-31"), { closed: 0, drafts: 0 });
});

test("the same that comes again is not taken, and what says something else stands beside it", () => {
  const [mine, theirs] = [begun(), begun()];
  theirs.id = mine.id;
  assert.equal(settled(theirs, null), theirs);
  assert.equal(settled({ ...mine, exported: { at: mine.started, content: "0".repeat(64) } }, mine), null);
  setField(theirs, "topic", "别的");
  const beside = settled(theirs, mine);
  assert.notEqual(beside.id, mine.id);
  assert.deepEqual(beside.fields, theirs.fields);
  const sealed = close(structuredClone(theirs));
  assert.equal(settled(sealed, mine), sealed, "a closed one takes the place of its draft");
  const other = settled(sealed, close(structuredClone(mine)));
  assert.deepEqual([other.closed, other.revises.number], [null, sealed.closed.number]);
});

test("where there is no database proofs lie in texts", async () => {
  const proofs = proofsIn(openTexts("without"));
  const proof = begun();
  await proofs.change("a.1", proof, (one) => ({ ...one, date: "2030-05-26" }));
  assert.equal((await proofs.get("a.1")).date, "2030-05-26");
  assert.equal((await proofs.all()).length, 1);
  await proofs.remove("a.1");
  assert.deepEqual(await proofs.all(), []);
});

test("proofs that lay in texts for want of a database are brought, and what differs stands beside", async () => {
  const [into, from] = [openTexts("into"), openTexts("from")];
  const [same, mine, theirs] = [begun(), begun(), begun()];
  setField(theirs, "topic", "别的");
  for (const [place, key, proof] of [[into, `${mine.id}.1`, mine], [from, `${mine.id}.1`, { ...theirs, id: mine.id }], [from, `${same.id}.1`, same]]) await place.proofs.change(key, proof, (one) => one);
  await bring(into, from, null);
  assert.deepEqual((await into.proofs.all()).map(({ fields: { topic = "" } }) => topic).sort(), ["", "", "别的"]);
  assert.deepEqual(await from.proofs.all(), []);
});
