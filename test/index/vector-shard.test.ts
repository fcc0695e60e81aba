import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VectorShard } from '../../src/index/vector-shard.js';
import { temporaryFolder } from '../temporary-folder.js';
import { cosineOf, pseudoRandom, unit } from './unit-vectors.js';

function shardOf(...vectors: Float32Array[]): VectorShard {
  const index = VectorShard.create(vectors[0]?.length ?? 3, vectors.length);
  for (const [i, vector] of vectors.entries()) index.add(i + 1, vector);
  return index;
}

describe('a shard of vectors', () => {
  test('that was closed, once or twice, says so instead of finding nothing', () => {
    const index = shardOf(unit(1, 0, 0));
    index.close();
    index.close();
    expect(() => index.search(unit(1, 0, 0), 1)).toThrow('the vectors were closed');
    expect(() => index.get(1)).toThrow('the vectors were closed');
  });

  test('gives all there are when more are asked for, and none when none are', () => {
    const index = shardOf(unit(1, 0, 0), unit(0, 1, 0));
    expect(index.search(unit(1, 0, 0), 1_000_000)).toHaveLength(2);
    for (const count of [0, -1]) expect(index.search(unit(1, 0, 0), count)).toEqual([]);
  });

  test('is searched without harm when it is empty', async () => {
    const empty = VectorShard.create(3, 0);
    expect(empty.search(unit(1, 0, 0), 5)).toEqual([]);
    const path = join(await temporaryFolder(), 'empty.hnsw');
    await empty.save(path);
    expect((await VectorShard.open(path, 3, 0)).search(unit(1, 0, 0), 5)).toEqual([]);
  });

  test.each([
    ['too short', Float32Array.of(1, 0), 'has 2 numbers instead of 3'],
    ['too long', Float32Array.of(1, 0, 0, 0), 'has 4 numbers instead of 3'],
    ['empty', Float32Array.of(), 'has 0 numbers instead of 3'],
    ['with NaN', Float32Array.of(1, Number.NaN, 0), 'not finite'],
    ['with infinity', Float32Array.of(1, Number.POSITIVE_INFINITY, 0), 'not finite'],
  ])('refuses a vector that is %s', (_, vector, message) => {
    const index = shardOf(unit(1, 0, 0));
    expect(() => index.add(2, vector)).toThrow(message);
    expect(() => index.search(vector, 1)).toThrow(message);
    expect(index.size).toBe(1);
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the id %d', (id) => {
    expect(() => VectorShard.create(3, 1).add(id, unit(1, 0, 0))).toThrow('is no id of a vector');
  });

  test('refuses more vectors than it was made for', () => {
    const index = shardOf(unit(1, 0, 0));
    expect(() => index.add(2, unit(0, 1, 0))).toThrow();
    expect(index.size).toBe(1);
  });

  test('gives a vector back by its id, and throws for an id it does not have', () => {
    const index = shardOf(unit(1, 2, 3));
    expect(index.get(1)).toEqual(unit(1, 2, 3));
    expect(() => index.get(2)).toThrow();
  });

  test('is the same after it was written and read', async () => {
    const path = join(await temporaryFolder(), 'some.hnsw');
    const vectors = Array.from({ length: 200 }, (_, i) => unit(Math.sin(i), Math.cos(i * i), 0.3));
    const written = shardOf(...vectors);
    await written.save(path);
    const read = await VectorShard.open(path, 3, 200);
    const question = unit(0.2, 0.9, 0.1);
    const ids = (shard: VectorShard) => new Set(shard.search(question, 50).map(({ id }) => id));
    expect(ids(read)).toEqual(ids(written));
    expect(read.get(7)).toEqual(vectors[6]);
  });

  test('misses next to nothing among many vectors, before and after it was read', async () => {
    const random = pseudoRandom();
    const vectors = Array.from({ length: 1500 }, () =>
      unit(...Array.from({ length: 64 }, () => random() - 0.5)),
    );
    const path = join(await temporaryFolder(), 'many.hnsw');
    const written = shardOf(...vectors);
    await written.save(path);
    const read = await VectorShard.open(path, 64, vectors.length);
    for (const index of [written, read]) {
      let hits = 0;
      for (let i = 0; i < 20; i++) {
        const question = unit(...Array.from({ length: 64 }, () => random() - 0.5));
        const nearest = vectors
          .map((vector, at) => ({ id: at + 1, cosine: cosineOf(vector, question) }))
          .sort((a, b) => b.cosine - a.cosine)
          .slice(0, 10);
        const found = new Set(index.search(question, 10).map(({ id }) => id));
        hits += nearest.filter(({ id }) => found.has(id)).length;
      }
      expect(hits).toBeGreaterThanOrEqual(190);
    }
  });

  test('is not read with another number of vectors than it must hold', async () => {
    const path = join(await temporaryFolder(), 'some.hnsw');
    await shardOf(unit(1, 0, 0), unit(0, 1, 0)).save(path);
    await expect(VectorShard.open(path, 3, 3)).rejects.toThrow('2 vectors instead of 3');
  });

  test('is not written into a folder that is missing, nor read from one', async () => {
    const path = join(await temporaryFolder(), 'missing', 'some.hnsw');
    await expect(shardOf(unit(1, 0, 0)).save(path)).rejects.toThrow();
    await expect(stat(path)).rejects.toThrow('ENOENT');
    await expect(VectorShard.open(path, 3, 1)).rejects.toThrow();
  });

  test('is not read from a file that is something else', async () => {
    const path = join(await temporaryFolder(), 'some.hnsw');
    await shardOf(unit(1, 0, 0)).save(path);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    await expect(VectorShard.open(path, 3, 1)).rejects.toThrow();
  });

  test('finds what comparing with every vector finds', () => {
    const vector = fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
      .filter((numbers) => Math.hypot(...numbers) > 0.1)
      .map((numbers) => unit(...numbers));
    fc.assert(
      fc.property(
        fc.array(vector, { minLength: 1, maxLength: 60 }),
        vector,
        (vectors, question) => {
          const cosines = vectors.map((other) => cosineOf(other, question));
          const best = [...cosines].sort((a, b) => b - a).slice(0, 5);
          const found = shardOf(...vectors)
            .search(question, 5)
            .sort((a, b) => b.similarity - a.similarity);
          expect(found).toHaveLength(best.length);
          for (const [i, { id, similarity }] of found.entries()) {
            expect(similarity).toBeCloseTo(best[i] as number, 4);
            expect(cosines[id - 1]).toBeCloseTo(similarity, 4);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
