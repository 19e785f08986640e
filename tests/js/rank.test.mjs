// How results are ranked, and what a line is found by.
import assert from "node:assert/strict";
import test from "node:test";

import { take } from "../../templates/assets/js/search/entries.js";
import { rank } from "../../templates/assets/js/search/rank.js";
import { nearest } from "../../templates/assets/js/search/words.js";

const item = (id, check, { major = 0, when = [], evidence = [] } = {}) => [id, 0, major, check, "", when, evidence, [], [0]];

take({
  lists: [["lamps", "灯"]],
  sections: [[0, "灯具"]],
  bases: ["通知 一"],
  words: [["灯罩碎", "罩破"], ["台灯", "座灯"]],
  sounds: "deng灯登 zhao罩 sui碎 po破 tai台 shui水 guan管 lou漏 huo火 dong动",
  items: [
    item("TD-0001", "灯罩是否完好", { when: ["罩破"] }),
    item("TD-0002", "水管是否漏水", { evidence: ["台灯"] }),
    item("TD-0003", "台灯是否稳固"),
    item("TD-0004", "台灯是否稳固", { major: 1 }),
    item("TD-0041", "动火是否经过审批"),
  ],
});

const ids = (query) => rank(query).results.map(({ entry }) => entry.id);

test("what stands in the question comes before what stands below it", () => {
  assert.deepEqual(ids("台灯").slice(0, 3), ["TD-0004", "TD-0003", "TD-0002"]);
});

test("at a tie a major item comes first", () => {
  const [first, second] = rank("台灯 稳固").results;
  assert.deepEqual([first.entry.id, second.entry.id], ["TD-0004", "TD-0003"]);
  assert.ok(first.score > second.score);
});

test("a word is found by what else people say for it", () => assert.equal(ids("灯罩碎")[0], "TD-0001"));
test("a word is found by its sound, its syllables and their first letters", () => {
  for (const query of ["登罩", "dengzhao", "dz"]) assert.equal(ids(query)[0], "TD-0001", query);
});
test("an item is found by its number", () => assert.deepEqual(ids("td41"), ["TD-0041"]));

test("a query that is nowhere has no result, and is sure of nothing", () => {
  assert.deepEqual(rank("齉").results, []);
  assert.equal(rank("齉").sure, 0);
});

test("what lacks most of a query is known to be weak", () => {
  assert.ok(rank("台灯").sure > rank("台灯颜色鲜艳好看吗请问").sure);
});

test("the nearest word is offered for one that is written otherwise", () => assert.equal(nearest("灯罩裂", 1)[0], "灯罩碎"));
