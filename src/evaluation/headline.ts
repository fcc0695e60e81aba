import { calibrationError } from './calibration.js';
import { auroc, hitRate, type Outcome, share } from './metrics.js';
import { isQuoted } from './print.js';

/** The figures of a set that are told first; each 0…1, `NaN` where the set has nothing to count. */
export interface Headline {
  readonly hitAt1: number;
  readonly hitAt3: number;
  readonly auroc: number;
  /** Expected calibration error. */
  readonly ece: number;
  /** Share of the unanswerable questions that were presented as answered. */
  readonly falselyQuoted: number;
}

export function headlineOf(outcomes: readonly Outcome[]): Headline {
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  return {
    hitAt1: hitRate(outcomes, 1)(),
    hitAt3: hitRate(outcomes, 3)(),
    auroc: auroc(outcomes)(),
    ece: calibrationError(outcomes),
    falselyQuoted: share(unanswerable, isQuoted)(),
  };
}
