import type { Passage } from '../passages/passages.js';
import type { PassageWords } from './name-counter.js';
import { compoundsOf, wordsOf } from './words.js';

export interface ReadPassage extends PassageWords {
  /** Its words, and the compounds of those with hyphens. */
  readonly all: readonly string[];
}

export function readPassage(document: string, { start, end, sentences }: Passage): ReadPassage {
  const text = document.slice(start, end);
  const words = wordsOf(text);
  return {
    text,
    words,
    ends: sentences.map((sentence) => sentence.end - start),
    all: [...words.map(({ word }) => word), ...compoundsOf(words, text)],
  };
}

/** The words alone: the index tokenizes what `wordsOf` has found, so both agree on "U.S.". */
export function wordsJoined(text = ''): string {
  return wordsOf(text)
    .map(({ word }) => word)
    .join(' ');
}
