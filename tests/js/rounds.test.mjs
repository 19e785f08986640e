import assert from "node:assert/strict";
import test from "node:test";
import { newRound, nextIn, placeIn, readUnits, totals } from "../../templates/assets/js/record/rounds.js";

const ASKED = [
  { id: "unit", label: "房主或单位" },
  { id: "address", label: "地址" },
  { id: "storeys", label: "层数" },
];

const NOTHING = { unknown: [], twice: 0, unnamed: 0 };
/** @type {[string, string, object][]} */
const CASES = [
  ["one a line", "张建\n\n 阿依古丽 \n", { units: [{ unit: "张建" }, { unit: "阿依古丽" }], ...NOTHING }],
  ["with an address", "张建，东街5号\n李  四,西街2号", { units: [{ unit: "张建", address: "东街5号" }, { unit: "李 四", address: "西街2号" }], ...NOTHING }],
  ["below a head", "地址\t房主\t层数\n东街5号\t张建\t2", { units: [{ address: "东街5号", unit: "张建", storeys: "2" }], ...NOTHING }],
  ["a head with what the list does not ask", "房主\t人口\n张建\t3", { units: [{ unit: "张建" }], ...NOTHING, unknown: ["人口"] }],
  ["running numbers", "1\t张建\t东街5号\n2\t李四\t西街2号", { units: [{ unit: "张建", address: "东街5号" }, { unit: "李四", address: "西街2号" }], ...NOTHING }],
  ["more than is known without a head", "张建\t东街5号\t三口人", { units: [{ unit: "张建", address: "东街5号" }], ...NOTHING, unknown: ["三口人"] }],
  ["twice the same", "张建，东街5号\n张建，东街5号\n张建，西街1号", { units: [{ unit: "张建", address: "东街5号" }, { unit: "张建", address: "西街1号" }], ...NOTHING, twice: 1 }],
  ["without a name", "房主\t地址\n\t东街5号\n张建\t", { units: [{ unit: "张建" }], ...NOTHING, unnamed: 1 }],
  ["nothing", " \n", { units: [], ...NOTHING }],
];

for (const [what, text, read] of CASES) test(`units are read: ${what}`, () => assert.deepEqual(readUnits(text, ASKED), read));

test("a round goes on behind where one is, then with what was passed over, and ends", () => {
  const round = newRound({ place: "", inspectors: [] }, [{ unit: "甲" }, { unit: "乙" }, { unit: "丙" }]);
  assert.equal(placeIn(round, null), -1);
  assert.equal(nextIn(round, -1), 0);
  round.visits[1].key = "b.1";
  assert.equal(placeIn(round, "b.1"), 1);
  assert.equal(placeIn(round, "b.2"), 1); // revised
  assert.equal(nextIn(round, 1), 2);
  round.visits[2].key = "c.1";
  assert.equal(nextIn(round, 2), 0);
  round.visits[0].key = "a.1";
  assert.equal(nextIn(round, 0), -1);
});

test("totals count each word", () => assert.deepEqual(totals(["严重", "没有", "严重"]), [["严重", 2], ["没有", 1]]));
