import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { QUOTED_FROM } from '../../src/answer/thresholds.js';
import { BUNDLED } from '../../src/config.js';
import { FEATURES, type ScoredSentence } from '../../src/retrieval/features.js';
import type { Query } from '../../src/retrieval/query.js';
import {
  ceilingOf,
  confidenceOf,
  EVIDENCE,
  evidenceOf,
  type RankerWeights,
  rank,
  readWeights,
  scored,
} from '../../src/retrieval/ranker.js';
import { temporaryFolder } from '../temporary-folder.js';
import { allFeatures, queryOf, sentenceWith, termOf } from './made-up.js';

/** Only how much of the question stands in the sentence counts. */
const WEIGHTS: RankerWeights['features'] = { ...allFeatures(0), exact: 1 };

const sentence = (passage: number, start: number, exact: number) =>
  sentenceWith({ exact }, { passage, start });
const ranking = (sentences: readonly ScoredSentence[]) => rank(scored(sentences, WEIGHTS));

const places = (ranked: readonly ScoredSentence[]) =>
  ranked.map(({ candidate, sentence: { start } }) => [candidate.passage.id, start]);

describe('ranking', () => {
  test('takes the best sentence of each passage, the best passage first', () => {
    const sentences = [
      sentence(1, 0, 0.2),
      sentence(1, 5, 0.4),
      sentence(2, 0, 0.9),
      sentence(3, 0, 0),
    ];
    const ranked = ranking(sentences);
    expect(places(ranked)).toEqual([
      [2, 0],
      [1, 5],
      [3, 0],
    ]);
    expect(ranked.map(({ score }) => score)).toEqual([0.9, 0.4, 0]);
  });

  test('breaks ties by the order of the documents, whatever the order of the candidates', () => {
    const sentences = [
      sentence(3, 0, 0.5),
      sentence(1, 4, 0.5),
      sentence(1, 9, 0.5),
      sentence(2, 0, 0.5),
    ];
    const expected = [
      [1, 4],
      [2, 0],
      [3, 0],
    ];
    expect(places(ranking(sentences))).toEqual(expected);
    const otherwise = [3, 1, 0, 2].map((i) => sentences[i] as ScoredSentence);
    expect(places(ranking(otherwise))).toEqual(expected);
  });

  test('keeps the features beside the score', () => {
    expect(ranking([sentence(1, 0, 0.5)])[0]?.features.exact).toBe(0.5);
  });

  test('of nothing is nothing', () => {
    expect(ranking([])).toEqual([]);
  });
});

describe('a score', () => {
  test('is the sum of the features, each times its weight', () => {
    const weights = { ...allFeatures(0), exact: 2, heading: -3, bm25: 10 };
    const [{ score } = { score: 0 }] = scored([sentenceWith({ exact: 0.5, heading: 1 })], weights);
    expect(score).toBe(-2);
  });

  test('is given to each sentence, in the order they came', () => {
    const sentences = [sentence(2, 0, 0.1), sentence(1, 0, 0.7), sentence(1, 5, 0.4)];
    const all = scored(sentences, WEIGHTS);
    expect(all.map(({ score }) => score)).toEqual([0.1, 0.7, 0.4]);
    expect(places(all)).toEqual(places(sentences));
  });
});

