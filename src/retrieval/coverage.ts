import type { Concepts, Entry } from './analysis.js';
import type { Query } from './query.js';
import type { TermMatcher } from './word-match.js';

/** What another name for the same thing counts, against 1 for the word itself. */
const NAMED_WEIGHT = 0.9;

/** How well texts meet the terms of one question: a row has one value a term, 0…1. */
export class Coverage {
  readonly #matchers: readonly TermMatcher[];
  readonly #named: Query['named'];
  /** Shares of the question's weight; they sum to 1. */
  readonly #weights: Float32Array;

  /** @param matchers of the query's terms, in order. */
  constructor(query: Query, matchers: readonly TermMatcher[]) {
    this.#matchers = matchers;
    this.#named = query.named;
    const total = query.terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
    this.#weights = Float32Array.from(query.terms, ({ weight }) => weight / total);
  }

  /** @param concepts what is named in the text, with how surely. */
  of(words: readonly Entry[], concepts: Concepts): Float32Array {
    const row = new Float32Array(this.#matchers.length);
    for (const [i, matcher] of this.#matchers.entries()) row[i] = matcher.best(words);
    for (const { concept, weight, terms } of this.#named) {
      const value = NAMED_WEIGHT * weight * (concepts.get(concept) ?? 0);
      for (const term of terms) row[term] = Math.max(value, row[term] as number);
    }
    return row;
  }

  /** The larger of the values of each term. */
  union(rows: readonly Float32Array[]): Float32Array {
    const union = new Float32Array(this.#weights.length);
    for (const row of rows) {
      for (let i = 0; i < union.length; i++) {
        if ((row[i] as number) > (union[i] as number)) union[i] = row[i] as number;
      }
    }
    return union;
  }

  /** Share of the question's weight that a row meets. */
  share(row: Float32Array): number {
    let sum = 0;
    for (let i = 0; i < row.length; i++) sum += (this.#weights[i] as number) * (row[i] as number);
    return sum;
  }

  /** Share of the question's weight that a row meets with the very words. */
  exactShare(row: Float32Array): number {
    let sum = 0;
    for (let i = 0; i < row.length; i++) if (row[i] === 1) sum += this.#weights[i] as number;
    return sum;
  }
}
