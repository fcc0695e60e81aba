import { describe, expect, test } from 'vitest';
import { GramCounter, gramsOf } from '../../src/retrieval/grams.js';

const share = (asked: readonly string[], found: readonly string[]) =>
  new GramCounter(gramsOf(asked)).share(gramsOf(found));

describe('the runs of four characters', () => {
  test('are each counted once', () => {
    expect(gramsOf(['ferry'])).toHaveLength(2);
    expect(gramsOf(['aaaaaaaa'])).toHaveLength(1);
  });

  test('run over the space between words, so that their order tells a little', () => {
    expect(gramsOf(['pier', 'shut'])).toHaveLength(6);
    expect(share(['pier', 'shut'], ['pier', 'shut'])).toBe(1);
    expect(share(['pier', 'shut'], ['shut', 'pier'])).toBeLessThan(1);
  });

  test('are none in less than four characters', () => {
    expect([...gramsOf([])]).toEqual([]);
    expect([...gramsOf(['oak'])]).toEqual([]);
    expect(share([], ['ferry'])).toBe(0);
    expect(share(['oak'], ['oak'])).toBe(0);
  });
});

describe('the share of a question’s runs', () => {
  test('is 1 where all stand, 0 where none does, and else between', () => {
    expect(share(['ferry'], ['the', 'ferry', 'leaves'])).toBe(1);
    expect(share(['ferry'], ['bakery'])).toBe(0);
    const found = share(['captain', 'ferry'], ['captain']);
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(1);
  });

  test('finds a stem within a compound or behind another ending, where words do not match', () => {
    expect(share(['harbour'], ['harbourmaster'])).toBe(1);
    expect(share(['repairing'], ['repaired'])).toBeGreaterThan(0.4);
  });

  test('does not grow when the text repeats itself', () => {
    const asked = ['captain', 'ferry'];
    expect(share(asked, Array(9).fill('ferry'))).toBe(share(asked, ['ferry', 'ferry']));
  });
});
