import MiniSearch from 'minisearch';
import { type Baseline, DEPTH } from './baseline.js';

/** MiniSearch (BM25+) with its defaults, each sentence a document. */
export function miniSearch(sentences: readonly string[]): Baseline {
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
  index.addAll(sentences.map((text, id) => ({ id, text })));
  return {
    name: 'MiniSearch',
    search: (question) =>
      index
        .search(question)
        .slice(0, DEPTH)
        .map(({ id }) => id as number),
  };
}
