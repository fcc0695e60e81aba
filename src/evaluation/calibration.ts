import { mean, quantilesOf } from './bootstrap.js';
import { type Outcome, share } from './metrics.js';

export interface Bin {
  readonly count: number;
  readonly confidence: number;
  /** Share whose first citation holds the answer. */
  readonly correct: number;
}

const BINS = 10;
/** What a program whose confidence is right exceeds once in twenty sets. */
const CHANCE = 0.95;

/** Reliability table over ten equal ranges of confidence; empty ranges are left out. */
export function reliability(outcomes: readonly Outcome[]): Bin[] {
  return Array.from({ length: BINS }, (_, bin) =>
    outcomes.filter(({ confidence }) => binOf(confidence) === bin),
  )
    .filter((members) => members.length > 0)
    .map((members) => ({
      count: members.length,
      confidence: mean(members.map(({ confidence }) => confidence))(),
      correct: share(members, isCorrect)(),
    }));
}

/**
 * Expected calibration error (Naeini et al. 2015), 0…1: the mean gap between confidence and truth
 * over ten ranges, by count. Chance alone makes it larger than 0, the more so the fewer questions.
 */
export function calibrationError(outcomes: readonly Outcome[]): number {
  const confidences = Float64Array.from(outcomes, ({ confidence }) => confidence);
  return errorOf(confidences, (i) => isCorrect(outcomes[i] as Outcome));
}

/**
 * The calibration error that chance alone rarely exceeds: the 95th percentile of sets with the same
 * confidences in which each answer is right with just that chance, independently of the others.
 */
export function chanceError(outcomes: readonly Outcome[]): number {
  const confidences = Float64Array.from(outcomes, ({ confidence }) => confidence);
  return quantilesOf((random) =>
    errorOf(confidences, (i) => random() < (confidences[i] as number)),
  )(CHANCE);
}

/**
 * The calibration error beside what chance explains, and a sentence when it is more than that;
 * nothing of no questions.
 */
export function calibrationLines(outcomes: readonly Outcome[]): string[] {
  if (outcomes.length === 0) return [];
  const error = calibrationError(outcomes);
  const chance = chanceError(outcomes);
  const figure = `expected calibration error  ${error.toFixed(3)} (chance alone: up to ${chance.toFixed(3)})`;
  if (error <= chance) return [figure];
  return [
    figure,
    `The confidence is off here, by ${error.toFixed(2)} on average, which is more than chance explains. Do not read it as the chance of a right answer.`,
  ];
}

function errorOf(confidences: Float64Array, isRight: (i: number) => boolean): number {
  const sums = new Float64Array(BINS);
  for (const [i, confidence] of confidences.entries()) {
    const bin = binOf(confidence);
    sums[bin] = (sums[bin] as number) + confidence - (isRight(i) ? 1 : 0);
  }
  return sums.reduce((sum, gap) => sum + Math.abs(gap), 0) / confidences.length;
}

function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.floor(confidence * BINS));
}

function isCorrect({ hit }: Outcome): boolean {
  return hit === 1;
}
