// What search compares of a text.
import assert from "node:assert/strict";
import test from "node:test";

import { fold, learnTraditional } from "../../templates/assets/js/search/text.js";

const SAME = [
  ["（一）ＡＢＣ·“甲”", "一abc甲", "width, case and marks say nothing"],
  ["审批、检查。签字？", "审批 检查 签字", "what parts a sentence parts its words, and nothing stands at its ends"],
  ["第七条 （二）", "第七条二", "a blank and a bracket part nothing"],
  ["5～10", "5 10", "numbers that any mark parts stay apart"],
  ["1.5 米。", "1.5m", "a decimal point stays, a full stop does not"],
  ["20 摄氏度", "20℃", "a unit is its sign"],
  ["3㎡", "3m2", "one character may be two"],
  ["18厘米，18公分", "18cm 18cm", "a unit has several names"],
  ["5万平米", "5万m2", "ten thousands have units too"],
  ["第12条", "第十二条", "an article is counted in words"],
  ["第3页", "第3页", "other things keep their figures"],
];

for (const [text, folded, why] of SAME) {
  test(why, () => assert.equal(fold(text), folded));
}

test("each character kept knows its place, also where a unit is another word", () => {
  const at = [];
  assert.equal(fold("高 2 米。", at), "高2m");
  assert.deepEqual(at, [0, 2, 4]);
});

test("traditional characters are today's once they are learned", () => {
  assert.equal(fold("滅火"), "滅火");
  learnTraditional("滅灭");
  assert.equal(fold("滅火"), "灭火");
});
