import { describe, expect, test } from 'vitest';
import type { Example } from '../../src/evaluation/example.js';
import { fitFeatures } from '../../src/evaluation/fit-features.js';
import { fitUnseen, foldsOf, judgeUnseen } from '../../src/evaluation/folds.js';
import type { RankerWeights } from '../../src/retrieval/ranker.js';
import { FIRST, preferring, SECOND } from './examples.js';

describe('folds', () => {
  const items = Array.from({ length: 13 }, (_, i) => i);
  const alone = (item: number) => String(item);

  test('test every item once and never train on what they test', () => {
    const folds = foldsOf(items, alone, 5);
    expect(folds.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual(items);
    for (const { train, test } of folds) {
      expect([...train, ...test].sort((a, b) => a - b)).toEqual(items);
    }
  });

  test('differ in size by one at most', () => {
    const sizes = foldsOf(items, alone, 5).map(({ test }) => test.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  test('never part a group', () => {
    const groupOf = (item: number) => `article ${item % 6}`;
    for (const { train, test } of foldsOf(items, groupOf, 5)) {
      const trained = new Set(train.map(groupOf));
      expect(test.filter((item) => trained.has(groupOf(item)))).toEqual([]);
    }
  });

  test('are as even as groups of unlike sizes allow, wherever the large ones stand', () => {
    const sizes = { a: 1, b: 6, c: 2, d: 1, e: 4, f: 3, g: 1 };
    const members = Object.entries(sizes).flatMap(([group, size]) =>
      Array.from({ length: size }, () => group),
    );
    for (const order of [members, members.toReversed()]) {
      const tested = foldsOf(order, (group) => group, 3).map(({ test }) => test.length);
      expect(tested).toEqual([6, 6, 6]);
    }
  });

  test('are the same at every run', () => {
    const groupOf = (item: number) => `article ${item % 6}`;
    expect(foldsOf(items, groupOf)).toEqual(foldsOf(items, groupOf));
  });
});

const times = (count: number, make: (i: number) => Example) =>
  Array.from({ length: count }, (_, i) => make(i));
const prefers = (features: RankerWeights['features']) =>
  features[FIRST] > features[SECOND] ? FIRST : SECOND;

describe('the judgement of unseen examples', () => {
  // Were the odd group's own examples in its fit, they would be the most.
  const odd = times(20, () => preferring('odd', SECOND));
  const examples = [...odd, ...times(12, (i) => preferring(`even${i % 4}`, FIRST))];

  test('is by what was fitted without their group, in the order of the examples', () => {
    const judged = judgeUnseen(examples, fitFeatures, ({ question }, features) => ({
      group: question.group,
      preferred: prefers(features),
    }));
    expect(judged.map(({ group }) => group)).toEqual(
      examples.map(({ question }) => question.group),
    );
    const preferred = judged.map((judgement) => judgement.preferred);
    expect(new Set(preferred.slice(0, 20))).toEqual(new Set([FIRST]));
    expect(new Set(preferred.slice(20))).toEqual(new Set([SECOND]));
  });

  test('can be put off until the examples are gone', () => {
    const fittedFor = fitUnseen(examples, fitFeatures);
    const { question } = preferring('odd', SECOND);
    expect(prefers(fittedFor(question))).toBe(FIRST);
    expect(prefers(fittedFor({ ...question, group: 'even2' }))).toBe(SECOND);
  });

  test('never sees a fit to the example itself', () => {
    judgeUnseen(
      examples,
      (train) => new Set(train),
      (example, seen) => expect(seen.has(example)).toBe(false),
    );
  });
});
