import type { Generation } from '../index/generation.js';
import type { StoredDocument, StoredPassage } from '../index/rows.js';
import type { Query } from './query.js';
import { type Filter, scopeOf } from './scope.js';
import { dot } from './vector.js';

/** Passages taken from each of the two searches. */
const FROM_WORDS = 60;
const FROM_VECTORS = 40;
/** Of these, the passages whose sentences are described, which is what takes the time. */
const DESCRIBED = 28;
/** Deviations of a cosine that count as much as the best BM25. */
const LARGE_DEVIATION = 10;

/** A passage that may hold the answer, with the raw scores of both searches. */
export interface Candidate {
  readonly passage: StoredPassage;
  readonly document: StoredDocument;
  /** BM25, larger is better; 0 when no word matches. */
  readonly bm25: number;
  /** Cosine of question and passage. */
  readonly similarity: number;
}

/** The best passages by words and by vectors together; in the order of their ids. */
export function findCandidates(
  generation: Generation,
  query: Query,
  vector: Float32Array,
  filter: Filter,
): Candidate[] {
  const words = query.terms.flatMap(({ word, spellings }) => [
    word,
    ...spellings.map((spelling) => spelling.word),
  ]);
  const scope = scopeOf(generation, filter);
  const byWords = generation.matchWords(words, FROM_WORDS, scope);
  const byVector = generation.nearest(vector, FROM_VECTORS, scope);
  const bm25 = new Map(byWords.map(({ passage, score }) => [passage, score]));
  const near = new Map(byVector.map(({ id, similarity }) => [id, similarity]));
  const ids = [...new Set([...bm25.keys(), ...near.keys()])];
  const found = ids.map((id) => {
    const passage = generation.passage(id);
    return {
      passage,
      document: generation.document(passage.document),
      bm25: bm25.get(id) ?? 0,
      similarity: near.get(id) ?? dot(vector, generation.vector(id)),
    };
  });
  return best(found, generation).sort((a, b) => a.passage.id - b.passage.id);
}

/** Those that are worth being described, by the sum of what both searches say. */
function best(found: readonly Candidate[], { manifest }: Generation): Candidate[] {
  const { deviation } = manifest.passageSimilarity;
  const most = Math.max(...found.map(({ bm25 }) => bm25), Number.MIN_VALUE);
  const worth = ({ bm25, similarity }: Candidate) =>
    bm25 / most + similarity / deviation / LARGE_DEVIATION;
  return [...found].sort((a, b) => worth(b) - worth(a)).slice(0, DESCRIBED);
}
