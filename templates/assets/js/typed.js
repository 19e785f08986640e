/** What is typed when a paper is keyed in: numbers, results, words of an item, days. */
(() => {
  "use strict";
  const phrase = WORDS.typed;
  if (!window.paicha || !paicha.lists) return;
  const { lists, record: rules } = paicha;
  const KEYS = new Map([["1", "pass"], ["2", "fail"], ["3", "none"]]);
  const MOST = 8; // items offered for what was typed

  const plain = (text) => text.normalize("NFKC").trim();
  const resultIn = (word) => KEYS.get(word) || [...KEYS.values()].find((result) => lists.words(result) === word) || null;
  const byNumber = (list, number) => list.items.get(`${list.prefix}-${number.padStart(4, "0")}`);
  const numberIn = (list, word) => {
    const found = /^(?:([a-z]{2,4})-?)?([0-9]{1,4})$/i.exec(word);
    return found && (!found[1] || found[1].toUpperCase() === list.prefix) ? found[2] : null;
  };

  /**
   * Read a line about a list, where `expected` is the item shown: {item, result, note}, {item} to go to,
   * {find} to look for, {skip}, or {wrong}.
   * A single 1, 2 or 3 is a result; a number of an item has two digits or more, or a result after it.
   */
  const read = (list, expected, text) => {
    const [head, next, ...rest] = plain(text).split(/\s+/);
    if (!head) return { skip: true };
    const after = (count) => text.trim().split(/\s+/).slice(count).join(" ");
    const number = numberIn(list, head);
    const bare = resultIn(head);
    const itself = number && byNumber(list, number);
    if (bare && !(itself && next && resultIn(next))) {
      return expected ? { item: expected, result: bare, note: after(1) } : { wrong: phrase.all_done };
    }
    if (number && !itself) return { wrong: phrase.no_item({ prefix: list.prefix, number: number.padStart(4, "0") }) };
    if (!number) return { find: plain(text).toLowerCase().split(/\s+/) };
    if (!next) return { item: itself };
    if (!resultIn(next)) return { item: itself, wrong: phrase.no_result({ typed: next, pass: lists.words("pass"), fail: lists.words("fail"), none: lists.words("none") }) };
    return { item: itself, result: resultIn(next), note: rest.length ? after(2) : "" };
  };

  /** Items that what is being typed may mean: by the beginning of the number, or by words of the text. */
  const meant = (list, text) => {
    const words = plain(text).toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length || resultIn(words[0])) return [];
    const number = words.length === 1 && numberIn(list, words[0]);
    const fits = ({ id, check }) => {
      const digits = id.slice(-4);
      if (number) return digits.startsWith(number) || digits.replace(/^0+/, "").startsWith(number.replace(/^0+/, ""));
      return !numberIn(list, words[0]) && words.every((word) => plain(check).toLowerCase().includes(word));
    };
    return [...list.items.values()].filter(fits).slice(0, MOST);
  };

  /**
   * A day as people type it: 0715, 7-15, 7.15, 2030-07-15; "" where it is none. Without a year it is that of `date`, or,
   * `ahead`, the next such day from then on.
   */
  const dayIn = (text, date, ahead = false) => {
    const found = /^(?:(\d{4})[-./\u5e74])?(\d{1,2})[-./\u6708](\d{1,2})\u65e5?$/.exec(plain(text)) || /^(\d{4})?(\d{2})(\d{2})$/.exec(plain(text));
    if (!found) return "";
    const from = date || rules.day();
    const rest = `${found[2].padStart(2, "0")}-${found[3].padStart(2, "0")}`;
    const year = found[1] || Number(from.slice(0, 4)) + (ahead && rest < from.slice(5));
    const written = `${year}-${rest}`;
    const day = new Date(`${written}T00:00:00`);
    return !Number.isNaN(day.getTime()) && rules.day(day) === written ? rules.wholeDay(written) : "";
  };

  paicha.typed = { dayIn, meant, plain, read };
})();
