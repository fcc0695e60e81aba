import { expect, test } from 'vitest';
import { judgingOf } from '../../src/evaluation/judging.js';

test('only a set that the weights were fitted on, with this very model, asks for another fit', () => {
  expect(judgingOf(['a', 'b'], 'b', true).refit).toBe(true);
  expect(judgingOf(['a', 'b'], 'b', false).refit).toBe(false);
  expect(judgingOf(['a', 'b'], 'c', true).refit).toBe(false);
  expect(judgingOf(undefined, 'c', true).refit).toBe(false);
});

test('a set that the weights have seen is never told as one that they have not', () => {
  const unseen = judgingOf([], 'a', true).how;
  for (const bundled of [true, false]) {
    expect(judgingOf(['a'], 'a', bundled).how).toMatch(/fitted on this set/);
  }
  expect(unseen).not.toMatch(/fitted/);
});
