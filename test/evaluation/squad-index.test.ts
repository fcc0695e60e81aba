import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import {
  placedBy,
  placedByUs,
  rankedOutcome,
  sentencesOf,
  spread,
} from '../../src/evaluation/comparison.js';
import { examplesOf } from '../../src/evaluation/evaluate.js';
import { fitWeights } from '../../src/evaluation/fit.js';
import { fitFeatures } from '../../src/evaluation/fit-features.js';
import type { GoldQuestion } from '../../src/evaluation/question-set.js';
import { readSquadFile } from '../../src/evaluation/squad-file.js';
import type { Generation } from '../../src/index/generation.js';
import { FEATURES } from '../../src/retrieval/features.js';
import { EVIDENCE, type RankerWeights } from '../../src/retrieval/ranker.js';
import { SQUAD_EXAMPLES, withSquadIndex } from '../../src/squad-index.js';
import { HashingEmbedder } from '../index/hashing-embedder.js';
import { squadFile, VERSION_1, VERSION_2 } from './squad-files.js';

const embedder = new HashingEmbedder();
/** Every feature speaks for a sentence. */
const WEIGHTS = {
  features: Object.fromEntries(FEATURES.map((name) => [name, 1])),
  confidence: Object.fromEntries(['intercept', ...EVIDENCE].map((name) => [name, 0])),
} as unknown as RankerWeights;

async function withIndexOf(
  content: unknown,
  use: (generation: Generation, questions: GoldQuestion[]) => Promise<void>,
  leavingOut?: boolean,
): Promise<void> {
  const { articles } = await readSquadFile(await squadFile(content));
  await withSquadIndex(articles, embedder, use, leavingOut);
}

const foldersLeft = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('verbatim-squad-')).sort();

describe('an index of articles', () => {
  test('holds each article as a document, and the gold of its questions as sentences', async () => {
    await withIndexOf(VERSION_1, async (generation, questions) => {
      expect(generation.documents).toHaveLength(1);
      const places = sentencesOf(generation).map(({ source, start, end }) => ({
        file: source,
        at: { start, end },
      }));
      expect(questions.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
      for (const { gold } of questions) {
        expect(gold).toHaveLength(1);
        const { file, at } = gold[0] ?? {};
        expect(places).toContainEqual({ file, at });
      }
    });
  });

  test('is gone afterwards, whatever happened', async () => {
    const before = await foldersLeft();
    const failing = withIndexOf(VERSION_1, async () => {
      expect(await foldersLeft()).not.toEqual(before);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await foldersLeft()).toEqual(before);
  });

  test('leaves one of five articles out and counts what is asked about it as unanswerable', async () => {
    const mix = async () => {
      let found: { documents: number; left: string[] } = { documents: 0, left: [] };
      await withIndexOf(
        VERSION_2,
        async ({ documents }, questions) => {
          expect(questions).toHaveLength(10);
          const left = questions.filter(({ kind }) => kind === 'left out');
          expect(left.every(({ answerable, gold }) => !answerable && gold.length === 0)).toBe(true);
          expect(questions.filter(({ answerable }) => answerable)).toHaveLength(4);
          found = { documents: documents.length, left: left.map(({ id }) => id) };
        },
        true,
      );
      return found;
    };
    const first = await mix();
    expect(first).toEqual({ documents: 4, left: ['Elsby-1', 'Elsby-2'] });
    expect(await mix()).toEqual(first);
  });
});

describe('a ranking of sentences', () => {
  test('is hit where the sentence with the answer comes, by us and by a baseline alike', async () => {
    await withIndexOf(VERSION_1, async (generation, questions) => {
      const sentences = sentencesOf(generation);
      const last = [...sentences.keys()].reverse();
      const backwards = { name: 'backwards', search: () => last };
      const placed = await placedBy(backwards, questions, sentences);
      expect(placed.map(({ hit }) => hit)).toEqual([4, 3, 2]);
      const examples = await examplesOf(generation, embedder, questions);
      const [, kept] = examples.map((example) => rankedOutcome(example, WEIGHTS));
      expect(kept).toMatchObject({ hit: 1, confidence: 0.5, kind: 'closest' });
    });
  });

  test('is ours from all that was retrieved, with the weights that are for the question', async () => {
    await withIndexOf(VERSION_2, async (generation, questions) => {
      const unlike: RankerWeights = { ...WEIGHTS, features: { ...WEIGHTS.features, bm25: -9 } };
      const weightsFor = ({ id }: GoldQuestion) => (id.startsWith('Corvin') ? unlike : WEIGHTS);
      const whole = await examplesOf(generation, embedder, questions);
      const judged = whole.map((example) => rankedOutcome(example, weightsFor(example.question)));
      expect(await placedByUs(generation, embedder, questions, weightsFor)).toEqual(judged);
      expect(judged).not.toEqual(whole.map((example) => rankedOutcome(example, WEIGHTS)));
    });
  });

  test('is the same for as many passages as are kept of an example', async () => {
    await withIndexOf(VERSION_2, async (generation, questions) => {
      const { features } = WEIGHTS;
      const all = await examplesOf(generation, embedder, questions);
      const kept = await examplesOf(generation, embedder, questions, {
        keep: { passages: 2, features },
      });
      const held = (examples: typeof all) => examples.map((e) => e.holdsAnswer.filter(Boolean));
      expect(held(kept)).toEqual(held(all));
      for (const [i, example] of kept.entries()) {
        const { sentences } = example.retrieved;
        expect(sentences.length).toBe(example.holdsAnswer.length);
        expect(sentences.length).toBeLessThan(all[i]?.retrieved.sentences.length ?? 0);
        const whole = all[i] as typeof example;
        const { hit } = rankedOutcome(whole, WEIGHTS);
        if (hit !== undefined && hit <= 2) expect(rankedOutcome(example, WEIGHTS).hit).toBe(hit);
      }
    });
  });
});

describe('a prior', () => {
  test('is fitted on a file, the same each time, and the weights are pulled towards it', async () => {
    const fits: { prior: RankerWeights['features']; weights: RankerWeights }[] = [];
    const fit = async (generation: Generation, questions: readonly GoldQuestion[]) => {
      const examples = await examplesOf(generation, embedder, questions, SQUAD_EXAMPLES);
      const prior = fitFeatures(examples);
      fits.push({ prior, weights: fitWeights(examples.slice(0, 2), prior) });
    };
    await withIndexOf(VERSION_2, fit);
    await withIndexOf(VERSION_2, fit);
    const [first, second] = fits;
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(first?.prior.sentence).toBeGreaterThan(0.1);
    expect(first?.weights.features.sentence).toBeGreaterThan(0.1);
    // No sentence of the file is a heading, so nothing but the prior could move its weight.
    expect(first?.weights.features.heading).toBe(first?.prior.heading);
  });
});

test('a sample is spread evenly, and no larger than what there is', () => {
  const items = Array.from({ length: 10 }, (_, i) => i);
  expect(spread(items, 4)).toEqual([0, 2, 5, 7]);
  expect(spread(items, 10)).toEqual(items);
  expect(spread(items, 99)).toEqual(items);
});
