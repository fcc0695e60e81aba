import type { Generation } from '../index/generation.js';
import type { AnalysedWord } from './analysis.js';
import { dot } from './candidates.js';
import type { Query } from './query.js';

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
  readonly #generation: Generation;
  readonly #spellings: readonly ReadonlyMap<string, number>[];
  readonly #rows = new Map<string, Float32Array>();

  /** @param vectors of the words of `query.terms`, in order. */
  constructor(query: Query, vectors: readonly Float32Array[], generation: Generation) {
    this.#query = query;
    this.#vectors = vectors;
    this.#generation = generation;
    this.#spellings = query.terms.map(
      ({ spellings }) => new Map(spellings.map(({ word, likeness }) => [word, likeness])),
    );
  }

  /** One number 0…1 a term. */
  match(word: AnalysedWord): Float32Array {
    let row = this.#rows.get(word.word);
    if (row === undefined) {
      row = this.#compute(word);
      this.#rows.set(word.word, row);
    }
    return row;
  }

  #compute({ word, stem }: AnalysedWord): Float32Array {
    const vector = this.#generation.word(word)?.vector;
    return Float32Array.from(this.#query.terms, (term, i) => {
      if (term.stem === stem) return 1;
      const spelled = SPELLED_WEIGHT * (this.#spellings[i]?.get(word) ?? 0);
      const own = this.#vectors[i];
      const related = vector && own ? this.#related(dot(own, vector)) : 0;
      return Math.max(spelled, related);
    });
  }

  /** Cosines are measured against those of unrelated words, so that models are comparable. */
  #related(cosine: number): number {
    const { mean, deviation } = this.#generation.manifest.wordSimilarity;
    const z = (cosine - mean) / deviation;
    const share = (z - RELATED_FROM) / (RELATED_FULL - RELATED_FROM);
    return RELATED_WEIGHT * Math.min(1, Math.max(0, share));
  }
}
