import { isWord, type WrittenToken } from './written-tokens.js';

/** What changes a figure that it stands before: "$5", "-5", "<5", ".5". */
const BEFORE_NUMBER = /^[\p{Sc}\-±<>≤≥~#.]$/u;
/** And behind: "5 %", "5 €", "5°". */
const BEHIND_NUMBER = /^[\p{Sc}%‰°]$/u;

/**
 * Whether a quotation that begins with token `at` would begin within a compound or without what
 * belongs to a figure, and so say something else than the text: "aggression" of "non-aggression",
 * "5" of "-5".
 */
export function cutsBefore(tokens: readonly WrittenToken[], at: number): boolean {
  const [token, before, other] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  if (token === undefined || before?.end !== token.start) return false;
  if (before.kind === 'hyphen' && other?.end === before.start && isWord(other)) return true;
  if (token.kind !== 'number' || !BEFORE_NUMBER.test(before.key)) return false;
  // A dash between a word and a figure parts them; between figures it is a range.
  return before.key !== '-' || other?.end !== before.start || other.kind === 'number';
}

/** The same for one that ends with token `at`: "non" of "non-aggression", "5" of "5 %". */
export function cutsBehind(tokens: readonly WrittenToken[], at: number): boolean {
  const [token, next, other] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token === undefined || next === undefined) return false;
  if (token.kind === 'number' && BEHIND_NUMBER.test(next.key)) return true;
  if (next.start !== token.end || next.key !== '-' || other?.start !== next.end) return false;
  return (
    (next.kind === 'hyphen' && isWord(other)) ||
    (token.kind === 'number' && other.kind === 'number')
  );
}
