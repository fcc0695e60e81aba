import type { Generation } from '../index/generation.js';
import type { Word } from '../index/words.js';
import { equivalentsOf, namesOf } from './gazetteer.js';
import type { Mention } from './mention.js';
import { numbersIn } from './numbers.js';
import { peopleIn } from './people.js';
import { placesIn, type Writing } from './places.js';

/** Everything that is named in `words`: people of the corpus, places, numbers. */
export function mentionsIn(
  generation: Generation,
  words: readonly Word[],
  writing: Writing,
): Mention[] {
  return [
    ...peopleIn(generation, words, { cased: writing.cased, equivalents: equivalentsOf }),
    ...placesIn(words, writing),
    ...numbersIn(words),
  ];
}

/** Whether the corpus names a concept of a question, under whatever name of one word. */
export function isHeld(generation: Generation, concept: string): boolean {
  // Only people of the corpus are known at all.
  if (concept.startsWith('person:')) return true;
  return namesOf(concept).some((name) => generation.word(name) !== undefined);
}
