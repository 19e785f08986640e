/** Hold lines of text so that a word is found by its characters, its sound, or its letters. */
const names = [""]; // what a sound is typed as; sounds are places in this list
const numbers = new Map();
const first = new Uint16Array(65536); // by character code, its sound
const second = new Uint16Array(65536); // and its other one
for (const char of "abcdefghijklmnopqrstuvwxyz0123456789") {
  first[char.charCodeAt(0)] = names.push(char) - 1; // letters and digits sound like themselves
}
const syllables = names.length; // from here on

/** Learn how characters sound: "ba八巴 bai白百". */
const learnSounds = (table) => {
  for (const part of table.split(" ")) {
    const [name] = part.match(/^[a-z]*/);
    if (!numbers.has(name)) numbers.set(name, names.push(name) - 1);
    for (let n = name.length; n < part.length; n += 1) {
      const code = part.charCodeAt(n);
      (first[code] ? second : first)[code] = numbers.get(name);
    }
  }
};

/** A text ready to be matched: by place, its character's code and its sounds. */
const heard = (text) => {
  const [codes, one, other] = [1, 2, 3].map(() => new Uint16Array(text.length));
  for (let n = 0; n < text.length; n += 1) {
    codes[n] = text.charCodeAt(n);
    one[n] = first[codes[n]];
    other[n] = second[codes[n]];
  }
  return { codes, one, other };
};

const inNumber = (code) => (code >= 48 && code <= 57) || code === 46; // a point stands in numbers only

/** A number is found whole: 5m is not in 15m, nor in 0.5m. */
const spells = ({ codes }, place, word) => {
  for (let n = 0; n < word.length; n += 1) if (codes[place + n] !== word.codes[n]) return 0;
  const last = word.length - 1;
  if (inNumber(word.codes[0]) && inNumber(codes[place - 1])) return 0;
  if (inNumber(word.codes[last]) && inNumber(codes[place + last + 1])) return 0;
  return word.length;
};

const sounds = ({ codes, one, other }, place, word) => {
  for (let n = 0; n < word.length; n += 1) {
    const here = place + n;
    const same = (sound) => sound && (one[here] === sound || other[here] === sound);
    if (codes[here] !== word.codes[n] && !same(word.one[n]) && !same(word.other[n])) return 0;
  }
  return word.length;
};

/** How many characters letters spell syllable by syllable, the last perhaps half typed. */
const typesWhole = ({ one, other }, place, letters, from) => {
  for (const sound of [one[place], other[place]]) {
    const name = sound ? names[sound] : "";
    if (!name) continue;
    if (letters.length - from <= name.length) {
      if (name.startsWith(letters.slice(from))) return 1;
    } else if (letters.startsWith(name, from)) {
      const more = typesWhole({ one, other }, place + 1, letters, from + name.length);
      if (more) return more + 1;
    }
  }
  return 0;
};

const typesFirst = ({ one, other }, place, letters) => {
  for (let n = 0; n < letters.length; n += 1) {
    const here = place + n;
    const begins = (sound) => sound && names[sound][0] === letters[n];
    if (!begins(one[here]) && !begins(other[here])) return 0;
  }
  return letters.length;
};

// A word to be found, and the ways to find it: each says how many characters match at a place.
const asked = (text) => {
  const { codes, one, other } = heard(text);
  return { text, length: text.length, codes, one, other };
};
const WAYS = {
  exact: spells,
  alike: sounds,
  whole: (where, place, word) => typesWhole(where, place, word.text, 0),
  first: (where, place, word) => typesFirst(where, place, word.text),
};

/** Sort places by what stands there: of kind k are places[heads[k]] up to places[heads[k + 1]]. */
const sorted = (kinds, ...rows) => {
  const heads = new Int32Array(kinds + 2);
  for (const row of rows) for (let n = 0; n < row.length; n += 1) heads[row[n] + 2] += 1;
  for (let n = 2; n < heads.length; n += 1) heads[n] += heads[n - 1];
  const places = new Int32Array(heads[kinds + 1]);
  for (const row of rows) for (let n = 0; n < row.length; n += 1) places[heads[row[n] + 1]++] = n;
  return { heads, places };
};
const count = ({ heads }, kind) => (kind && kind + 1 < heads.length ? heads[kind + 1] - heads[kind] : 0);

/** Index folded lines; they are numbered from `from` on. */
const indexed = (texts, from) => {
  const all = heard(`${texts.join("\0")}\0`);
  const lineOf = new Uint32Array(all.codes.length);
  let place = 0;
  texts.forEach((text, line) => {
    lineOf.fill(from + line, place, place + text.length + 1);
    place += text.length + 1;
  });
  let bySound = null; // most queries do without
  return { ...all, lineOf, byChar: sorted(65536, all.codes), bySound: () => (bySound ||= sorted(names.length, all.one, all.other)) };
};

const matched = (index, list, kind, back, way, word, report) => {
  const last = count(list, kind) ? list.heads[kind + 1] : 0;
  for (let n = last ? list.heads[kind] : 0; n < last; n += 1) {
    const place = list.places[n] - back;
    if (place >= 0 && way(index, place, word)) report(index.lineOf[place]);
  }
};

const rarest = (counts) => counts.indexOf(Math.min(...counts));

const byChar = (index, word, report) => {
  const at = rarest(Array.from(word.codes, (code) => count(index.byChar, code)));
  matched(index, index.byChar, word.codes[at], at, WAYS.exact, word, report);
};

const bySound = (index, word, report) => {
  const of = (n) => [...new Set([word.one[n], word.other[n]])].filter(Boolean);
  const places = [...word.codes.keys()];
  if (places.some((n) => !of(n).length)) return;
  const list = index.bySound();
  const at = rarest(places.map((n) => of(n).reduce((sum, sound) => sum + count(list, sound), 0)));
  for (const sound of of(at)) matched(index, list, sound, at, WAYS.alike, word, report);
};

const byLetters = (index, word, way, report) => {
  for (let sound = syllables; sound < names.length; sound += 1) {
    if (names[sound][0] === word.text[0]) matched(index, index.bySound(), sound, 0, way, word, report);
  }
};

/** Report the line of each place where a word is found in one of the ways. */
const find = (index, way, word, report) => {
  if (way === "exact") byChar(index, word, report);
  else if (way === "alike") bySound(index, word, report);
  else byLetters(index, word, WAYS[way], report);
};

/** List where a word is found in one folded text: [place, length]. */
const within = (text, way, word) => {
  const where = heard(`${text}\0`);
  const found = [];
  for (let place = 0; place < text.length; place += 1) {
    const length = WAYS[way](where, place, word);
    if (length) found.push([place, length]);
  }
  return found;
};

/** How a word is typed: by its syllables, and by their first letters. */
const typed = (word) => {
  const parts = [...word].map((char) => names[first[char.charCodeAt(0)]] || char);
  return [parts.join(""), parts.map((name) => name[0]).join("")];
};

export { asked, find, indexed, learnSounds, typed, within };
