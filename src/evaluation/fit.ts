import type { RankerWeights } from '../retrieval/ranker.js';
import type { Example } from './example.js';
import { fitConfidence, judgeRanking } from './fit-confidence.js';
import { fitFeatures } from './fit-features.js';
import { judgeUnseen } from './folds.js';

/**
 * Fits all weights. The confidence is fitted on rankings of questions that their ranker had not
 * seen, since rankings of seen ones look surer than they are.
 *
 * @param prior as `fitFeatures` takes it.
 */
export function fitWeights(
  examples: readonly Example[],
  prior?: RankerWeights['features'],
): RankerWeights {
  const unseen = judgeUnseen(examples, (train) => fitFeatures(train, prior), judgeRanking);
  const judged = unseen.filter((one) => one !== undefined);
  return { features: fitFeatures(examples, prior), confidence: fitConfidence(judged) };
}
