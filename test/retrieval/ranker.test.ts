import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUNDLED } from '../../src/config.js';
import type { Candidate } from '../../src/retrieval/candidates.js';
import { FEATURES, type Features, type ScoredSentence } from '../../src/retrieval/features.js';
import type { Query } from '../../src/retrieval/query.js';
import {
  confidenceOf,
  EVIDENCE,
  evidenceOf,
  type RankerWeights,
  rank,
  readWeights,
} from '../../src/retrieval/ranker.js';
import { temporaryFolder } from '../temporary-folder.js';

const NOTHING = Object.fromEntries(FEATURES.map((name) => [name, 0])) as Record<
  keyof Features,
  number
>;
/** Only how much of the question stands in the sentence counts. */
const WEIGHTS: RankerWeights['features'] = { ...NOTHING, exact: 1 };

function sentence(passage: number, start: number, exact: number): ScoredSentence {
  // The ranker looks at nothing of a candidate but the passage's id.
  const candidate = { passage: { id: passage } } as Candidate;
  return { candidate, sentence: { start, end: start + 1 }, features: { ...NOTHING, exact } };
}

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
    const ranked = rank(sentences, WEIGHTS);
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
    expect(places(rank(sentences, WEIGHTS))).toEqual(expected);
    const otherwise = [3, 1, 0, 2].map((i) => sentences[i] as ScoredSentence);
    expect(places(rank(otherwise, WEIGHTS))).toEqual(expected);
  });

  test('keeps the features beside the score', () => {
    expect(rank([sentence(1, 0, 0.5)], WEIGHTS)[0]?.features.exact).toBe(0.5);
  });

  test('of nothing is nothing', () => {
    expect(rank([], WEIGHTS)).toEqual([]);
  });
});

describe('the evidence', () => {
  const query = (known: boolean): Query => ({
    text: '',
    answerType: 'any',
    terms: [
      { word: 'ferry', stem: 'ferri', weight: 1, known: true, spellings: [] },
      { word: 'submarine', stem: 'submarin', weight: 3, known, spellings: [] },
    ],
  });

  test('is undefined when nothing was found', () => {
    expect(evidenceOf(query(true), [])).toBeUndefined();
  });

  test('holds how far the best is ahead of the best of another passage', () => {
    const ranked = rank([sentence(1, 0, 0.75), sentence(1, 5, 0.7), sentence(2, 0, 0.5)], WEIGHTS);
    expect(evidenceOf(query(true), ranked)?.lead).toBe(0.25);
  });

  test('holds the weight of the words that the corpus does not know', () => {
    const ranked = rank([sentence(1, 0, 1)], WEIGHTS);
    expect(evidenceOf(query(true), ranked)?.unknown).toBe(0);
    expect(evidenceOf(query(false), ranked)?.unknown).toBe(0.75);
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
