import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';
import type { Entry } from './analysis.js';
import { perGeneration } from './per-generation.js';
import type { Term } from './query.js';
import { dot } from './vector.js';

/** Deviations above unrelated words at which relatedness begins, and at which it is full. */
const RELATED_FROM = 2.5;
const RELATED_FULL = 8;
/** What a merely related word counts, against 1 for the word itself. */
const RELATED_WEIGHT = 0.75;
/** What a word written alike counts, by its likeness. */
const SPELLED_WEIGHT = 0.9;

/**
 * Matches that stay in memory, a generation, as the same words are asked about again: 32 MiB, in
 * rows of as many as the corpus has words.
 */
const REMEMBERED = 8 * 2 ** 20;
const FEWEST_ROWS = 64;
const NOT_YET = -1;

const matchersOf = perGeneration(() => new Map<string, TermMatcher>());

/** @param vector makes the unit vector of the term's word; called when it is not remembered. */
export function matcherOf(
  term: Term,
  generation: Generation,
  vector: () => Float32Array | undefined,
): TermMatcher {
  const rows = Math.max(FEWEST_ROWS, REMEMBERED / generation.manifest.words);
  return remembered(matchersOf(generation), rows, term.word, () => {
    return new TermMatcher(term, vector(), generation.manifest.wordSimilarity);
  });
}

/** Whether `matcherOf` would ask for a vector. */
export function isRemembered(term: Term, generation: Generation): boolean {
  return matchersOf(generation).has(term.word);
}

/**
 * How well the words of the corpus meet a term: 1 for the same stem, less for another spelling or
 * a related word. Remembered by `Entry.id`.
 */
export class TermMatcher {
  readonly #term: Term;
  readonly #vector: Float32Array | undefined;
  readonly #background: { readonly mean: number; readonly deviation: number };
  readonly #spellings: ReadonlyMap<string, number>;
  #values = new Float32Array(256).fill(NOT_YET);

  constructor(
    term: Term,
    vector: Float32Array | undefined,
    background: { readonly mean: number; readonly deviation: number },
  ) {
    this.#term = term;
    this.#vector = vector;
    this.#background = background;
    this.#spellings = new Map(term.spellings.map(({ word, likeness }) => [word, likeness]));
  }

  get vector(): Float32Array | undefined {
    return this.#vector;
  }

  /** 0…1. */
  match(entry: Entry): number {
    const known = this.#values[entry.id];
    return known !== undefined && known !== NOT_YET ? known : this.#put(entry);
  }

  /** Late interaction (Khattab & Zaharia 2020): the best match among the words. */
  best(words: readonly Entry[]): number {
    let best = 0;
    for (const word of words) {
      const value = this.match(word);
      if (value > best) best = value;
    }
    return best;
  }

  #compute({ word, stem, vector }: Entry): number {
    if (stem === this.#term.stem) return 1;
    const spelled = SPELLED_WEIGHT * (this.#spellings.get(word) ?? 0);
    if (vector === undefined || this.#vector === undefined) return spelled;
    return Math.max(spelled, this.#related(dot(this.#vector, vector)));
  }

  /** Cosines are measured against those of unrelated words, so that models are comparable. */
  #related(cosine: number): number {
    const z = (cosine - this.#background.mean) / this.#background.deviation;
    const share = (z - RELATED_FROM) / (RELATED_FULL - RELATED_FROM);
    return RELATED_WEIGHT * Math.min(1, Math.max(0, share));
  }

  #put(entry: Entry): number {
    const { id } = entry;
    if (id >= this.#values.length) {
      const larger = new Float32Array(2 * Math.max(id, this.#values.length)).fill(NOT_YET);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[id] = this.#compute(entry);
    return this.#values[id] as number;
  }
}
