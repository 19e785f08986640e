/** Which of records are the newest, and how long they have been there. No page and no storage here. */

/**
 * Of each record only its newest revision: nothing is counted twice.
 * @template {{ id: string, revision: number }} One
 * @param {One[]} records
 */
export const newest = (records) => {
  const last = new Map();
  for (const { id, revision } of records) last.set(id, Math.max(revision, last.get(id) || 0));
  return records.filter(({ id, revision }) => revision === last.get(id));
};

/**
 * How many whole days have passed since a moment.
 * @param {string} moment
 */
export const daysSince = (moment) => Math.max(0, Math.floor((Date.now() - new Date(moment).getTime()) / 86_400_000));
