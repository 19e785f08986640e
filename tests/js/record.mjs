// What unit tests of records share: an item, answers, a record.
export const ITEM = {
  section: "一、梯子",
  id: "TZ-0001",
  check: "梯脚是否都有防滑垫",
  text_hash: "0123456789ab",
  facets: [],
  each: [],
  sign: null,
  measured: [],
  measures: [],
  conditions: [{ when: "梯脚没有防滑垫", basis: "《通知》一" }],
  basis: "《通知》一",
  on_fail: ["停用"],
  on_major: ["报告"],
};

/** @param {Partial<typeof ITEM>} more */
export const itemWith = (more) => ({ ...ITEM, ...more });

export const FOUND = {
  id: "0a1b2c3d",
  seen: "掉了",
  place: "门口",
  conditions: ["梯脚没有防滑垫"],
  grade: "major",
  remedy: "by-date",
  responsible: "王五",
  action: "换",
  funds: "20元",
  due: "2030-05-30",
  contingency: "挂牌",
  source: null,
  supervised: false,
  photos: [],
};

export const PASSED = {
  kind: "result",
  value: "pass",
  text_hash: "0123456789ab",
  check: ITEM.check,
  at: "2030-05-25T14:00:00+08:00",
  by: "张三",
  measures: {},
  note: "",
  pending: null,
  findings: [],
};
export const FAILED = { ...PASSED, value: "fail", findings: [FOUND] };
export const UNSURE = { ...PASSED, value: "unsure", pending: { what: "检测报告", who: "王五" } };

/** @param {string} name */
export const person = (name, certificate = "") => ({ name, certificate });

export const RECORD = {
  format: "paicha-record/2",
  id: "00112233445566aa",
  revision: 1,
  revises: null,
  site: "青发〔2030〕1号",
  checklist: "ladders",
  title: "梯子检查表",
  edition: "2030",
  edition_title: "2030版",
  started: "2030-05-25T14:00:00+08:00",
  changed: "2030-05-25T15:00:00+08:00",
  exported: null,
  closed: null,
  office: "",
  date: "2030-05-25",
  particulars: { unit: "青山县木器厂", weather: "晴" },
  inspectors: [person("张三")],
  companions: [],
  facets: [],
  objects: {},
  answers: {},
  signatures: [],
};

/** @param {object} answers */
export const recordOf = (answers, more = {}, particulars = {}) =>
  structuredClone({ ...RECORD, answers, ...more, particulars: { ...RECORD.particulars, ...particulars } });

/** @param {object[]} items */
export const listOf = (...items) => ({
  title: "梯子检查表",
  edition: "2030版",
  prefix: "TZ",
  field: "梯子",
  origin: null,
  facets: {},
  particulars: [
    { id: "unit", label: "被检查单位" },
    { id: "weather", label: "天气" },
  ],
  verdict: null,
  retired: [],
  doors: {},
  items: new Map(items.map((item) => [item.id, item])),
});
