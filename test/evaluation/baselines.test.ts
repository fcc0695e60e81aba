import { beforeAll, describe, expect, test } from 'vitest';
import type { Baseline } from '../../src/evaluation/baselines/baseline.js';
import { everyBaseline } from '../../src/evaluation/baselines/every-baseline.js';
import { HashingEmbedder } from '../index/hashing-embedder.js';

const SENTENCES = [
  'The ferry leaves the island at noon.',
  'Plum cake is sold by the bakery on Mondays.',
  'Divers examined the cracked beam of the pier.',
  ...Array.from({ length: 20 }, (_, i) => `Lorry number ${i} carried gravel to the quarry.`),
];

let baselines: Baseline[];
beforeAll(async () => {
  baselines = await everyBaseline(SENTENCES, new HashingEmbedder('hashing', 512));
});

const NAMES = ['MiniSearch', 'Lunr', 'FTS5 bm25', 'FTS5 bm25, no stop words', 'vectors'];

test('the baselines are those that the tests know', () => {
  expect(baselines.map(({ name }) => name)).toEqual(NAMES);
});

describe.each(NAMES)('%s', (name) => {
  const search = async (question: string) =>
    (await baselines.find((baseline) => baseline.name === name)?.search(question)) ?? [];

  test.each([
    ['Who sold plum cake on Mondays?', 1],
    ['What did divers find at the cracked beam of the pier?', 2],
  ])('ranks the sentence first that says it: %s', async (question, position) => {
    expect((await search(question))[0]).toBe(position);
  });

  test('names ten sentences at most, none twice', async () => {
    const found = await search('Which lorry carried gravel to the quarry?');
    expect(found).toHaveLength(10);
    expect(new Set(found).size).toBe(10);
  });

  test.each(['+ferry -noon *', 'text:ferry~2^3 "noon', '?', 'AND OR NOT ferry noon (', ''])(
    'takes %j for words and not for its own language',
    async (question) => {
      const found = await search(question);
      if (question.includes('ferry') && question.includes('noon')) expect(found[0]).toBe(0);
    },
  );
});
