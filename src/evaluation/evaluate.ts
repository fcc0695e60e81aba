import { quoteSpanOf } from '../answer/citations.js';
import { type Composed, compose } from '../answer/compose.js';
import { statementOf } from '../answer/considered.js';
import type { Embedder } from '../embedding/embedder.js';
import type { Generation } from '../index/generation.js';
import { type RankerWeights, rank, scored } from '../retrieval/ranker.js';
import { type Retrieved, retrieve } from '../retrieval/retrieve.js';
import type { Example } from './example.js';
import { fitWeights } from './fit.js';
import { judgeUnseen } from './folds.js';
import { holdsGold, type Outcome } from './metrics.js';
import type { GoldQuestion } from './question-set.js';

export interface Evaluated extends Outcome {
  readonly composed: Composed;
}

export interface ExampleOptions {
  /**
   * Bounds memory in a fit: only the sentences of so many passages stay, those that `features` ranks
   * first, and the sentences that hold the answer, so figures of it would be too good.
   */
  readonly keep?: { readonly passages: number; readonly features: RankerWeights['features'] };
}

/** Retrieves for every question and marks the sentences that hold its answer. */
export async function examplesOf(
  generation: Generation,
  embedder: Embedder,
  questions: readonly GoldQuestion[],
  { keep }: ExampleOptions = {},
): Promise<Example[]> {
  const examples: Example[] = [];
  for (const question of questions) {
    const retrieved = await retrieve(generation, embedder, question.question, {});
    const holdsAnswer = retrieved.sentences.map(({ candidate, sentence: { start, end } }) => {
      const text = generation.text(candidate.document.id).slice(start, end);
      return holdsGold(question, candidate.document.info.source, { start, end, text });
    });
    const isRight: Example['isRight'] = (sentence, isAnswer) => {
      const { id, info } = sentence.candidate.document;
      const shown = { item: sentence, statement: statementOf(generation, sentence) };
      const { start, end } = quoteSpanOf(generation, shown, isAnswer).quote;
      const text = generation.text(id).slice(start, end);
      return holdsGold(question, info.source, { start, end, text });
    };
    const example = { question, retrieved, holdsAnswer, isRight };
    examples.push(keep === undefined ? example : shortened(example, keep));
  }
  return examples;
}

function shortened(
  example: Example,
  { passages, features }: NonNullable<ExampleOptions['keep']>,
): Example {
  const { retrieved, holdsAnswer } = example;
  const best = rank(scored(retrieved.sentences, features)).slice(0, passages);
  const kept = new Set(best.map(({ candidate }) => candidate));
  const stays = retrieved.sentences.map(
    ({ candidate }, i) => kept.has(candidate) || holdsAnswer[i] === true,
  );
  const shorter: Retrieved = {
    ...retrieved,
    sentences: retrieved.sentences.filter((_, i) => stays[i]),
  };
  return { ...example, retrieved: shorter, holdsAnswer: holdsAnswer.filter((_, i) => stays[i]) };
}

/** Answers with given weights, as they are in use. */
export function evaluate(
  generation: Generation,
  examples: readonly Example[],
  weights: RankerWeights,
): Evaluated[] {
  return examples.map((example) => answer(generation, example, weights));
}

/**
 * Answers each question with weights that were fitted on the other folds' questions.
 *
 * @param prior as `fitWeights` takes it.
 */
export function crossValidate(
  generation: Generation,
  examples: readonly Example[],
  prior?: RankerWeights['features'],
): Evaluated[] {
  return judgeUnseen(
    examples,
    (train) => fitWeights(train, prior),
    (example, weights) => answer(generation, example, weights),
  );
}

function answer(
  generation: Generation,
  { question, retrieved }: Example,
  weights: RankerWeights,
): Evaluated {
  const composed = compose(generation, retrieved, weights, (message) => {
    throw new Error(`a quote is not what stands in its document: ${message}`);
  });
  const hit = composed.citations.find(({ document, quote }) =>
    holdsGold(question, document.source, quote),
  )?.rank;
  const { kind, confidence } = composed;
  return { question, composed, kind, confidence, hit };
}