describe('the evidence', () => {
  const query = queryOf([termOf('ferry'), termOf('island')]);
  const evidence = (exact: readonly number[], asked = query) =>
    evidenceOf(
      asked,
      rank(
        scored(
          // Likeness weighs nothing here and tells the wordings apart.
          exact.map((value, i) => sentenceWith({ exact: value, likeness: i }, { passage: i })),
          WEIGHTS,
        ),
      ),
    );

  test('is undefined when nothing was found', () => {
    expect(evidence([])).toBeUndefined();
  });

  test('holds what the best sentence meets of the question, wherever it stands', () => {
    const sentences = [
      sentenceWith({ exact: 0.2, sentence: 1 }, { passage: 1 }),
      sentenceWith({ exact: 0.9, sentence: 0.6 }, { passage: 2 }),
      sentenceWith({ exact: 0.3, sentence: 0.8 }, { passage: 3 }),
    ];
    expect(evidenceOf(query, rank(scored(sentences, WEIGHTS)))?.sentence).toBe(0.6);
  });

  test('is spread by nothing when one sentence stands out', () => {
    expect(evidence([0.5])?.spread).toBe(0);
    expect(evidence([100, 0, 0, 0])?.spread).toBeCloseTo(0, 9);
  });

  test('is spread by the logarithm of their number when no sentence stands out', () => {
    expect(evidence([0.5, 0.5, 0.5, 0.5, 0.5])?.spread).toBeCloseTo(Math.log(5), 9);
    expect(evidence([-1e4, -1e4])?.spread).toBeCloseTo(Math.log(2), 9);
  });

  test('is spread by the entropy of the odds that the scores mean', () => {
    const [a, b] = [Math.E / (Math.E + 1), 1 / (Math.E + 1)];
    expect(evidence([1, 0])?.spread).toBeCloseTo(-a * Math.log(a) - b * Math.log(b), 9);
  });

  test('is spread the more, the nearer the others come', () => {
    const spreads = [0, 1, 2, 3].map((other) => evidence([3, other, other])?.spread as number);
    expect(spreads).toEqual([...spreads].sort((a, b) => a - b));
    expect(new Set(spreads).size).toBe(4);
  });

  test('counts copies of a sentence once, and no more than ten wordings', () => {
    const copies = [1, 2, 3].map((passage) =>
      sentenceWith({ exact: 0.5, likeness: 1 }, { passage }),
    );
    expect(evidenceOf(query, rank(scored(copies, WEIGHTS)))?.spread).toBe(0);
    expect(evidence(Array.from({ length: 30 }, () => 0.5))?.spread).toBeCloseTo(Math.log(10), 9);
  });

  test('tells whether what is asked for is missing', () => {
    const when = { ...query, answerType: 'date' as const };
    const asked = (type: number, of: Query = when) =>
      evidenceOf(of, rank(scored([sentenceWith({ type }, { passage: 1 })], WEIGHTS)))?.missing;
    expect(asked(0)).toBe(1);
    expect(asked(1)).toBe(0);
    expect(asked(0, { ...query, answerType: 'any' as const })).toBe(0);
  });

  test('holds the logarithm of the number of terms', () => {
    expect(evidence([1])?.terms).toBeCloseTo(Math.log(2), 9);
    expect(evidence([1], queryOf([termOf('ferry')]))?.terms).toBe(0);
    expect(evidence([1], queryOf([]))?.terms).toBe(0);
  });

  test('tells whether a number is asked for', () => {
    expect(evidence([1])?.number).toBe(0);
    expect(evidence([1], { ...query, answerType: 'number' })?.number).toBe(1);
  });
});

describe('the bundled weights', () => {
  test('name every feature and all evidence', async () => {
    const { features, confidence } = await readWeights(BUNDLED.ranker);
    expect(Object.keys(features).sort()).toEqual([...FEATURES].sort());
    expect(Object.keys(confidence).sort()).toEqual([...EVIDENCE, 'intercept'].sort());
  });

  test('make a confidence between 0 and 1, however extreme the evidence', async () => {
    const { confidence } = await readWeights(BUNDLED.ranker);
    for (const value of [-1e3, 0, 1, 1e3]) {
      const evidence = Object.fromEntries(EVIDENCE.map((name) => [name, value]));
      const sure = confidenceOf(evidence as Record<(typeof EVIDENCE)[number], number>, confidence);
      expect(sure).toBeGreaterThanOrEqual(0);
      expect(sure).toBeLessThanOrEqual(1);
    }
  });

  test.each([
    ['is missing', undefined],
    ['is no JSON', '{'],
    ['lacks a weight', '{"features":{},"confidence":{}}'],
  ])('are refused with the file’s name when the file %s', async (_, content) => {
    const path = join(await temporaryFolder(), 'ranker.json');
    if (content !== undefined) await writeFile(path, content);
    await expect(readWeights(path)).rejects.toMatchObject({
      name: 'VerbatimError',
      code: 'model',
      message: expect.stringContaining(path),
    });
  });
});

test('a question of one word, and one about a place that no document names, is never sure', () => {
  const ferry = termOf('ferry');
  const of = (concept: string, held: boolean) => [{ concept, held, weight: 1, terms: [0] }];
  expect(ceilingOf(queryOf([ferry, termOf('island')]))).toBe(1);
  expect(ceilingOf(queryOf([ferry]))).toBeLessThan(QUOTED_FROM);
  expect(ceilingOf({ ...queryOf([ferry]), named: of('person:1', true) })).toBe(1);
  expect(
    ceilingOf({ ...queryOf([ferry, termOf('oslo')]), named: of('place:NO', false) }),
  ).toBeLessThan(QUOTED_FROM);
  expect(ceilingOf({ ...queryOf([ferry, termOf('oslo')]), named: of('place:NO', true) })).toBe(1);
});

test('a name of two places of which one is held leaves the confidence as it is, as does a pronoun', () => {
  const question = queryOf([termOf('brussels'), termOf('ferry')]);
  const place = (concept: string, held: boolean, weight = 1) => ({
    concept,
    held,
    weight,
    terms: [0],
  });
  expect(
    ceilingOf({ ...question, named: [place('place:BE', false), place('place:EU', true)] }),
  ).toBe(1);
  expect(ceilingOf({ ...question, named: [place('place:US', false, 0.3)] })).toBe(1);
});
