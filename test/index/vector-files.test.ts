import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPassageOf } from '../../src/index/ids.js';
import { LocalShardBuilder } from '../../src/index/shard-builder.js';
import { holds } from '../../src/index/stored-vectors.js';
import { VectorFiles } from '../../src/index/vector-files.js';
import { VectorIndex } from '../../src/index/vectors.js';
import { temporaryFolder } from '../temporary-folder.js';
import { HashingEmbedder } from './hashing-embedder.js';
import { pseudoRandom } from './unit-vectors.js';

const CAPACITY = 300;

async function written(ids: readonly number[], builders: number) {
  const embedder = new HashingEmbedder();
  const folder = await temporaryFolder();
  let done = 0;
  const files = new VectorFiles(
    folder,
    Array.from({ length: builders }, () => new LocalShardBuilder(embedder, CAPACITY)),
    (count) => {
      done += count;
    },
    CAPACITY,
  );
  const texts = ids.map((id) => ({ id, text: `passage ${id}` }));
  for (const text of texts) await files.add(text);
  const vectors = await files.finish();
  await files.close();
  const stored = { files: vectors, dead: new Set<number>(), loose: new Map() };
  const index = await VectorIndex.open(folder, embedder.dimension, stored);
  const expected = await embedder.embed(texts.map(({ text }) => text));
  return { vectors, index, expected, done };
}

describe('files of vectors', () => {
  test.each([1, 2, 3])('that %i builders fill hold each passage once', async (builders) => {
    const random = pseudoRandom();
    let id = 0;
    const ids = Array.from({ length: 1_500 }, () => {
      id += 1 + Math.floor(random() * 3);
      return id;
    });
    const { vectors, index, expected, done } = await written(ids, builders);
    expect(done).toBe(ids.length);
    expect(index.size).toBe(ids.length);
    expect(vectors.length).toBeGreaterThanOrEqual(ids.length / CAPACITY);
    for (const { count } of vectors) expect(count).toBeLessThanOrEqual(CAPACITY);
    for (const [i, id] of ids.entries()) {
      expect(vectors.filter((file) => holds(file, id))).toHaveLength(1);
      expect(index.get(id)).toEqual(expected[i]);
    }
  });

  test('that two builders fill are as full as each other, whatever the passages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 100, max: 200 }),
        fc.integer({ min: 1, max: 4096 }),
        fc.integer({ min: 1, max: 3 }),
        async (documents, spacing, passages) => {
          const ids = Array.from({ length: documents }, (_, i) =>
            Array.from({ length: passages }, (_, k) => firstPassageOf(1 + spacing * i) + k),
          ).flat();
          const { vectors } = await written(ids, 2);
          const [one = 0, other = 0] = [0, 1].map((stripe) =>
            vectors.reduce((sum, file) => sum + (file.stripe === stripe ? file.count : 0), 0),
          );
          expect(Math.abs(one - other)).toBeLessThanOrEqual(5 * Math.sqrt(documents));
        },
      ),
      { numRuns: 20 },
    );
  });
});
