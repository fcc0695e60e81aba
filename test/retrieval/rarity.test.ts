import { expect, test } from 'vitest';
import { rarity } from '../../src/retrieval/rarity.js';

test('a word is the rarer, the fewer passages hold it', () => {
  const rarities = [0, 1, 5, 50, 99, 100].map((frequency) => rarity(frequency, 100));
  expect(rarities).toEqual([...rarities].sort((a, b) => b - a));
  expect(new Set(rarities).size).toBe(rarities.length);
});

test('rarity is as BM25 has it', () => {
  expect(rarity(5, 100)).toBeCloseTo(Math.log(1 + 95.5 / 5.5));
});

test('rarity is never below 0, even of what is counted more often than there are passages', () => {
  for (const [frequency, passages] of [
    [100, 100],
    [200, 100],
    [0, 0],
    [3, 0],
  ] as const) {
    expect(rarity(frequency, passages)).toBeGreaterThanOrEqual(0);
  }
});
