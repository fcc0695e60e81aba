import { describe, expect, test } from 'vitest';
import {
  auroc,
  hitRate,
  holdsGold,
  type Outcome,
  reciprocal,
  scoresOf,
} from '../../src/evaluation/metrics.js';
import type { GoldQuestion } from '../../src/evaluation/question-set.js';

const GOLD = [{ file: 'a.txt', quote: 'the pier was closed' }];

function question(answerable: boolean): GoldQuestion {
  return {
    id: 'q',
    question: 'Was it?',
    answerable,
    kind: 'direct',
    group: 'q',
    gold: answerable ? GOLD : [],
  };
}

const quoted = (text: string) => ({ start: 0, end: text.length, text });

function outcome(answerable: boolean, confidence: number, hit?: number): Outcome {
  return { question: question(answerable), kind: 'quoted', confidence, hit };
}

describe('a citation is right', () => {
  test.each([
    ['when its quote holds a gold quote', 'On Monday the pier was closed for repairs.'],
    ['when its quote lies inside a gold quote', 'pier was closed'],
    ['whatever the white space', 'On Monday the pier\n  was\u00a0closed for repairs.'],
  ])('%s', (_, quote) => {
    expect(holdsGold(question(true), 'a.txt', quoted(quote))).toBe(true);
  });

  test('only when it is of the same file', () => {
    expect(holdsGold(question(true), 'b.txt', quoted('the pier was closed'))).toBe(false);
  });

  test('never for a question that nothing answers', () => {
    expect(holdsGold(question(false), 'a.txt', quoted('the pier was closed'))).toBe(false);
  });

  test.each([
    ['overlaps it', { start: 15, end: 25 }, true],
    ['ends where it begins', { start: 5, end: 10 }, false],
    ['says the same elsewhere', { start: 40, end: 60 }, false],
  ])('by its place where the gold has one: a quote that %s', (_, span, right) => {
    const gold = [{ file: 'a.txt', quote: 'the pier was closed', at: { start: 10, end: 30 } }];
    const quote = { ...span, text: 'the pier was closed' };
    expect(holdsGold({ ...question(true), gold }, 'a.txt', quote)).toBe(right);
  });
});

describe('the hit rate', () => {
  const outcomes = [
    outcome(true, 0.9, 1),
    outcome(true, 0.8, 3),
    outcome(true, 0.7),
    outcome(true, 0.6, 2),
    outcome(false, 0.5),
  ];

  test.each([
    [1, 0.25],
    [2, 0.5],
    [3, 0.75],
    [5, 0.75],
  ])('counts answers among the first %i of answerable questions only', (k, rate) => {
    expect(hitRate(outcomes, k)()).toBe(rate);
  });

  test('is no number where nothing is answerable', () => {
    expect(hitRate([outcome(false, 0.5)], 1)()).toBeNaN();
  });
});

describe('the area under the curve', () => {
  test('is the share of pairs in which the answerable question is surer', () => {
    const outcomes = [outcome(true, 0.9), outcome(true, 0.3), outcome(false, 0.5)];
    expect(auroc(outcomes)()).toBe(0.5);
    expect(auroc([...outcomes, outcome(false, 0.1)])()).toBe(0.75);
  });

  test('counts ties half, so a constant confidence knows nothing', () => {
    expect(auroc([outcome(true, 0.4), outcome(true, 0.4), outcome(false, 0.4)])()).toBe(0.5);
  });
});

describe('a figure of a resample', () => {
  const outcomes = [
    outcome(true, 0.9, 1),
    outcome(true, 0.35, 3),
    outcome(true, 0.5),
    outcome(false, 0.5),
    outcome(false, 0.2),
  ];
  const counts = [2, 1, 3, 3, 1];
  const drawn = outcomes.flatMap((one, i) => Array.from({ length: counts[i] ?? 0 }, () => one));

  test.each([
    ['hit rate', (of: Outcome[]) => hitRate(of, 3)],
    ['area under the curve', auroc],
  ])('is the %s of the questions that were drawn', (_, figure) => {
    expect(figure(outcomes)(counts)).toBeCloseTo(figure(drawn)(), 10);
    expect(figure(outcomes)(counts)).not.toBeCloseTo(figure(outcomes)(), 3);
  });
});

test('the reciprocal rank of an answer that comes too late is nothing', () => {
  const placed = [outcome(true, 0.9, 4), outcome(true, 0.9, 11), outcome(true, 0.9)];
  expect(scoresOf(placed, reciprocal(10))).toEqual([0.25, 0, 0]);
});
