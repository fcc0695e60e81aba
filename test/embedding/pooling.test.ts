import { describe, expect, test } from 'vitest';
import { normalise, pool } from '../../src/embedding/pooling.js';

/** Two texts of two tokens and of one, padded with numbers that must not count. */
const TOKENS = Float32Array.from([3, 0, 0, 4, 0, 5, 900, 900]);
const MASK = BigInt64Array.from([1n, 1n, 1n, 0n]);

describe('pooling', () => {
  test('averages the tokens of a text and leaves its padding out', () => {
    const [first, second] = pool(TOKENS, MASK, [2, 2, 2], 'mean');
    expect([...(first as Float32Array)]).toEqual([closeTo(0.6), closeTo(0.8)]);
    expect([...(second as Float32Array)]).toEqual([0, 1]);
  });

  test('takes the first token alone when the model wants that', () => {
    const [first, second] = pool(TOKENS, MASK, [2, 2, 2], 'cls');
    expect([...(first as Float32Array)]).toEqual([1, 0]);
    expect([...(second as Float32Array)]).toEqual([0, 1]);
  });

  test('gives a zero vector for a text without tokens', () => {
    const [vector] = pool(Float32Array.from([1, 2]), BigInt64Array.from([0n]), [1, 1, 2], 'mean');
    expect([...(vector as Float32Array)]).toEqual([0, 0]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('throws for %s', (value) => {
    const tokens = Float32Array.from([1, value]);
    expect(() => pool(tokens, BigInt64Array.from([1n]), [1, 1, 2], 'mean')).toThrow('not finite');
  });
});

describe('normalising', () => {
  test('scales to length 1', () => {
    expect([...normalise(Float32Array.from([0, -8]))]).toEqual([0, -1]);
  });

  test('leaves a zero vector as it is', () => {
    expect([...normalise(new Float32Array(3))]).toEqual([0, 0, 0]);
  });
});

function closeTo(value: number): number {
  return expect.closeTo(value, 6) as number;
}
