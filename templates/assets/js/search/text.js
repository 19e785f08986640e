/** Make text comparable: one width, case and script, no marks between, units by their signs. */
const KEPT = /[\p{L}\p{N}%‰℃.\ud800-\udfff]/u;
const UNITS = { 毫米: "mm", 厘米: "cm", 公里: "km", 平方米: "m2", 立方米: "m3", 米: "m", 公斤: "kg", 千克: "kg", 吨: "t", 摄氏度: "℃", 度: "℃", c: "℃", 伏: "v" };
const UNIT = /([0-9])(毫米|厘米|公里|平方米|立方米|米|公斤|千克|吨|摄氏度|度|伏|c(?![a-z]))/g;
const COUNTED = /(第)([0-9]{1,2})(?=[条章款项])/g;
const DIGITS = "零一二三四五六七八九";
const modern = new Map(); // a traditional character → today's
const known = []; // by character code, what is compared of it

/** What is compared of one character: "" of a mark, two characters of ㎡. */
const plain = (code) => {
  const char = String.fromCharCode(code);
  const narrow = char === "℃" ? char : char.normalize("NFKC").toLowerCase();
  known[code] = [...narrow].filter((one) => KEPT.test(one)).map((one) => modern.get(one) || one).join("");
  return known[code];
};
const compared = (text, place) => known[text.charCodeAt(place)] ?? plain(text.charCodeAt(place));
const isDigit = (char) => char >= "0" && char <= "9";

const counted = (digits) => {
  const number = Number(digits);
  const tens = number > 19 ? DIGITS[Math.floor(number / 10)] : "";
  return tens + (number > 9 ? "十" : "") + (number % 10 || !number ? DIGITS[number % 10] : "");
};

/** Put other words for what a pattern finds behind its first group; `at` goes along. */
const reworded = (text, at, pattern, words) => {
  const moved = [];
  const out = text.replace(pattern, (all, before, found, place) => {
    moved.push([place + before.length, found.length, words(found)]);
    return before + words(found);
  });
  for (const [start, length, other] of at ? moved.reverse() : []) {
    at.splice(start, length, ...[...other].map((_, n) => at[start + Math.min(n, length - 1)]));
  }
  return out;
};

/**
 * Fold a text. `at`, where given, is filled with the place in the text of each character kept.
 * Numbers that a mark parts stay apart (5、10 is not 510); a decimal point stays.
 */
const fold = (text, at) => {
  let out = "";
  let digit = false; // the last character kept is one
  let digits = false;
  let parted = false;
  for (let place = 0; place < text.length; place += 1) {
    let chars = compared(text, place);
    if (chars === "." && !(digit && place + 1 < text.length && isDigit(compared(text, place + 1)))) chars = "";
    if (!chars) {
      parted = true;
      continue;
    }
    if (parted && digit && isDigit(chars[0])) chars = ` ${chars}`;
    out += chars;
    for (let n = 0; at && n < chars.length; n += 1) at.push(place);
    digit = isDigit(chars[chars.length - 1]);
    digits ||= digit;
    parted = false;
  }
  if (!digits) return out;
  return reworded(reworded(out, at, UNIT, (unit) => UNITS[unit]), at, COUNTED, counted);
};

/** Learn pairs "滅灭": a traditional character and today's. */
const learnTraditional = (pairs) => {
  const chars = [...pairs];
  for (let n = 0; n < chars.length; n += 2) modern.set(chars[n], chars[n + 1]);
  known.length = 0;
};

export { fold, learnTraditional };
