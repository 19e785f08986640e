// What unit tests of records share: an item, answers, a record.
export const ITEM = {
  section: "一、梯子",
  id: "TZ-0001",
  check: "梯脚是否都有防滑垫",
  text_hash: "0123456789ab",
  facets: [],
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
  photos: [],
};

export const PASSED = { text_hash: "0123456789ab", check: ITEM.check, at: "2030-05-25T14:00:00+08:00", measures: {}, note: "", result: "pass", finding: null };
export const FAILED = { ...PASSED, result: "fail", finding: FOUND };

export const RECORD = {
  format: "paicha-record/1",
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
  unit: "青山县木器厂",
  project: "",
  address: "",
  date: "2030-05-25",
  weather: "晴",
  inspectors: ["张三"],
  companions: [],
  facets: [],
  answers: {},
};

/** @param {object} answers */
export const recordOf = (answers, more = {}) => structuredClone({ ...RECORD, answers, ...more });

/** @param {object[]} items */
export const listOf = (...items) => ({
  title: "梯子检查表",
  edition: "2030版",
  prefix: "TZ",
  field: "梯子",
  facets: {},
  verdict: null,
  retired: [],
  items: new Map(items.map((item) => [item.id, item])),
});
