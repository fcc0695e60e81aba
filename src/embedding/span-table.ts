import { copied } from './copied.js';

/** Spans that stay remembered; what comes later is made each time. */
const REMEMBERED = 131_072;
/** Twice as many places, so that a free one is near. A power of two. */
const PLACES = 2 * REMEMBERED;
/**
 * Places that are looked at: a text of words that all want one place is read more slowly, and no
 * slower than that. Ordinary words need three at most.
 */
const TRIES = 32;
/** Longer spans are rarely met twice. Code units. */
const LONGEST = 40;

/**
 * Remembers what was made of the words of texts. A word is looked up where it stands: to cut it out,
 * and to hash that anew for a `Map`, takes several times as long, and texts have few words many times.
 */
export class SpanTable<Value> {
  readonly #make: (span: string) => Value;
  readonly #spans: string[] = [];
  readonly #values: Value[] = [];
  /** Number of the span in each place, 0 for none. */
  readonly #places = new Int32Array(PLACES);

  /** @param make always makes the same of the same. */
  constructor(make: (span: string) => Value) {
    this.#make = make;
  }

  /** What `make` makes of `text` from `start` to `end`. */
  at(text: string, start: number, end: number): Value {
    if (end - start > LONGEST) return this.#make(text.slice(start, end));
    let hash = 0;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    let place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    let tries = 0;
    for (; tries < TRIES; tries++) {
      const number = this.#places[place] as number;
      if (number === 0) break;
      if (isAt(this.#spans[number - 1] as string, text, start, end)) {
        return this.#values[number - 1] as Value;
      }
      place = (place + 1) & (PLACES - 1);
    }
    const span = copied(text.slice(start, end));
    const value = this.#make(span);
    if (tries < TRIES && this.#spans.length < REMEMBERED) {
      this.#values.push(value);
      this.#places[place] = this.#spans.push(span);
    }
    return value;
  }
}

function isAt(span: string, text: string, start: number, end: number): boolean {
  if (span.length !== end - start) return false;
  for (let i = 0; i < span.length; i++) {
    if (span.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  }
  return true;
}
