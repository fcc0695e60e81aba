import { type Composed, compose } from '../answer/compose.js';
import type { Embedder } from '../embedding/embedder.js';
import type { Generation } from '../index/generation.js';
import type { RankerWeights } from '../retrieval/ranker.js';
import { retrieve } from '../retrieval/retrieve.js';
import { type Example, fitWeights, foldsOf } from './fit.js';
import { holdsGold, type Outcome } from './metrics.js';
import type { GoldQuestion } from './question-set.js';

export interface Evaluated extends Outcome {
  readonly composed: Composed;
}

/** Retrieves for every question and marks the sentences that hold its answer. */
export async function examplesOf(
  generation: Generation,
  embedder: Embedder,
  questions: readonly GoldQuestion[],
): Promise<Example[]> {
  const examples: Example[] = [];
  for (const question of questions) {
    const retrieved = await retrieve(generation, embedder, question.question, {});
    const holdsAnswer = retrieved.sentences.map(({ candidate, sentence }) => {
      const text = generation.text(candidate.document.id);
      const { source } = candidate.document.info;
      return holdsGold(question, source, text.slice(sentence.start, sentence.end));
    });
    examples.push({ id: question.id, retrieved, holdsAnswer });
  }
  return examples;
}

/** Answers with given weights, as they are in use. */
export function evaluate(
  generation: Generation,
  questions: readonly GoldQuestion[],
  examples: readonly Example[],
  weights: RankerWeights,
): Evaluated[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  return examples.map(({ id, retrieved }) => {
    const question = byId.get(id) as GoldQuestion;
    const composed = compose(generation, retrieved, weights, (message) => {
      throw new Error(`a quote is not what stands in its document: ${message}`);
    });
    const hit = composed.citations.find(({ document, quote }) =>
      holdsGold(question, document.source, quote.text),
    )?.rank;
    const { kind, confidence } = composed;
    return { question, composed, kind, confidence, hit };
  });
}

/** Answers each question with weights that were fitted on the other folds' questions. */
export function crossValidate(
  generation: Generation,
  questions: readonly GoldQuestion[],
  examples: readonly Example[],
): Evaluated[] {
  return foldsOf(examples).flatMap(({ train, test }) =>
    evaluate(generation, questions, test, fitWeights(train)),
  );
}
