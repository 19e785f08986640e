// Which questions a record asks of its objects, and what becomes of answers when they are named (record/objects.js).
import assert from "node:assert/strict";
import { test } from "node:test";
import { aligned, called, cleanName, isBare, name, nextName, questions, unnamed } from "../../templates/assets/js/record/objects.js";
import { asked, create } from "../../templates/assets/js/record/rules.js";
import { PASSED, itemWith } from "./record.mjs";

const ABOUT = { site: "某文", office: "", checklist: "site", title: "表", edition: "2024", edition_title: "2024版" };
const [CRANE, OTHER, HOIST] = ["a1a1a1a1", "b2b2b2b2", "c3c3c3c3"];
const ITEMS = new Map(
  [
    itemWith({ id: "SG-0001" }),
    itemWith({ id: "SG-0002", facets: ["tower-crane"], each: ["tower-crane"] }),
    itemWith({ id: "SG-0003", facets: ["tower-crane", "hoist"], each: ["tower-crane", "hoist"] }),
    itemWith({ id: "SG-0004", facets: ["tower-crane", "steel"], each: ["tower-crane"] }),
    itemWith({ id: "SG-0005", facets: ["tower-crane"] }),
  ].map((item) => [item.id, item]),
);
const OBJECTS = {
  [OTHER]: { kind: "tower-crane", name: "塔机10#" },
  [CRANE]: { kind: "tower-crane", name: "塔机2#" },
  [HOIST]: { kind: "hoist", name: "升降机1#" },
};

/** @param {object} more */
const recordWith = (more) => ({ ...create(ABOUT), ...more });
const some = (/** @type {string[]} */ ...ids) => Object.fromEntries(Object.entries(OBJECTS).filter(([id]) => ids.includes(id)));
const answers = (/** @type {string[]} */ ...ids) => Object.fromEntries(ids.map((id) => [id, structuredClone(PASSED)]));

/** What a record asks on its site. @param {object} more */
const asks = (more) => {
  const record = recordWith(more);
  return [...questions(record, ITEMS).values()].filter((one) => asked(record, one)).map(({ id }) => id);
};

/** @type {[claim: string, record: object, questions: string[]][]} */
const CASES = [
  ["nothing is named: each item once", {}, ["SG-0001", "SG-0002", "SG-0003", "SG-0004", "SG-0005"]],
  [
    "two cranes: each is asked, in the order of their names; the hoist and the steel still once",
    { objects: some(CRANE, OTHER), facets: ["tower-crane", "hoist", "steel"] },
    ["SG-0001", `SG-0002@${CRANE}`, `SG-0002@${OTHER}`, "SG-0003", `SG-0003@${CRANE}`, `SG-0003@${OTHER}`, "SG-0004", `SG-0004@${CRANE}`, `SG-0004@${OTHER}`, "SG-0005"],
  ],
  [
    "what has no object and is not here is not asked",
    { objects: some(CRANE), facets: ["tower-crane"] },
    ["SG-0001", `SG-0002@${CRANE}`, `SG-0003@${CRANE}`, `SG-0004@${CRANE}`, "SG-0005"],
  ],
  [
    "a kind that is not here any more is not asked of its objects, unless they were answered",
    { objects: some(CRANE), facets: ["steel"], answers: answers(`SG-0003@${CRANE}`) },
    ["SG-0001", `SG-0003@${CRANE}`, "SG-0004"],
  ],
  [
    "what was answered for all stays",
    { objects: some(CRANE), facets: ["tower-crane"], answers: answers("SG-0002") },
    ["SG-0001", "SG-0002", `SG-0002@${CRANE}`, `SG-0003@${CRANE}`, `SG-0004@${CRANE}`, "SG-0005"],
  ],
  [
    "an answer of an object stays where the edition does not ask of each",
    { objects: some(CRANE), facets: ["tower-crane"], answers: answers(`SG-0005@${CRANE}`) },
    ["SG-0001", `SG-0002@${CRANE}`, `SG-0003@${CRANE}`, `SG-0004@${CRANE}`, "SG-0005", `SG-0005@${CRANE}`],
  ],
  ["all is looked at: what else an item applies to is asked", { objects: some(CRANE, HOIST) }, ["SG-0001", `SG-0002@${CRANE}`, `SG-0003@${HOIST}`, `SG-0003@${CRANE}`, "SG-0004", `SG-0004@${CRANE}`, "SG-0005"]],
];

for (const [claim, record, wanted] of CASES) test(claim, () => assert.deepEqual(asks(record), wanted));

test("the first object of a kind gets what was answered before, and no other item's", () => {
  const record = recordWith({ facets: ["pit"], answers: answers("SG-0001", "SG-0002", "SG-0004") });
  const moved = unnamed(record, ITEMS.values(), "tower-crane");
  name(record, { id: CRANE, kind: "tower-crane", name: "塔机1#" }, moved);
  assert.deepEqual(Object.keys(record.answers).sort(), ["SG-0001", `SG-0002@${CRANE}`, `SG-0004@${CRANE}`]);
  assert.deepEqual(record.facets, ["pit", "tower-crane"], "what is named is here");
  assert.deepEqual(unnamed(record, ITEMS.values(), "tower-crane"), [], "the second one gets nothing");
});

test("default names are counted on, past those that are taken", () => {
  const record = recordWith({ objects: { [CRANE]: { kind: "tower-crane", name: "塔机2#" } } });
  assert.equal(nextName(record, "tower-crane", "塔机{n}#"), "塔机3#");
  assert.equal(nextName(record, "hoist", "升降机{n}#"), "升降机1#");
});

test("a name is one line of what can be seen", () => {
  assert.equal(cleanName("  东区\u202e 塔机\n1# "), "东区 塔机 1#");
  assert.equal(cleanName("塔".repeat(40)).length, 30);
  assert.equal(cleanName(" \u200b "), "");
});

test("a question is called by its item and its object", () => {
  const record = recordWith({ objects: OBJECTS });
  assert.equal(called(record, `SG-0002@${CRANE}`), "SG-0002 塔机2#");
  assert.equal(called(record, "SG-0002"), "SG-0002");
  assert.equal(called(record, "SG-0002@ffffffff"), "SG-0002 ffffffff");
});

test("only of what nothing is answered may be taken away", () => {
  const record = recordWith({ objects: OBJECTS, answers: answers(`SG-0002@${CRANE}`) });
  assert.deepEqual([isBare(record, CRANE), isBare(record, OTHER)], [false, true]);
});

test("two devices mean the same object by the same kind and name, or by its id", () => {
  const mine = recordWith({ objects: { [CRANE]: { kind: "tower-crane", name: "塔机1#" }, [HOIST]: { kind: "hoist", name: "1#" } } });
  const theirs = recordWith({
    objects: { d4d4d4d4: { kind: "tower-crane", name: "塔机1#" }, e5e5e5e5: { kind: "tower-crane", name: "1#" }, [HOIST]: { kind: "hoist", name: "东侧" } },
    answers: answers("SG-0001", "SG-0002@d4d4d4d4", "SG-0002@e5e5e5e5", `SG-0003@${HOIST}`),
  });
  const same = aligned(theirs, mine);
  assert.deepEqual(Object.keys(same.answers), ["SG-0001", `SG-0002@${CRANE}`, "SG-0002@e5e5e5e5", `SG-0003@${HOIST}`]);
  assert.deepEqual(Object.keys(same.objects), [CRANE, "e5e5e5e5", HOIST]);
});
