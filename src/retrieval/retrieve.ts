import type { Embedder } from '../embedding/embedder.js';
import type { Generation } from '../index/generation.js';
import { findCandidates } from './candidates.js';
import { featuresOf, type ScoredSentence } from './features.js';
import { parseQuery, type Query } from './query.js';
import type { Filter } from './scope.js';
import { addScaled, normalise } from './vector.js';
import { isRemembered, matcherOf, type TermMatcher } from './word-match.js';

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
  const { vector, matchers } = await embedQuery(generation, embedder, query);
  const candidates = findCandidates(generation, query, vector, filter);
  return {
    query,
    sentences: featuresOf(
      generation,
      query,
      candidates,
      matchers,
      meanOf(query, matchers, vector.length),
    ),
  };
}

/** The question's vector, and its terms with those of words that the index holds none of. */
async function embedQuery(
  generation: Generation,
  embedder: Embedder,
  { text, terms }: Query,
): Promise<{ vector: Float32Array; matchers: TermMatcher[] }> {
  const strange = terms.filter(
    (term) => generation.word(term.word) === undefined && !isRemembered(term, generation),
  );
  const texts = [text, ...strange.map(({ word }) => word)];
  const [vector, ...embedded] = await embedder.embed(texts, 'question');
  const vectors = new Map(strange.map(({ word }, i) => [word, embedded[i] as Float32Array]));
  const matchers = terms.map((term) =>
    matcherOf(term, generation, () => generation.word(term.word)?.vector ?? vectors.get(term.word)),
  );
  return { vector: vector as Float32Array, matchers };
}

/** Mean of the terms' vectors by their weight, of unit length. */
function meanOf({ terms }: Query, matchers: readonly TermMatcher[], dimension: number) {
  const mean = new Float32Array(dimension);
  for (const [i, { weight }] of terms.entries()) {
    const vector = matchers[i]?.vector;
    if (vector !== undefined) addScaled(mean, vector, weight);
  }
  return normalise(mean);
}
