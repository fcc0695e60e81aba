import type { Generation } from '../index/generation.js';
import { wordsOf } from '../index/words.js';

/** Words that are looked up as a phrase: fewer stand in many places, more reach over passages. */
const PHRASE = 8;
const MOST_PHRASES = 4;
/** Passages taken of one phrase, in the order of the documents. */
const FROM_PHRASE = 64;
/** The same when any word may have been changed: short phrases, each one word behind the last. */
const SHORT_PHRASE = 3;
const MOST_SHORT_PHRASES = 12;
const FROM_SHORT_PHRASE = 24;
const FROM_WORDS = 16;
/** Passages that are like a quotation: all are read, which is what takes the time. */
const MOST_LIKE = 24;
/** Entries of the index that all phrases together may take, but for the first: some 20 ms. */
const MOST_WALKED = 40_000;

/**
 * Passages that hold a long run of the quotation's words; those with most of it first, at most 64.
 * One of them stands wherever the documents hold all of it word for word, unless that is in many
 * places, or across two passages and too short to have a run in either.
 *
 * @param parts the quotation, cut at its ellipses.
 */
export function passagesQuoting(generation: Generation, parts: readonly string[]): number[] {
  const phrases = parts.flatMap((part) => piecesOf(textWords(part)));
  const taken = rarest(generation, phrases, MOST_PHRASES);
  const found = taken.map((phrase) => generation.matchPhrase(phrase, FROM_PHRASE));
  return byVotes(found).slice(0, FROM_PHRASE);
}

/** Passages that hold some of it: three of its words on end, or its rare words; at most 24. */
export function passagesLike(generation: Generation, parts: readonly string[]): number[] {
  const words = parts.map(textWords);
  const phrases = words.flatMap((part) =>
    part.slice(SHORT_PHRASE - 1).map((_, i) => part.slice(i, i + SHORT_PHRASE)),
  );
  const taken = rarest(generation, phrases, MOST_SHORT_PHRASES);
  const byWords = generation.matchWords([...new Set(words.flat())], FROM_WORDS);
  return byVotes([
    byWords.map(({ passage }) => passage),
    ...taken.map((phrase) => generation.matchPhrase(phrase, FROM_SHORT_PHRASE)),
  ]).slice(0, MOST_LIKE);
}

function textWords(text: string): string[] {
  return wordsOf(text).map(({ word }) => word);
}

/** All words, in pieces of about the same length. */
function piecesOf(words: readonly string[]): string[][] {
  const count = Math.max(1, Math.floor(words.length / PHRASE));
  const size = Math.ceil(words.length / count);
  return Array.from({ length: count }, (_, i) => words.slice(i * size, (i + 1) * size));
}

/** The phrases with the rarest words, none with a word that no passage holds. */
function rarest(
  generation: Generation,
  phrases: readonly string[][],
  most: number,
): readonly string[][] {
  const counted = phrases
    .map((words) => {
      const counts = words.map((word) => generation.word(word)?.passages ?? 0);
      return { words, passages: Math.min(...counts) };
    })
    .filter(({ words, passages }) => words.length > 0 && passages > 0)
    .sort((a, b) => a.passages - b.passages)
    .slice(0, most);
  let walked = 0;
  return counted
    .filter(({ passages }, i) => {
      walked += passages;
      return i === 0 || walked <= MOST_WALKED;
    })
    .map(({ words }) => words);
}

/** The passages that most lists have; then those of the first lists. */
function byVotes(lists: readonly (readonly number[])[]): number[] {
  const votes = new Map<number, number>();
  for (const id of lists.flat()) votes.set(id, (votes.get(id) ?? 0) + 1);
  return [...votes].sort(([, some], [, others]) => others - some).map(([id]) => id);
}
