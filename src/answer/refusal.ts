import type { Generation } from '../index/generation.js';
import type { Query } from '../retrieval/query.js';
import type { RankedSentence } from '../retrieval/ranker.js';
import { unsupportedIn } from '../retrieval/unsupported.js';
import type { Answer } from './answer.js';
import { namedWords } from './named-words.js';

const MOST_TOPICS = 3;

/** The reason where a question has no word to look up. */
export const NOTHING_NAMED = 'the question names nothing to look up';

/** What is shown where the filter leaves no document to look into. */
export const NO_DOCUMENT = {
  kind: 'none',
  confidence: 0,
  citations: [],
  further: [],
  reason: 'no document is from that time',
  topics: [],
} as const;

/** What is shown in place of an answer: why there is none, and what there is instead. */
export function refusal(
  query: Query,
  ranked: readonly RankedSentence[],
): Pick<Answer, 'kind' | 'citations' | 'further' | 'reason' | 'unsupported' | 'topics'> {
  const lack = lackOf(query);
  const near = ranked.map(({ candidate }) => candidate.document.info.title);
  return {
    kind: 'none',
    citations: [],
    further: [],
    reason: reasonFor(query, lack.unsupported ?? []),
    ...lack,
    topics: first(near),
  };
}

/** The words that nothing supports; no property when there are none. */
export function lackOf(query: Query): Pick<Answer, 'unsupported'> {
  const unsupported = unsupportedIn(query);
  return unsupported.length === 0 ? {} : { unsupported };
}

/** What the corpus is about, as far as the titles of its first documents tell. */
export function topicsOf({ documents }: Generation): string[] {
  return first(documents.map(({ info }) => info.title));
}

function first(titles: readonly string[]): string[] {
  return [...new Set(titles)].slice(0, MOST_TOPICS);
}

function reasonFor({ terms }: Query, unsupported: readonly string[]): string {
  if (terms.length === 0) return NOTHING_NAMED;
  if (unsupported.length > 0) return `no document mentions ${namedWords(unsupported)}`;
  return 'nothing in the documents comes near enough to the question';
}
