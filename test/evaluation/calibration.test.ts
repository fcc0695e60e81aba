import { describe, expect, test } from 'vitest';
import {
  calibrationError,
  calibrationLines,
  chanceError,
  reliability,
} from '../../src/evaluation/calibration.js';
import type { Outcome } from '../../src/evaluation/metrics.js';

function outcome(confidence: number, isRight: boolean): Outcome {
  const rest = { answerable: true, kind: 'direct', group: 'q', gold: [] };
  const question = { id: 'q', question: 'Was it?', ...rest };
  return { question, kind: 'quoted', confidence, hit: isRight ? 1 : undefined };
}

/** Park & Miller's numbers in (0, 1), so that a set is the same at every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Answers with confidences from 0 to 1, each right with the chance that `chanceOf` says. */
function simulated(seed: number, count: number, chanceOf: (confidence: number) => number) {
  const random = numbersFrom(seed);
  return Array.from({ length: count }, () => {
    const confidence = random();
    return outcome(confidence, random() < chanceOf(confidence));
  });
}

describe('the calibration error', () => {
  test('is nothing when confidence is kept', () => {
    const kept = Array.from({ length: 4 }, (_, i) => outcome(0.75, i < 3));
    expect(calibrationError(kept)).toBeCloseTo(0);
  });

  test('is the mean gap, each range by its number of questions', () => {
    const sure = [outcome(1, true), outcome(1, true), outcome(1, true)];
    expect(calibrationError([...sure, outcome(0.96, false)])).toBeCloseTo(0.24);
    expect(calibrationError([...sure, outcome(0.4, false)])).toBeCloseTo(0.1);
    expect(calibrationError([...sure, outcome(0, true)])).toBeCloseTo(0.25);
  });

  test('comes from ranges that hold every question once, the ends included', () => {
    const outcomes = [0, 0.05, 0.1, 0.999, 1].map((confidence) => outcome(confidence, true));
    expect(reliability(outcomes).map(({ count }) => count)).toEqual([2, 1, 2]);
  });
});

describe('what chance alone makes of the calibration error', () => {
  const found = (count: number, chanceOf: (confidence: number) => number) =>
    Array.from({ length: 100 }, (_, i) => calibrationLines(simulated(i + 1, count, chanceOf)))
      .flat()
      .filter((line) => line.includes('is off')).length;

  test('is exceeded in about one of twenty small sets where the confidence is right', () => {
    const times = found(60, (confidence) => confidence);
    expect(times).toBeGreaterThan(0);
    expect(times).toBeLessThanOrEqual(12);
  });

  test('is exceeded in most small sets where answers are surer than they are right', () => {
    expect(found(60, (confidence) => confidence ** 3)).toBeGreaterThan(80);
  });

  test('is less the more questions there are, and the same at every run', () => {
    const [few, many] = [60, 600].map((count) => simulated(1, count, (confidence) => confidence));
    expect(chanceError(many as Outcome[])).toBeLessThan(chanceError(few as Outcome[]) / 2);
    expect(chanceError(few as Outcome[])).toBe(chanceError(few as Outcome[]));
  });

  test('is as large as reckoned where one question is all there is', () => {
    // Right nine times of ten with a gap of 0.1, else of 0.9, which is in the last twentieth.
    expect(chanceError([outcome(0.9, true)])).toBeCloseTo(0.9);
    expect(chanceError([outcome(0.99, true)])).toBeCloseTo(0.01);
  });
});

test('there is nothing to tell of the calibration of no questions', () => {
  expect(calibrationLines([])).toEqual([]);
});
