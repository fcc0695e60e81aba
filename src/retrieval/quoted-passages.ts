import type { Generation } from '../index/generation.js';
import { wordsOf } from '../index/words.js';

/** Words that are looked up as a phrase: fewer stand in many places, more reach over passages. */
const PHRASE = 8;
/** Those that are looked up when a word of each longer one may have been changed. */
const SHORT_PHRASE = 3;
const MOST_PHRASES = 4;
const MOST_SHORT_PHRASES = 8;
/** Passages taken of one phrase, in the order of the documents. */
const FROM_PHRASE = 100;
const FROM_SHORT_PHRASE = 16;
const FROM_WORDS = 16;

/**
 * Passages that hold a long run of the quotation's words, or its beginning or end where it goes on in
 * the next; those with most of it first, at most a hundred. All of a quotation that stands in a
 * document word for word, unless it is short and lies across two passages.
 */
export function passagesQuoting(generation: Generation, parts: readonly string[]): number[] {
  const phrases = phrasesOf(generation, parts, PHRASE).slice(0, MOST_PHRASES);
  return byVotes(phrases.map((phrase) => generation.matchPhrase(phrase, FROM_PHRASE))).slice(
    0,
    FROM_PHRASE,
  );
}

/** Passages that hold some of it: a few of its words on end, or its rare words. */
export function passagesLike(generation: Generation, parts: readonly string[]): number[] {
  const phrases = phrasesOf(generation, parts, SHORT_PHRASE).slice(0, MOST_SHORT_PHRASES);
  const words = new Set(parts.flatMap((part) => wordsOf(part).map(({ word }) => word)));
  return byVotes([
    ...phrases.map((phrase) => generation.matchPhrase(phrase, FROM_SHORT_PHRASE)),
    generation.matchWords([...words], FROM_WORDS).map(({ passage }) => passage),
  ]);
}

/** Each part cut into pieces of so many words or a few more; the one with the rarest word first. */
function phrasesOf(generation: Generation, parts: readonly string[], length: number): string[][] {
  const rarest = (words: readonly string[]) =>
    Math.min(...words.map((word) => generation.word(word)?.passages ?? 0));
  return parts
    .flatMap((part) => {
      const words = wordsOf(part).map(({ word }) => word);
      const pieces = Math.max(1, Math.floor(words.length / length));
      const size = Math.ceil(words.length / pieces);
      return Array.from({ length: pieces }, (_, i) => words.slice(i * size, (i + 1) * size));
    })
    .map((words) => ({ words, passages: rarest(words) }))
    .filter(({ words, passages }) => words.length > 0 && passages > 0)
    .sort((a, b) => a.passages - b.passages)
    .map(({ words }) => words);
}

/** The passages that most lists have, then in the order of the text. */
function byVotes(lists: readonly (readonly number[])[]): number[] {
  const votes = new Map<number, number>();
  for (const id of lists.flat()) votes.set(id, (votes.get(id) ?? 0) + 1);
  return [...votes].sort(([a, some], [b, others]) => others - some || a - b).map(([id]) => id);
}
