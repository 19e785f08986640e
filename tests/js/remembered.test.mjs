import assert from "node:assert/strict";
import { test } from "node:test";
import { certificates, isOther, toFill, units } from "../../templates/assets/js/record/remembered.js";

const record = (changed, particulars, inspectors = []) => ({ changed, particulars, inspectors, companions: [], answers: {} });

test("units stand once for each of their projects, the latest record first and with its words", () => {
  const all = [
    record("2030-05-01", { unit: "甲", project: "东楼", address: "旧址" }),
    record("2030-05-03", { unit: "甲", project: "东楼", address: "新址" }),
    record("2030-05-04", { unit: "甲", project: "西楼" }),
    record("2030-05-02", { unit: "乙" }),
    record("2030-05-09", { unit: " " }),
    record("2030-05-09", {}),
  ];
  assert.deepEqual(units(all).map(({ unit, project = "", address = "" }) => unit + project + address), ["甲西楼", "甲东楼新址", "乙"]);
});

test("certificate of a person is the one last written down", () => {
  const known = certificates([
    record("2030-05-02", {}, [{ name: "张  建", certificate: "新" }, { name: "吴涤", certificate: "" }]),
    record("2030-05-01", {}, [{ name: "张  建", certificate: "旧" }, { name: "吴涤", certificate: "W1" }]),
  ]);
  assert.deepEqual([...known].sort(), [["吴涤", "W1"], ["张  建", "新"]].sort());
});

test("what is said stays, and what is of one day is not filled in", () => {
  const known = { unit: "甲", address: "新址", weather: "晴", progress: "主体", developer: "乙" };
  assert.deepEqual(toFill({ unit: "甲", address: "别处" }, known), [["developer", "乙"]]);
});

test("only a record with answers can be of another unit", () => {
  const blank = record("2030-05-01", {});
  const answered = { ...blank, answers: { "SG-0001": {} } };
  assert.ok(isOther(answered, "甲", "乙"));
  for (const [one, before, now] of [[blank, "甲", "乙"], [null, "甲", "乙"], [answered, "", "乙"], [answered, "甲", ""], [answered, "甲", " 甲 "]]) {
    assert.ok(!isOther(one, before, now), `${before} ${now}`);
  }
});
