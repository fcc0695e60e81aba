import { describe, expect, test } from 'vitest';
import { minimise } from '../../src/evaluation/minimise.js';

/** (x − 3)². */
function bowlAtThree([x = 0]: ArrayLike<number> & Iterable<number>, gradient: Float64Array) {
  gradient[0] = 2 * (x - 3);
  return (x - 3) ** 2;
}

describe('the minimum of a loss', () => {
  test('is found for a bowl whose axes differ a thousandfold', () => {
    const found = minimise(Float64Array.of(0, 0), 0, ([x = 0, y = 0], gradient) => {
      gradient.set([2 * (x - 3), 2000 * (y + 1)]);
      return (x - 3) ** 2 + 1000 * (y + 1) ** 2;
    });
    expect(found[0]).toBeCloseTo(3, 3);
    expect(found[1]).toBeCloseTo(-1, 3);
  });

  test('is drawn towards the centre by the ridge, as far as the formula says', () => {
    // (x − 3)² + (x − centre)²/2 is least at (6 + centre) / 3.
    for (const [centre, least] of [
      [0, 2],
      [6, 4],
      [3, 3],
    ] as const) {
      expect(minimise(Float64Array.of(centre), 1, bowlAtThree)[0]).toBeCloseTo(least, 4);
    }
  });

  test('is the same from any centre that does not pull', () => {
    for (const centre of [-100, 0, 100]) {
      expect(minimise(Float64Array.of(centre), 0, bowlAtThree)[0]).toBeCloseTo(3, 4);
    }
  });

  test('is the centre for what loses nothing anywhere, and the centre stays as it was', () => {
    const centre = Float64Array.of(1, -2);
    expect(minimise(centre, 0.5, () => 0)).toEqual(Float64Array.of(1, -2));
    minimise(centre, 0, ([x = 0], gradient) => bowlAtThree([x], gradient));
    expect(centre).toEqual(Float64Array.of(1, -2));
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
    const [found = Number.NaN] = minimise(Float64Array.of(0), 0, ([w = 0], gradient) => {
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
