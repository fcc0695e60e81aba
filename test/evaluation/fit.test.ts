import { describe, expect, test } from 'vitest';
import { type Example, fitWeights, foldsOf, judgeUnseen } from '../../src/evaluation/fit.js';
import { minimise } from '../../src/evaluation/minimise.js';
import { FEATURES, type Features, type ScoredSentence } from '../../src/retrieval/features.js';
import type { RankerWeights } from '../../src/retrieval/ranker.js';

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
});

const [FIRST, SECOND] = FEATURES;

/** Two passages of a sentence each, one strong in each feature; the answer is in `right`. */
function example(group: string, right: typeof FIRST | typeof SECOND, weight = 1): Example {
  const none = Object.fromEntries(FEATURES.map((name) => [name, 0])) as Record<
    keyof Features,
    number
  >;
  const sentences = [FIRST, SECOND].map((name, id): ScoredSentence => {
    const sentence = { start: 0, end: 1, kind: 'paragraph' as const };
    const passage = { id, document: 0, start: 0, end: 1, sentences: [sentence] };
    const info = { source: 'a.txt', sha256: '', title: '' };
    const document = { id: 0, info, fingerprint: '' };
    const candidate = { passage, document, bm25: 0, similarity: 0 };
    return { candidate, sentence, features: { ...none, [name]: 1 } };
  });
  const question = { id: '', question: '', answerable: true, kind: '', group, gold: [] };
  return {
    question,
    weight,
    retrieved: { query: { text: '', terms: [], answerType: 'any' }, sentences },
    holdsAnswer: [right === FIRST, right === SECOND],
  };
}

const times = (count: number, make: (i: number) => Example) =>
  Array.from({ length: count }, (_, i) => make(i));
const prefers = ({ features }: RankerWeights) =>
  features[FIRST] > features[SECOND] ? FIRST : SECOND;

describe('a fit', () => {
  test('follows the examples that weigh more, not those that are more', () => {
    const many = times(30, (i) => example(`a${i}`, FIRST));
    expect(prefers(fitWeights([...many, ...times(5, (i) => example(`b${i}`, SECOND))]))).toBe(
      FIRST,
    );
    const heavy = times(5, (i) => example(`b${i}`, SECOND, 30));
    expect(prefers(fitWeights([...many, ...heavy]))).toBe(SECOND);
  });

  test('is the same whatever unit the weights are in', () => {
    const mixed = (unit: number) =>
      times(20, (i) => example(`${i}`, i % 3 === 0 ? SECOND : FIRST, unit * (1 + (i % 2))));
    const [one, thousand] = [fitWeights(mixed(1)), fitWeights(mixed(1000))];
    expect(thousand.features[FIRST]).toBeCloseTo(one.features[FIRST], 6);
    expect(thousand.confidence.intercept).toBeCloseTo(one.confidence.intercept, 6);
  });
});

describe('the judgement of unseen examples', () => {
  // Were the odd group's own examples in its fit, they would be the most.
  const odd = times(20, () => example('odd', SECOND));
  const examples = [...odd, ...times(12, (i) => example(`even${i % 4}`, FIRST))];

  test('is by weights that were fitted without their group, in the order of the examples', () => {
    const judged = judgeUnseen(examples, [], ({ question }, weights) => [
      question.group,
      prefers(weights),
    ]);
    expect(judged.map(([group]) => group)).toEqual(examples.map(({ question }) => question.group));
    expect(new Set(judged.slice(0, 20).map(([, preferred]) => preferred))).toEqual(
      new Set([FIRST]),
    );
    expect(new Set(judged.slice(20).map(([, preferred]) => preferred))).toEqual(new Set([SECOND]));
  });

  test('takes other sets into every fit', () => {
    const others = [example('other', SECOND, 1000)];
    const judged = judgeUnseen(examples, others, (_, weights) => prefers(weights));
    expect(new Set(judged)).toEqual(new Set([SECOND]));
  });
});
