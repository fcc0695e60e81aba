import { isWord, type WrittenToken } from './written-tokens.js';

/** What changes a figure that it stands before: "$5", "-5", "<5", ".5". */
const BEFORE_NUMBER = /^[\p{Sc}\-±<>≤≥~#.]$/u;
/** And behind: "5 %", "5 €", "5°", "5 million". */
const BEHIND_NUMBER =
  /^(?:[\p{Sc}%‰°]|percent|per|hundred|thousand|million|billion|trillion|dozen)$/iu;

/**
 * Whether a quotation that begins with token `at` would begin within a compound or without what
 * belongs to a figure, and so say something else than the text: "aggression" of "non-aggression",
 * "5" of "-5", "10" of "5–10".
 */
export function cutsBefore(tokens: readonly WrittenToken[], at: number): boolean {
  const [token, before, other] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  if (token === undefined || before?.end !== token.start) return false;
  const joined = other?.end === before.start ? other : undefined;
  if (before.kind === 'hyphen' && joined !== undefined && isWord(joined)) return true;
  if (token.kind !== 'number' || isWord(before)) return false;
  if (joined?.kind === 'number') return true;
  // A dash between a word and a figure parts them.
  return BEFORE_NUMBER.test(before.key) && (before.key !== '-' || joined === undefined);
}

/** The same for one that ends with token `at`: "non" of "non-aggression", "5" of "5 %". */
export function cutsBehind(tokens: readonly WrittenToken[], at: number): boolean {
  const [token, next, other] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token === undefined || next === undefined) return false;
  if (token.kind === 'number' && BEHIND_NUMBER.test(next.key)) return true;
  if (isWord(next) || next.start !== token.end || other?.start !== next.end) return false;
  if (next.kind === 'hyphen' && isWord(other)) return true;
  return token.kind === 'number' && other.kind === 'number';
}
