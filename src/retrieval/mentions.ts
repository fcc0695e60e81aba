import type { Generation } from '../index/generation.js';
import type { Word } from '../index/words.js';
import type { Mention } from './mention.js';
import { numbersIn } from './numbers.js';
import { placesIn, type Writing } from './places.js';

/** Everything that is named in `words`: places, numbers. */
export function mentionsIn(
  _generation: Generation,
  words: readonly Word[],
  writing: Writing,
): Mention[] {
  return [...placesIn(words, writing), ...numbersIn(words)];
}
