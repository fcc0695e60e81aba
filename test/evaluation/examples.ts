import type { Example } from '../../src/evaluation/example.js';
import { FEATURES, type Features, type ScoredSentence } from '../../src/retrieval/features.js';
import type { Query } from '../../src/retrieval/query.js';
import { queryOf, sentenceWith, termOf } from '../retrieval/made-up.js';

export const [FIRST, SECOND] = FEATURES;

/** What may differ from an answerable question of one term. */
interface Difference {
  readonly query?: Query;
  /** Whether the quote is right; by default of the sentences that hold the answer. */
  readonly isRight?: Example['isRight'];
}

/** One passage for each set of features, with a sentence each; the answer is in those of `right`. */
export function exampleOf(
  group: string,
  features: readonly Partial<Features>[],
  right: readonly number[],
  { query = queryOf([termOf('ferry')]), isRight }: Difference = {},
): Example {
  const sentences = features.map(
    (each, i): ScoredSentence => sentenceWith(each, { passage: i + 1 }),
  );
  const answerable = right.length > 0;
  return {
    question: { id: group, question: '', answerable, kind: '', group, gold: [] },
    retrieved: { query, sentences },
    holdsAnswer: sentences.map((_, i) => right.includes(i)),
    isRight: isRight ?? (({ candidate }) => right.includes(candidate.passage.id - 1)),
  };
}

/** Two passages, one strong in each feature. */
export function preferring(
  group: string,
  right: typeof FIRST | typeof SECOND,
  difference?: Difference,
): Example {
  return exampleOf(group, [{ [FIRST]: 1 }, { [SECOND]: 1 }], [right === FIRST ? 0 : 1], difference);
}
