// What becomes of a record that lies in two places of a device.
import assert from "node:assert/strict";
import test from "node:test";

import { bring, settled, state } from "../../templates/assets/js/record/bringing.js";
import { openTexts } from "../../templates/assets/js/record/texts.js";
import { FAILED, FOUND, PASSED, recordOf } from "./record.mjs";

const at = (hour) => `2030-05-25T${hour}:00:00+08:00`;
const of = (answers, more = {}) => recordOf(answers, { changed: at("15"), ...more });
const closed = { at: at("16"), number: "LA20300525-00000000", hash: "0".repeat(64) };

test("the later state stands where only one of the two changed", () => {
  const [seen, later] = [of({ "TZ-0001": PASSED }), of({ "TZ-0001": FAILED }, { changed: at("17") })];
  const mark = state(seen);
  assert.deepEqual(settled(null, later, undefined), { taken: later, beside: null });
  assert.deepEqual(settled(seen, later, mark), { taken: later, beside: null });
  assert.deepEqual(settled(later, seen, mark), { taken: later, beside: null });
  assert.deepEqual(settled(later, structuredClone(later), undefined), { taken: later, beside: null });
});

test("what changed within the same second is no state that was seen", () => {
  const [seen, mine, theirs] = [PASSED, FAILED, { ...PASSED, value: "none" }].map((answer) => of({ "TZ-0001": answer }));
  const { taken, beside } = settled(mine, theirs, state(seen));
  assert.deepEqual([taken.answers, beside.answers], [mine.answers, theirs.answers]);
});

test("two that agree become one", () => {
  const mine = of({ "TZ-0001": PASSED }, { changed: at("16") });
  const { taken, beside } = settled(mine, of({ "TZ-0002": FAILED }, { changed: at("17") }), state(of({})));
  assert.deepEqual(Object.keys(taken.answers), ["TZ-0001", "TZ-0002"]);
  assert.equal(beside, null);
});

test("two that differ both stand, and a second try makes no third", () => {
  const [mine, theirs] = [of({ "TZ-0001": PASSED }), of({ "TZ-0001": FAILED })];
  const { taken, beside } = settled(mine, theirs, undefined);
  assert.equal(taken, mine);
  assert.deepEqual({ ...beside, id: mine.id }, theirs);
  assert.notEqual(beside.id, mine.id);
  assert.deepEqual(settled(mine, theirs, undefined).beside, beside);
});

test("a closed record keeps its key, and what differs from it stands as a draft", () => {
  const [draft, sealed] = [of({ "TZ-0001": PASSED }), of({ "TZ-0001": FAILED }, { closed })];
  for (const [mine, theirs] of [[draft, sealed], [sealed, draft]]) {
    const { taken, beside } = settled(mine, theirs, undefined);
    assert.equal(taken, sealed);
    assert.deepEqual(beside.answers, draft.answers);
  }
  const other = of({}, { closed: { ...closed, hash: "1".repeat(64) } });
  const { taken, beside } = settled(sealed, other, undefined);
  assert.equal(taken, sealed);
  assert.deepEqual([beside.closed, beside.revises], [null, { number: closed.number, hash: "1".repeat(64) }]);
});

/** A store on Maps; `room` says how many pictures it takes. */
const store = (kind, records = [], photos = {}, room = Infinity) => {
  const key = ({ id, revision }) => `${id}.${revision}`;
  const [kept, pictures, notes] = [new Map(records.map((one) => [key(one), one])), new Map(Object.entries(photos)), new Map()];
  return {
    kind,
    kept,
    pictures,
    notes,
    all: async () => [...kept.values()],
    get: async (own) => kept.get(own),
    put: async (own, record) => kept.set(own, record),
    remove: async (own) => kept.delete(own),
    change: async (own, fallback, patch) => kept.set(own, patch(kept.get(own) || fallback)).get(own),
    photo: async (name) => pictures.get(name),
    photoNames: async (start = "") => [...pictures.keys()].filter((name) => name.startsWith(start)),
    putPhoto: async (name, blob) => {
      if (pictures.size >= room) throw new Error("full");
      pictures.set(name, blob);
    },
    current: async (name) => notes.get(name) ?? null,
    setCurrent: async (name, value) => (value === null ? notes.delete(name) : notes.set(name, value)),
    steps: async () => [...notes].filter(([name]) => name.startsWith("step:")).map(([, step]) => step),
    keepStep: async (step) => notes.set(`step:${step.id}`, step),
  };
};
const pictured = of({ "TZ-0001": { ...FAILED, findings: [{ ...FOUND, photos: [{ name: "a.jpg" }, { name: "b.jpg" }] }] } });
const OWN = `${pictured.id}.1`;

test("a record comes with its pictures and notes; what there was no room for comes next time, what was deleted does not", async () => {
  const from = store("indexeddb", [pictured], { "a.jpg": "a", "b.jpg": "b", [`raw:${OWN}:x`]: "x", "strange.jpg": "s" });
  from.notes.set("ladders.2030", OWN).set(`${OWN}.measured`, { "TZ-0001": { 宽: "1" } });
  const into = store("indexeddb", [], {}, 2);
  const first = await bring(into, from, null);
  assert.deepEqual([first.count, [...into.pictures.keys()], first.seen.lacking], [1, ["a.jpg", "b.jpg"], [`raw:${OWN}:x`]]);
  assert.deepEqual(Object.fromEntries(into.notes), Object.fromEntries(from.notes));
  assert.equal(from.kept.size, 1, "what others share is never taken away");
  into.pictures.clear();
  into.kept.clear();
  const second = await bring(into, from, first.seen);
  assert.deepEqual([second.count, [...into.pictures.keys()], into.kept.size], [0, [`raw:${OWN}:x`], 0]);
});

test("a text is taken away once it is in the database, and not before", async () => {
  const from = store("local", [pictured]);
  const refusing = { ...store("indexeddb"), change: async () => Promise.reject(new Error("full")) };
  await assert.rejects(bring(refusing, from, null));
  assert.equal(from.kept.size, 1);
  const into = store("indexeddb");
  await bring(into, from, null);
  assert.deepEqual([from.kept.size, [...into.kept.values()]], [0, [pictured]]);
});

test("steps come along with their pictures, before and after, and none comes twice", async () => {
  const step = { id: "0011223344556677", found: { photos: [{ name: "before.jpg" }] }, photos: [{ name: "after.jpg" }] };
  const [from, into] = [store("local", [], { "before.jpg": "b", "after.jpg": "a" }), store("indexeddb")];
  await from.keepStep(step);
  const { seen } = await bring(into, from, null);
  assert.deepEqual([await into.steps(), await from.steps(), [...into.pictures.keys()]], [[step], [], ["before.jpg", "after.jpg"]]);
  const former = { ...store("indexeddb"), steps: async () => Promise.reject(Object.assign(new Error(), { name: "NotFoundError" })) };
  await bring(into, former, seen);
  assert.deepEqual(await into.steps(), [step]);
});

test("a store of texts keeps steps apart from notes about them, and gives them up", async () => {
  const [texts, step] = [openTexts("paicha:x"), { id: "0011223344556677", found: { photos: [] }, photos: [] }];
  await texts.setCurrent("step-people", "张三");
  await texts.keepStep(step);
  await texts.keepStep(step);
  assert.deepEqual(await texts.steps(), [step]);
  const into = store("indexeddb");
  await bring(into, { ...texts, kind: "local" }, null);
  assert.deepEqual([await into.steps(), await texts.steps(), await texts.current("step-people")], [[step], [], "张三"]);
});
