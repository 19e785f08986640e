/** Whether a value is a record as `data/record.schema.json` says, in words for people. */
(() => {
  "use strict";
  const DAY = "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
  const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
  const NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  /** How a place in a record is called on the pages. */
  const CALLED = {
    format: "格式",
    id: "记录标识",
    revision: "修订次数",
    revises: "修订自",
    site: "行动文号",
    checklist: "检查表",
    title: "检查表名称",
    edition: "版次",
    edition_title: "版次名称",
    started: "开始时间",
    changed: "修改时间",
    exported: "导出时间",
    closed: "定稿",
    number: "编号",
    hash: "哈希",
    at: "时间",
    unit: "被检查单位",
    project: "项目",
    address: "地址",
    date: "检查日期",
    weather: "天气",
    inspectors: "检查人",
    companions: "陪同人",
    facets: "这里有什么",
    answers: "回答",
    result: "结果",
    text_hash: "文字校验",
    check: "检查内容",
    measures: "实测值",
    note: "备注",
    finding: "隐患",
    seen: "看到的情况",
    place: "部位",
    conditions: "重大情形",
    grade: "等级",
    remedy: "怎么整改",
    responsible: "责任人",
    action: "措施",
    funds: "资金",
    due: "期限",
    contingency: "应急预案",
    photos: "照片",
    name: "文件名",
    size: "大小",
    sha256: "校验值",
    width: "宽",
    height: "高",
  };
  const called = (name) => (Object.prototype.hasOwnProperty.call(CALLED, name) ? CALLED[name] : `“${String(name).slice(0, 40)}”`);

  /* Each check takes a value and gives nothing, or what is wrong: {at: [name, …], words}. */

  const wrong = (words) => ({ at: [], words });
  const within = (name, found) => found && { ...found, at: [name, ...found.at] };
  const first = (values, check) => {
    for (const one of values) {
      const found = check(one);
      if (found) return found;
    }
    return null;
  };

  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const text = (value) => (typeof value === "string" ? null : wrong("应是文字"));
  const said = (value) => text(value) || (value ? null : wrong("不能空着"));
  const nothing = (value) => (value === null ? null : wrong("应是 null：只有不合格才有隐患"));
  const positive = (value) => (Number.isInteger(value) && value > 0 ? null : wrong("应是大于 0 的整数"));
  const like = (pattern, words) => {
    const whole = new RegExp(`^(?:${pattern})$`);
    return (value) => text(value) || (whole.test(value) ? null : wrong(words));
  };
  const among = (...choices) => (value) => (choices.includes(value) ? null : wrong(`应是 ${choices.join("、")}${choices.length > 1 ? " 之一" : ""}`));
  const maybe = (check) => (value) => (value === null ? null : check(value));
  const list = (check) => (value) =>
    Array.isArray(value) ? first([...value.keys()], (n) => within(`第${n + 1}个`, check(value[n]))) : wrong("应是一列（[…]）");
  const map = (key, check) => (value) =>
    isObject(value) ? first(Object.keys(value), (name) => key(name) || within(name, check(value[name]))) : wrong("应是一组（{…}）");
  const part = (fields) => (value) => {
    if (!isObject(value)) return wrong("应是一组（{…}）");
    const unknown = Object.keys(value).find((name) => !Object.prototype.hasOwnProperty.call(fields, name));
    if (unknown !== undefined) return wrong(`有不认识的“${unknown.slice(0, 40)}”`);
    return first(Object.keys(fields), (name) =>
      Object.prototype.hasOwnProperty.call(value, name) ? within(name, fields[name](value[name])) : wrong(`缺少${called(name)}（${name}）`),
    );
  };

  const moment = like(`${DAY}T${TIME}:[0-5][0-9][+-]${TIME}`, "不是时间（例如 2030-05-25T14:03:00+08:00）");
  const day = like(`(${DAY})?`, "不是日期（例如 2030-05-25）");
  const hash = like("[0-9a-f]{64}", "应是 64 位十六进制");
  const number = like("[A-Z][A-Z0-9-]?[0-9]{8}-[0-9A-F]{8}", "不是定稿编号");
  const name = like(NAME, "不是名称（小写字母、数字、短横）");

  const photo = part({
    name: like("[A-Z]{2,4}-[0-9]{4}-[0-9a-f]{12}\\.jpg", "不是照片的文件名"),
    size: positive,
    sha256: hash,
    width: positive,
    height: positive,
  });
  const finding = part({
    seen: text,
    place: text,
    conditions: list(said),
    grade: maybe(among("major", "general")),
    remedy: maybe(among("now", "by-date")),
    responsible: text,
    action: text,
    funds: text,
    due: day,
    contingency: text,
    photos: list(photo),
  });
  const answered = (result, found) =>
    part({
      result,
      text_hash: like("[0-9a-f]{12}", "应是 12 位十六进制"),
      check: said,
      at: moment,
      measures: map(() => null, text),
      note: text,
      finding: found,
    });
  const failure = answered(among("fail"), finding);
  const other = answered(among("pass", "none", "fail"), nothing);
  const answer = (value) => (isObject(value) && value.result === "fail" ? failure : other)(value);
  const itemId = (id) => (/^[A-Z]{2,4}-[0-9]{4}$/.test(id) ? null : wrong(`“${id.slice(0, 40)}”不是检查项编号`));

  const record = part({
    format: among("paicha-record/1"),
    id: like("[0-9a-f]{16}", "应是 16 位十六进制"),
    revision: positive,
    revises: maybe(part({ number, hash })),
    site: said,
    checklist: (value) => name(value) || (value.length > 60 ? wrong("太长") : null),
    title: said,
    edition: like("[a-z0-9][a-z0-9-]{0,20}", "不是版次"),
    edition_title: said,
    started: moment,
    changed: moment,
    exported: maybe(moment),
    closed: maybe(part({ at: moment, number, hash })),
    unit: text,
    project: text,
    address: text,
    date: day,
    weather: text,
    inspectors: list(said),
    companions: list(said),
    facets: list((value) => name(value) || (value.length > 60 ? wrong("太长") : null)),
    answers: map(itemId, answer),
  });

  const ITEM = /^[A-Z]{2,4}-[0-9]{4}$/;
  const place = (at) => at.map((one) => (ITEM.test(one) || /^第\d+个$/.test(one) ? one : called(one))).join(" › ");

  /** Say what is wrong first, or "" where the value is a record. */
  const wrongIn = (value) => {
    const found = record(value);
    if (!found) return "";
    return found.at.length ? `${place(found.at)}：${found.words}` : found.words;
  };

  window.paicha = { ...window.paicha, format: { called, wrongIn } };
})();
