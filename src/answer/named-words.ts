import { beginningOf } from './plain-text.js';

/** Words that are named, and code units of each: they stand in a phrase. */
const MOST_NAMED = 3;
const LONGEST_NAMED = 40;

/** E.g. `“bitcoin” or “halving”`; the same in every face. What is too much is marked. */
export function namedWords(words: readonly string[]): string {
  const quoted = words.slice(0, MOST_NAMED).map((word) => {
    const named = beginningOf(word, LONGEST_NAMED);
    return `“${named}${named === word ? '' : '…'}”`;
  });
  if (words.length > MOST_NAMED) return `${quoted.join(', ')} and other words of it`;
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
