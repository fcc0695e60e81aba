import { QUOTED_FROM } from '../answer/thresholds.js';
import {
  confidenceOf,
  EVIDENCE,
  type Evidence,
  evidenceOf,
  type RankedSentence,
  type RankerWeights,
  rank,
  scored,
} from '../retrieval/ranker.js';
import type { Example } from './example.js';
import { minimise } from './minimise.js';

const NAMES = ['intercept', ...EVIDENCE] as const;
/** Strength of the pull towards zero: hardly any, six weights of 240 questions need none. */
const RIDGE = 0.001;

/** The first citation of a ranking. */
export interface Judged {
  readonly evidence: Evidence;
  /** Whether it holds the answer, presented as the answer or as the closest. */
  readonly asAnswer: boolean;
  readonly asClosest: boolean;
}

/** What a ranking tells of an example, and whether it is right; `undefined` when nothing was found. */
export function judgeRanking(
  example: Example,
  features: RankerWeights['features'],
): Judged | undefined {
  const ranked = rank(scored(example.retrieved.sentences, features));
  const evidence = evidenceOf(example.retrieved.query, ranked);
  if (evidence === undefined) return undefined;
  const best = ranked[0] as RankedSentence;
  const { isRight } = example;
  return { evidence, asAnswer: isRight(best, true), asClosest: isRight(best, false) };
}

/**
 * Logistic regression of "the first citation holds the answer": first as if all were presented as
 * the closest, then with each as it would be presented.
 */
export function fitConfidence(judged: readonly Judged[]): RankerWeights['confidence'] {
  const rough = fitChance(
    judged.map(({ evidence, asClosest: correct }) => ({ evidence, correct })),
  );
  return fitChance(
    judged.map(({ evidence, asAnswer, asClosest }) => {
      const isAnswer = confidenceOf(evidence, rough) >= QUOTED_FROM;
      return { evidence, correct: isAnswer ? asAnswer : asClosest };
    }),
  );
}

function fitChance(
  examples: readonly { readonly evidence: Evidence; readonly correct: boolean }[],
): RankerWeights['confidence'] {
  const part = 1 / examples.length;
  const solution = minimise(new Float64Array(NAMES.length), RIDGE, (weights, gradient) => {
    let loss = 0;
    const current = named(weights);
    for (const { evidence, correct } of examples) {
      const chance = confidenceOf(evidence, current);
      loss -= Math.log(Math.max(1e-12, correct ? chance : 1 - chance)) * part;
      const pull = (chance - (correct ? 1 : 0)) * part;
      for (const [k, name] of NAMES.entries()) {
        const value = name === 'intercept' ? 1 : evidence[name];
        gradient[k] = (gradient[k] as number) + pull * value;
      }
    }
    return loss;
  });
  return named(solution);
}

function named(weights: ArrayLike<number>): RankerWeights['confidence'] {
  return Object.fromEntries(
    NAMES.map((name, i) => [name, weights[i]]),
  ) as RankerWeights['confidence'];
}
