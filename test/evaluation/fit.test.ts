import { describe, expect, test } from 'vitest';
import { foldsOf } from '../../src/evaluation/fit.js';
import { minimise } from '../../src/evaluation/minimise.js';

describe('the minimum of a loss', () => {
  test('is found for a bowl whose axes differ a thousandfold', () => {
    const found = minimise(2, 0, ([x = 0, y = 0], gradient) => {
      gradient.set([2 * (x - 3), 2000 * (y + 1)]);
      return (x - 3) ** 2 + 1000 * (y + 1) ** 2;
    });
    expect(found[0]).toBeCloseTo(3, 3);
    expect(found[1]).toBeCloseTo(-1, 3);
  });

  test('is drawn towards zero by the ridge, as far as the formula says', () => {
    // (x − 3)² + x²/2 is least at 2.
    const [found] = minimise(1, 1, ([x = 0], gradient) => {
      gradient[0] = 2 * (x - 3);
      return (x - 3) ** 2;
    });
    expect(found).toBeCloseTo(2, 4);
  });

  test('is where the slope is none for a logistic loss, which has no closed form', () => {
    const points = [
      [-2, 0],
      [-1, 0],
      [0.5, 0],
      [-0.5, 1],
      [1, 1],
      [2, 1],
    ] as const;
    const slopeAt = (w: number) =>
      points.reduce((sum, [x, y]) => sum + (1 / (1 + Math.exp(-w * x)) - y) * x, 0);
    const [found = Number.NaN] = minimise(1, 0, ([w = 0], gradient) => {
      gradient[0] = slopeAt(w);
      return points.reduce(
        (sum, [x, y]) => sum + Math.log(1 + Math.exp(-w * x)) + (1 - y) * w * x,
        0,
      );
    });
    expect(slopeAt(found)).toBeCloseTo(0, 4);
    expect(found).toBeGreaterThan(0);
  });
});

describe('folds', () => {
  const items = Array.from({ length: 13 }, (_, i) => i);

  test('test every item once and never train on what they test', () => {
    const folds = foldsOf(items, 5);
    expect(folds.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual(items);
    for (const { train, test } of folds) {
      expect([...train, ...test].sort((a, b) => a - b)).toEqual(items);
    }
  });

  test('differ in size by one at most', () => {
    const sizes = foldsOf(items, 5).map(({ test }) => test.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});
