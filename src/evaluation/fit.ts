import { QUOTED_FROM } from '../answer/thresholds.js';
import { FEATURES } from '../retrieval/features.js';
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
import type { Retrieved } from '../retrieval/retrieve.js';
import { minimise } from './minimise.js';
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

const FOLDS = 5;
/** Strength of the pull, towards the prior and towards zero; half and twice of it changed cross-validated figures little. */
const RIDGE = { features: 0.02, confidence: 0.005 };

/** Splits by group, in the order the groups first come: the same at every run. */
export function foldsOf<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  count = FOLDS,
): { train: Item[]; test: Item[] }[] {
  const groups = [...new Set(items.map(groupOf))];
  const foldOf = new Map(groups.map((group, i) => [group, i % count]));
  return Array.from({ length: count }, (_, fold) => ({
    train: items.filter((item) => foldOf.get(groupOf(item)) !== fold),
    test: items.filter((item) => foldOf.get(groupOf(item)) === fold),
  }));
}

/**
 * Fits all weights. The confidence is fitted on rankings of questions that their ranker had not
 * seen, since rankings of seen ones look surer than they are.
 *
 * @param prior what the weights of the features are pulled towards: a fit to other questions.
 */
export function fitWeights(
  examples: readonly Example[],
  prior?: RankerWeights['features'],
): RankerWeights {
  const unseen = foldsOf(examples, groupOf).flatMap(({ train, test }) => {
    const features = fitFeatures(train, prior);
    return test.flatMap((example) => judged(example, features) ?? []);
  });
  return { features: fitFeatures(examples, prior), confidence: fitConfidence(unseen) };
}

/** Judges each example, in order, with what was fitted without its group. */
export function judgeUnseen<Fitted, Judgement>(
  examples: readonly Example[],
  fitTo: (examples: readonly Example[]) => Fitted,
  judge: (example: Example, fitted: Fitted) => Judgement,
): Judgement[] {
  const judgements = new Map<Example, Judgement>();
  for (const { train, test } of foldsOf(examples, groupOf)) {
    const fitted = fitTo(train);
    for (const example of test) judgements.set(example, judge(example, fitted));
  }
  return examples.map((example) => judgements.get(example) as Judgement);
}

function groupOf({ question }: Example): string {
  return question.group;
}

/** Probability of the sentences that hold the answer under a softmax over all, maximised. */
export function fitFeatures(
  examples: readonly Example[],
  prior?: RankerWeights['features'],
): RankerWeights['features'] {
  const size = FEATURES.length;
  const lists = examples
    .filter(({ holdsAnswer }) => holdsAnswer.includes(true))
    .map(({ retrieved, holdsAnswer }) => ({
      rows: Float64Array.from(
        retrieved.sentences.flatMap(({ features }) => FEATURES.map((name) => features[name])),
      ),
      holdsAnswer,
    }));
  const part = 1 / lists.length;
  const centre = Float64Array.from(FEATURES, (name) => prior?.[name] ?? 0);
  const solution = minimise(centre, RIDGE.features, (weights, gradient) => {
    let loss = 0;
    for (const { rows, holdsAnswer } of lists) {
      const odds = oddsOf(rows, weights);
      let all = 0;
      let good = 0;
      for (const [i, odd] of odds.entries()) {
        all += odd;
        if (holdsAnswer[i]) good += odd;
      }
      loss -= Math.log(good / all) * part;
      for (const [i, odd] of odds.entries()) {
        const pull = (odd / all - (holdsAnswer[i] ? odd / good : 0)) * part;
        for (let k = 0; k < size; k++) {
          gradient[k] = (gradient[k] as number) + pull * (rows[i * size + k] as number);
        }
      }
    }
    return loss;
  });
  return named(FEATURES, solution);
}

interface Judged {
  readonly evidence: Evidence;
  /** Whether the first citation holds the answer, presented as the answer or as the closest. */
  readonly asAnswer: boolean;
  readonly asClosest: boolean;
}

function judged(example: Example, features: RankerWeights['features']): Judged | undefined {
  const ranked = rank(scored(example.retrieved.sentences, features));
  const evidence = evidenceOf(example.retrieved.query, ranked);
  if (evidence === undefined) return undefined;
  const best = ranked[0] as RankedSentence;
  const { isRight } = example;
  return { evidence, asAnswer: isRight(best, true), asClosest: isRight(best, false) };
}

/** First as if all were presented as the closest, then with each as it would be presented. */
function fitConfidence(judged: readonly Judged[]): RankerWeights['confidence'] {
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

/** Logistic regression of "the first holds the answer". */
function fitChance(
  examples: readonly { readonly evidence: Evidence; readonly correct: boolean }[],
): RankerWeights['confidence'] {
  const names = ['intercept', ...EVIDENCE] as const;
  const part = 1 / examples.length;
  const solution = minimise(
    new Float64Array(names.length),
    RIDGE.confidence,
    (weights, gradient) => {
      let loss = 0;
      const current = named(names, weights);
      for (const { evidence, correct } of examples) {
        const chance = confidenceOf(evidence, current);
        loss -= Math.log(Math.max(1e-12, correct ? chance : 1 - chance)) * part;
        const pull = (chance - (correct ? 1 : 0)) * part;
        for (const [k, name] of names.entries()) {
          const value = name === 'intercept' ? 1 : evidence[name];
          gradient[k] = (gradient[k] as number) + pull * value;
        }
      }
      return loss;
    },
  );
  return named(names, solution);
}

function named<Name extends string>(
  names: readonly Name[],
  values: ArrayLike<number>,
): Record<Name, number> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<Name, number>;
}

/** The exponentials of the rows' scores, scaled so that none overflows. */
function oddsOf(rows: Float64Array, weights: Float64Array): Float64Array {
  const size = weights.length;
  const odds = new Float64Array(rows.length / size);
  for (let i = 0; i < odds.length; i++) {
    let score = 0;
    for (let k = 0; k < size; k++) {
      score += (rows[i * size + k] as number) * (weights[k] as number);
    }
    odds[i] = score;
  }
  const top = odds.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  return odds.map((score) => Math.exp(score - top));
}
