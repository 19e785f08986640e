/** Names that others gave, as they may be shown: on one line, not too long, turning nothing round. */

// Control characters but for tabs and ends of lines; what turns the direction of all that follows; marks of a file's
// beginning; halves of a character. The quiet marks of direction stay (U+200E, U+200F, U+061C): Uyghur is written with them.
export const UNSEEN = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/gu;

/** @param {string} name */
export const shownName = (name) => {
  const plain = name.replace(UNSEEN, "").replace(/\s+/g, " ").trim();
  return plain.length > 80 ? `${plain.slice(0, 60)}……${plain.slice(-15)}` : plain;
};
