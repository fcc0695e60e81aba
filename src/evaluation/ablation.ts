import { FEATURES, type Features } from '../retrieval/features.js';
import { type RankerWeights, scored } from '../retrieval/ranker.js';
import { mean } from './bootstrap.js';
import type { Example } from './example.js';
import { fitWeights } from './fit.js';
import { judgeUnseen } from './folds.js';
import { auroc, hitRate, type Outcome } from './metrics.js';

/** How good the answers to questions not fitted on are with all features, or without one. */
export interface Ablation {
  /** `undefined`: nothing. */
  readonly leftOut: keyof Features | undefined;
  /** Shares of the answerable questions, 0…1; `NaN` without any. */
  readonly hit1: number;
  readonly hit3: number;
  /** 0…1, of the confidence; `NaN` where all questions, or none, are answerable. */
  readonly auroc: number;
  /** Mean of `logLikelihood`, up to 0; it tells smaller differences than the shares do. */
  readonly logLikelihood: number;
}

/**
 * Cross-validates with all features, then without each: its value is 0 in every sentence, also
 * where the confidence looks at it. The prior keeps the weights of the others.
 *
 * @param outcomeOf what becomes of an example under the weights.
 */
export function ablate(
  examples: readonly Example[],
  outcomeOf: (example: Example, weights: RankerWeights) => Outcome,
  prior?: RankerWeights['features'],
): Ablation[] {
  return [undefined, ...FEATURES].map((leftOut) => {
    const judged = judgeUnseen(
      leftOut === undefined ? examples : examples.map((example) => without(leftOut, example)),
      (train) => fitWeights(train, prior),
      (example, weights) => ({
        outcome: outcomeOf(example, weights),
        likelihood: logLikelihood(example, weights.features),
      }),
    );
    const outcomes = judged.map(({ outcome }) => outcome);
    return {
      leftOut,
      hit1: hitRate(outcomes, 1)(),
      hit3: hitRate(outcomes, 3)(),
      auroc: auroc(outcomes)(),
      logLikelihood: mean(judged.map(({ likelihood }) => likelihood))(),
    };
  });
}

/**
 * Natural logarithm of the probability that a softmax over all sentences gives to those that hold
 * the answer, which is what a fit maximises; `NaN` where none was retrieved.
 */
export function logLikelihood(
  { retrieved, holdsAnswer }: Example,
  weights: RankerWeights['features'],
): number {
  const scores = scored(retrieved.sentences, weights).map(({ score }) => score);
  const top = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  let all = 0;
  let good = 0;
  for (const [i, score] of scores.entries()) {
    const odds = Math.exp(score - top);
    all += odds;
    if (holdsAnswer[i]) good += odds;
  }
  return holdsAnswer.includes(true) ? Math.log(good / all) : Number.NaN;
}

/** A Markdown table: all features first, then the one that is missed most, and so on. */
export function ablationTable(ablations: readonly Ablation[]): string {
  const [whole, ...others] = ablations;
  const sorted = others.sort((a, b) => a.logLikelihood - b.logLikelihood);
  const rows = [...(whole === undefined ? [] : [whole]), ...sorted].map((row) => [
    row.leftOut === undefined ? 'nothing' : `\`${row.leftOut}\``,
    shown(100 * row.hit1, 1, ' %'),
    shown(100 * row.hit3, 1, ' %'),
    shown(row.auroc, 3),
    shown(row.logLikelihood, 4),
  ]);
  const heading = ['left out', 'hit@1', 'hit@3', 'AUROC', 'log-likelihood'];
  return [heading, ['---', ...heading.slice(1).map(() => '---:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function shown(value: number, digits: number, unit = ''): string {
  return Number.isNaN(value) ? '–' : `${value.toFixed(digits).replace('-', '−')}${unit}`;
}

function without(name: keyof Features, example: Example): Example {
  const { retrieved } = example;
  const sentences = retrieved.sentences.map((sentence) => ({
    ...sentence,
    features: { ...sentence.features, [name]: 0 },
  }));
  return { ...example, retrieved: { ...retrieved, sentences } };
}
