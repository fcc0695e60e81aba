import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUNDLED } from '../../src/config.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import { openTransformersEmbedder } from '../../src/embedding/transformers.js';
import type { Generation } from '../../src/index/generation.js';
import { openCurrent } from '../../src/index/store.js';
import { updateIndex } from '../../src/index/update.js';
import { temporaryFolder } from '../temporary-folder.js';

const SEEDS = join(import.meta.dirname, '../../seeds');

let embedder: Embedder;
let indexDir: string;
let generation: Generation;

const options = () => ({ seedsDir: SEEDS, indexDir, maxDocumentBytes: 5_000_000, embedder });

beforeAll(async () => {
  const folder = await temporaryFolder();
  indexDir = join(folder, 'index');
  embedder = await openTransformersEmbedder({
    model: BUNDLED.model,
    cacheDir: join(folder, 'hub'),
    hubUrl: 'http://127.0.0.1',
    hubTimeoutMs: 1,
  });
  await updateIndex(options());
  const opened = await openCurrent(indexDir);
  if (opened.kind !== 'open') throw new Error(`the index is ${opened.kind}`);
  generation = opened.generation;
});
afterAll(async () => {
  generation?.close();
  await embedder?.close();
});

test('the seeds are indexed with the bundled model, every passage within its limits', () => {
  const { documents, passages, dimension, wordSimilarity } = generation.manifest;
  expect(documents).toBe(5);
  expect(passages).toBeGreaterThan(20);
  expect(dimension).toBe(embedder.dimension);
  expect(wordSimilarity.deviation).toBeGreaterThan(0);
  for (const { id, info } of generation.documents) {
    const text = generation.verifiedText(info.source) as string;
    for (const { sentences, start, end, id: passage } of generation.passagesOf(id)) {
      const tokens = embedder.countTokens(text.slice(start, end));
      expect(sentences.length === 1 || tokens <= 110, text.slice(start, end)).toBe(true);
      expect(Math.hypot(...generation.vector(passage))).toBeCloseTo(1, 3);
    }
  }
});

test('a passage of the seeds is nearest to the vector of its own text', async () => {
  const sentence = 'The Ukrainian delegation was led by Andriy Yermak.';
  const [vector] = await embedder.embed([sentence], 'question');
  const nearest = generation.nearest(vector as Float32Array, 5).map(({ id }) => {
    const { document, start, end } = generation.passage(id);
    return generation.text(document).slice(start, end);
  });
  expect(nearest.some((text) => text.includes('Yermak'))).toBe(true);
});

test('a second run over the seeds finds nothing to do', async () => {
  const report = await updateIndex({ ...options(), previous: generation });
  expect(report).toMatchObject({ changed: false, faults: [], passages: { embedded: 0 } });
});
