import type { Generation } from '../index/generation.js';
import { analysisOf, type Entry } from './analysis.js';
import type { Query } from './query.js';
import { dot } from './vector.js';

/** Deviations above unrelated words at which relatedness begins, and at which it is full. */
const RELATED_FROM = 2.5;
const RELATED_FULL = 8;
/** What a merely related word counts, against 1 for the word itself. */
const RELATED_WEIGHT = 0.75;
/** What a word written alike counts, by its likeness. */
const SPELLED_WEIGHT = 0.9;

/**
 * How well each term of a question is met by a word of the corpus: 1 for the same stem, less for
 * another spelling or a related word. Rows are remembered for the length of one question.
 */
export class WordMatcher {
  readonly #query: Query;
  readonly #vectors: readonly Float32Array[];
  readonly #background: { readonly mean: number; readonly deviation: number };
  readonly #spellings: readonly ReadonlyMap<string, number>[];
  readonly #cosines: readonly number[][];
  readonly #rows: Float32Array[] = [];

  /** @param vectors of the words of `query.terms`, in order. */
  constructor(query: Query, vectors: readonly Float32Array[], generation: Generation) {
    this.#query = query;
    this.#vectors = vectors;
    this.#background = generation.manifest.wordSimilarity;
    this.#cosines = query.terms.map(({ word }) => analysisOf(generation).cosines(word));
    this.#spellings = query.terms.map(
      ({ spellings }) => new Map(spellings.map(({ word, likeness }) => [word, likeness])),
    );
  }

  /** Late interaction (Khattab & Zaharia 2020): for each term, its best match among the words. */
  best(words: readonly Entry[]): Float32Array {
    const best = new Float32Array(this.#query.terms.length);
    for (const word of words) {
      this.#rows[word.id] ??= this.#compute(word);
      raise(best, this.#rows[word.id] as Float32Array);
    }
    return best;
  }

  #compute(entry: Entry): Float32Array {
    const row = new Float32Array(this.#query.terms.length);
    for (const [i, term] of this.#query.terms.entries()) {
      if (term.stem === entry.stem) row[i] = 1;
      else {
        const spelled = SPELLED_WEIGHT * (this.#spellings[i]?.get(entry.word) ?? 0);
        row[i] = Math.max(spelled, this.#related(this.#cosine(i, entry)));
      }
    }
    return row;
  }

  #cosine(term: number, { id, vector }: Entry): number {
    const own = this.#vectors[term];
    const cosines = this.#cosines[term];
    if (own === undefined || vector === undefined || cosines === undefined) return 0;
    cosines[id] ??= dot(own, vector);
    return cosines[id];
  }

  /** Cosines are measured against those of unrelated words, so that models are comparable. */
  #related(cosine: number): number {
    const z = (cosine - this.#background.mean) / this.#background.deviation;
    const share = (z - RELATED_FROM) / (RELATED_FULL - RELATED_FROM);
    return RELATED_WEIGHT * Math.min(1, Math.max(0, share));
  }
}

/** Takes the larger of each pair into `best`. */
export function raise(best: Float32Array, row: Float32Array): void {
  for (let i = 0; i < best.length; i++) {
    if ((row[i] as number) > (best[i] as number)) best[i] = row[i] as number;
  }
}
