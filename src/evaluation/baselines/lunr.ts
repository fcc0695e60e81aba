import lunrIndex from 'lunr';
import { type Baseline, DEPTH } from './baseline.js';

/** Characters that mean something in Lunr's language for queries. */
const OPERATORS = /[:^~*+-]/g;

/** Lunr (BM25 over cosine, stems, stop words) with its defaults, each sentence a document. */
export function lunr(sentences: readonly string[]): Baseline {
  const index = lunrIndex((builder) => {
    builder.field('text');
    for (const [id, text] of sentences.entries()) builder.add({ id, text });
  });
  return {
    name: 'Lunr',
    search: (question) =>
      index
        .search(question.replace(OPERATORS, ' '))
        .slice(0, DEPTH)
        .map(({ ref }) => Number(ref)),
  };
}
