import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import { marksIn, type WantedWords, wantedWordsIn } from '../index/wanted-words.js';
import type { LookedUp } from '../index/word-lookup.js';
import { admittedDocuments, type Filter } from './scope.js';

/** The outcome of a search by words alone. */
export interface Lookup extends LookedUp {
  /** Where the words that were looked for stand in a text: sorted, not overlapping. */
  readonly marks: (text: string) => Span[];
}

/**
 * Finds passages by what a person typed, as `wantedWordsIn` reads it.
 *
 * @returns `undefined` when that names no word to look for.
 */
export function lookUp(generation: Generation, terms: string, filter: Filter): Lookup | undefined {
  const words: WantedWords | undefined = wantedWordsIn(terms);
  if (words === undefined) return undefined;
  return {
    ...generation.lookUp(words, admittedDocuments(generation, filter)),
    marks: (text) => marksIn(text, words.wanted),
  };
}
