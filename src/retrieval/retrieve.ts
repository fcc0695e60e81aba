import type { Embedder } from '../embedding/embedder.js';
import type { Generation } from '../index/generation.js';
import { type Filter, findCandidates } from './candidates.js';
import { featuresOf, type ScoredSentence } from './features.js';
import { parseQuery, type Query } from './query.js';
import { WordMatcher } from './word-match.js';

export interface Retrieved {
  readonly query: Query;
  /** Every sentence of the candidate passages with its features, in document order. */
  readonly sentences: readonly ScoredSentence[];
}

/** Finds the passages that may answer `question` and describes each of their sentences. */
export async function retrieve(
  generation: Generation,
  embedder: Embedder,
  question: string,
  filter: Filter,
): Promise<Retrieved> {
  const query = parseQuery(question, generation);
  if (query.terms.length === 0) return { query, sentences: [] };
  // The index holds a vector for each word that it knows; only the others are embedded.
  const unknown = query.terms.filter(({ word }) => generation.word(word) === undefined);
  const texts = [question, ...unknown.map(({ word }) => word)];
  const [vector, ...embedded] = await embedder.embed(texts, 'question');
  const vectors = query.terms.map(
    ({ word }) => generation.word(word)?.vector ?? (embedded.shift() as Float32Array),
  );
  const candidates = findCandidates(generation, query, vector as Float32Array, filter);
  const matcher = new WordMatcher(query, vectors, generation);
  return { query, sentences: featuresOf(generation, query, candidates, matcher) };
}
