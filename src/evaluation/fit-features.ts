import { FEATURES } from '../retrieval/features.js';
import type { RankerWeights } from '../retrieval/ranker.js';
import type { Example } from './example.js';
import { minimise } from './minimise.js';

/** Strength of the pull towards the prior; half and twice of it changed cross-validated figures little. */
const RIDGE = 0.02;

/**
 * Probability of the sentences that hold the answer under a softmax over all, maximised.
 *
 * @param prior what the weights are pulled towards: a fit to other questions; zero without it.
 */
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
  const solution = minimise(centre, RIDGE, (weights, gradient) => {
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
  return Object.fromEntries(
    FEATURES.map((name, i) => [name, solution[i]]),
  ) as RankerWeights['features'];
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
