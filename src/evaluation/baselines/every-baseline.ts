import type { Embedder } from '../../embedding/embedder.js';
import type { Baseline } from './baseline.js';
import { fts5 } from './fts5.js';
import { lunr } from './lunr.js';
import { miniSearch } from './minisearch.js';
import { vectors } from './vectors.js';

/** What a bot would have that took a search library, or a model, as it comes. */
export async function everyBaseline(
  sentences: readonly string[],
  embedder: Embedder,
): Promise<Baseline[]> {
  return [
    miniSearch(sentences),
    lunr(sentences),
    ...fts5(sentences),
    await vectors(sentences, embedder),
  ];
}
