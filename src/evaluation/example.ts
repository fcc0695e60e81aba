import type { RankedSentence } from '../retrieval/ranker.js';
import type { Retrieved } from '../retrieval/retrieve.js';
import type { GoldQuestion } from './question-set.js';

/** A question with what was retrieved for it, and which sentences hold its answer. */
export interface Example {
  readonly question: GoldQuestion;
  readonly retrieved: Retrieved;
  /** One flag a sentence of `retrieved.sentences`. */
  readonly holdsAnswer: readonly boolean[];
  /** Whether the quote that is shown for a sentence holds the answer. */
  readonly isRight: (sentence: RankedSentence, isAnswer: boolean) => boolean;
}
