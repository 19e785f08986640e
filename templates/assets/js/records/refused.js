/** What is wrong with a file somebody sent, in words for people. */

export class Refused extends Error {}

/**
 * @param {string} words
 * @returns {never}
 */
export const refuse = (words) => {
  throw new Refused(words);
};
