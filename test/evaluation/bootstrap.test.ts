import { describe, expect, test } from 'vitest';
import { estimate, mean, quantilesOf } from '../../src/evaluation/bootstrap.js';

const each = (count: number) => Array.from({ length: count }, (_, i) => `q${i}`);
/** 0.3 on average. */
const HITS = Array.from({ length: 200 }, (_, i) => (i % 10 < 3 ? 1 : 0));

describe('a bootstrap interval', () => {
  test('is the same at every run, and another with another seed', () => {
    const figure = mean(HITS.map((hit, i) => hit + i / 7));
    const first = estimate(figure, each(200));
    expect(estimate(figure, each(200))).toEqual(first);
    expect(estimate(figure, each(200), 7)).not.toEqual(first);
  });

  test('holds the estimate and is as wide as the normal approximation says', () => {
    const { value, low, high } = estimate(mean(HITS), each(200));
    expect(value).toBeCloseTo(0.3, 10);
    const error = Math.sqrt((0.3 * 0.7) / 200);
    expect(low).toBeCloseTo(0.3 - 1.96 * error, 1.7);
    expect(high).toBeCloseTo(0.3 + 1.96 * error, 1.7);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  });

  test('is wider where what fails together is drawn together', () => {
    // Ten groups of twenty, each all right or all wrong, tell no more than ten questions.
    const groups = HITS.map((_, i) => `article ${i % 10}`);
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const together = width(estimate(mean(HITS), groups));
    expect(together).toBeGreaterThan(3 * width(estimate(mean(HITS), each(200))));
  });

  test('of a difference over the same questions is narrower than of either', () => {
    const better = HITS.map((hit, i) => (i % 50 === 9 ? 1 : hit));
    const differences = better.map((hit, i) => hit - (HITS[i] as number));
    const { value, low, high } = estimate(mean(differences), each(200));
    expect(value).toBeCloseTo(0.02, 10);
    const alone = estimate(mean(HITS), each(200));
    expect(high - low).toBeLessThan((alone.high - alone.low) / 2);
  });

  test('is nothing where rankings do the same', () => {
    const none = HITS.map(() => 0);
    expect(estimate(mean(none), each(200))).toEqual({ value: 0, low: 0, high: 0 });
  });

  test('cannot be had of a single group', () => {
    const { value, low, high } = estimate(mean([1, 0]), ['a', 'a']);
    expect([value, low, high]).toEqual([0.5, Number.NaN, Number.NaN]);
  });
});

describe('the quantiles of drawn values', () => {
  test('are those of the distribution, and what is no number is left out', () => {
    const at = quantilesOf((random) => {
      const value = random();
      return value < 0.5 ? Number.NaN : value;
    });
    for (const share of [0.05, 0.5, 0.95]) expect(at(share)).toBeCloseTo(0.5 + share / 2, 1.3);
    expect(at(0)).toBeLessThan(0.51);
    expect(at(1)).toBeGreaterThan(0.99);
  });

  test('are none when there is no number among them', () => {
    expect(quantilesOf(() => Number.NaN)(0.5)).toBeNaN();
  });
});

describe('a mean', () => {
  test('counts each value as often as it was drawn, and leaves out what is no number', () => {
    const figure = mean([1, 0, Number.NaN]);
    expect(figure()).toBe(0.5);
    expect(figure([3, 1, 9])).toBe(0.75);
  });

  test('of nothing is no number', () => {
    expect(mean([Number.NaN])()).toBeNaN();
    expect(mean([1])([0])).toBeNaN();
  });
});
