import type { Generation } from '../index/generation.js';
import { lookUp } from '../retrieval/lookup.js';
import { checkedSource, checkedText, invalidQuestion } from './question.js';
import type { Found, WordQuery } from './reader.js';

/**
 * A page of the passages that hold the words. A passage whose document is not as it was read is
 * left out of its page.
 *
 * @throws VerbatimError `invalid-question` when there is no word to search for or a bad filter.
 */
export function searchWords(generation: Generation, query: WordQuery): Found {
  checkedSource(generation, query);
  const terms = checkedText({ ...query, text: query.terms });
  const found = lookUp(generation, terms, query);
  if (found === undefined) {
    throw invalidQuestion('there is no word to search for', 'Write one that a text may hold.');
  }
  const { passages, capped, partial, marks } = found;
  const hits = passages.slice(query.offset, query.offset + query.limit).flatMap((id) => {
    const { document: stored, start, end } = generation.passage(id);
    const { info: document } = generation.document(stored);
    const text = generation.verifiedText(document.source)?.slice(start, end);
    if (text === undefined) return [];
    const matches = marks(text).map((mark) => ({
      start: start + mark.start,
      end: start + mark.end,
    }));
    return [{ document, passage: { start, end, text }, matches }];
  });
  return { total: passages.length, capped, partial, hits };
}
