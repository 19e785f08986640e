// How results are ranked, and what a line is found by.
import assert from "node:assert/strict";
import test from "node:test";

import { take } from "../../templates/assets/js/search/entries.js";
import { rank } from "../../templates/assets/js/search/rank.js";
import { nearest } from "../../templates/assets/js/search/words.js";

const item = (id, check, { major = 0, when = [] } = {}) => [id, 0, major, check, "", when];

take({
  lists: [["lamps", "灯"]],
  sections: [[0, "灯具"]],
  words: [["灯罩碎", "罩破"], ["台灯", "座灯", "desk lamp"], ["重锤", "坠子"]],
  sounds: "deng灯登 zhao罩 shi是 fou否 sui碎 po破 chong重 zhong重 chui锤 shen审 pi批 tai台 shui水 guan管 lou漏 huo火 dong动",
  items: [
    item("TD-0001", "灯罩是否完好", { when: ["罩破"] }),
    item("TD-0002", "水管是否漏水"),
    item("TD-0003", "台灯是否稳固"),
    item("TD-0004", "台灯是否稳固", { major: 1 }),
    item("TD-0041", "动火是否经过审批、登记"),
    item("TD-0042", "绳子是否长18厘米"),
    item("TD-0043", "每月28日前是否报数"),
    item("TD-0044", "重锤是否挂好"),
  ],
});
take({
  bases: ["通知 一"],
  rests: [[[], [], [], [0]], [[], ["台灯"], [], [0]]],
  words: [],
  meanings: ["", "", ""],
  related: [[], [], []],
  entries: [],
  traditional: "",
  sounds: "",
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

test("nothing is found where no more than single characters of it are", () => {
  assert.deepEqual(ids("灯火通明"), []);
  assert.deepEqual(ids("怎么样"), [], "what binds a sentence says nothing");
});

test("one character of two is enough, and known to be weak", () => {
  assert.ok(ids("灯笼").length);
  assert.ok(rank("灯笼").sure < 0.25);
});

test("a number that no item has finds nothing, and says so", () => {
  assert.deepEqual([rank("td99").results, rank("td99").absent], [[], true]);
  assert.equal(rank("GB99").absent, false);
});

test("nothing is found across what parts a sentence", () => {
  assert.ok(ids("审批")[0]);
  assert.deepEqual(rank("审批登记").needles.filter(({ word }) => word.text === "批登"), []);
});

test("a value is found whole, in any name of its unit", () => {
  assert.equal(ids("18cm")[0], "TD-0042");
  assert.equal(ids("绳子18公分")[0], "TD-0042");
  assert.deepEqual(ids("8cm"), []);
});

test("a day of the month is found by either of its words", () => assert.equal(ids("28号要报什么")[0], "TD-0043"));

test("English words are found together, half typed, and with a slip", () => {
  for (const query of ["desk lamp", "Desk la", "desk lmp", "lamps desk lamp"]) assert.ok(ids(query)[0].match(/TD-000[34]/), query);
  assert.deepEqual(ids("basketball"), []);
});

test("a word is typed by any reading of its characters", () => {
  for (const query of ["zhongchui", "zc", "cc"]) assert.equal(ids(query)[0], "TD-0044", query);
});

test("first letters are those of a word, not of the end of one and the beginning of another", () => {
  assert.ok(ids("sf").length > 4, "是否");
  assert.deepEqual(ids("zs"), [], "罩是");
});

test("行不行 asks what 行 asks", () => assert.equal(ids("漏不漏水")[0], "TD-0002"));

test("the nearest word is offered for one that is written otherwise", () => assert.equal(nearest("灯罩裂", 1)[0], "灯罩碎"));
