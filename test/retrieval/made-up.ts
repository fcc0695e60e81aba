import { stemmer } from 'stemmer';
import type { Entry } from '../../src/retrieval/analysis.js';
import type { Candidate } from '../../src/retrieval/candidates.js';
import { FEATURES, type Features, type ScoredSentence } from '../../src/retrieval/features.js';
import type { Query, Term } from '../../src/retrieval/query.js';

/** A value for each feature. */
export function allFeatures(value: number): Features {
  return Object.fromEntries(FEATURES.map((name) => [name, value])) as Record<
    keyof Features,
    number
  >;
}

/** A sentence of one code unit; what is not said of its features is 0. */
export function sentenceWith(
  features: Partial<Features>,
  { passage = 1, start = 0 }: { passage?: number; start?: number } = {},
): ScoredSentence {
  const sentence = { start, end: start + 1, kind: 'paragraph' as const };
  const info = { source: `${passage}.txt`, sha256: '', title: '' };
  const candidate: Candidate = {
    passage: { id: passage, document: passage, start, end: start + 1, sentences: [sentence] },
    document: { id: passage, info, fingerprint: '', passages: 1 },
    bm25: 0,
    similarity: 0,
  };
  return { candidate, sentence, features: { ...allFeatures(0), ...features } };
}

export function termOf(word: string, change: Partial<Term> = {}): Term {
  return { word, stem: stemmer(word), weight: 1, known: true, spellings: [], ...change };
}

export function queryOf(terms: readonly Term[], change: Partial<Query> = {}): Query {
  const text = terms.map(({ word }) => word).join(' ');
  return { text, terms, named: [], answerType: 'any', ...change };
}

/** Words of one corpus: each call makes the next one. */
export function vocabulary(): (word: string, vector?: Float32Array) => Entry {
  let id = 0;
  return (word, vector) => ({
    id: id++,
    word,
    stem: stemmer(word),
    content: true,
    weight: 1,
    vector,
  });
}
