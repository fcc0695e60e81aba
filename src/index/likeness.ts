import type { Embedder } from '../embedding/embedder.js';
import type { Manifest } from './manifest.js';
import { toVector } from './rows.js';
import { sampleOf, similarityStatistics } from './statistics.js';
import type { IndexWriter } from './writer.js';

/** Measures what is usual between the passages of an index, and between its words. */
export async function measureLikeness(
  writer: IndexWriter,
  embedder: Embedder,
): Promise<Pick<Manifest, 'passageSimilarity' | 'wordSimilarity'>> {
  const texts = writer.samplePassages().map((id) => writer.embeddingText(id));
  const words = sampleOf(writer.words.all());
  const vectors = words.map((word) => toVector(writer.words.vectorOf(word) as Buffer));
  return {
    passageSimilarity: similarityStatistics(await embedder.embed(texts, 'passage')),
    wordSimilarity: similarityStatistics(vectors),
  };
}
