import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PassageSet } from '../../src/index/rows.js';
import type { StoredVectors } from '../../src/index/stored-vectors.js';
import { VectorShard } from '../../src/index/vector-shard.js';
import { type Neighbour, VectorIndex } from '../../src/index/vectors.js';
import { temporaryFolder } from '../temporary-folder.js';
import { cosineOf, pseudoRandom, unit } from './unit-vectors.js';

type Vectors = ReadonlyMap<number, Float32Array>;

const numbered = (vectors: readonly Float32Array[], from = 1): Vectors =>
  new Map(vectors.map((vector, i) => [from + i, vector]));

/** An index of files with these vectors each, of which some are dead, and loose ones. */
async function indexOf(
  files: readonly Vectors[],
  {
    dead = [],
    loose = [],
  }: { dead?: readonly number[]; loose?: Iterable<[number, Float32Array]> } = {},
): Promise<VectorIndex> {
  const folder = await temporaryFolder();
  const dimension = [...(files[0]?.values() ?? []), ...new Map(loose).values()][0]?.length ?? 3;
  const stored: StoredVectors = {
    files: files.map((vectors, i) => ({
      file: `${i}.hnsw`,
      first: Math.min(...vectors.keys()),
      last: Math.max(...vectors.keys()),
      count: vectors.size,
    })),
    dead: new Set(dead),
    loose: new Map(loose),
  };
  for (const [i, vectors] of files.entries()) {
    const shard = VectorShard.create(dimension, vectors.size);
    for (const [id, vector] of vectors) shard.add(id, vector);
    await shard.save(join(folder, `${i}.hnsw`));
  }
  return VectorIndex.open(folder, dimension, stored);
}

const setOf = (ids: readonly number[]): PassageSet => ({
  size: ids.length,
  first: ids[0] ?? 0,
  last: ids.at(-1) ?? 0,
  spanned: ids.length,
  has: (id) => ids.includes(id),
  [Symbol.iterator]: () => ids[Symbol.iterator](),
});

/** What comparing with each gives. */
function exactly(vectors: Vectors, asked: Float32Array, count: number): Neighbour[] {
  return [...vectors]
    .map(([id, vector]) => ({ id, similarity: cosineOf(vector, asked) }))
    .sort((a, b) => b.similarity - a.similarity || a.id - b.id)
    .slice(0, count);
}

describe('a vector index', () => {
  test('finds the nearest first, with their cosines', async () => {
    const index = await indexOf([numbered([unit(1, 0, 0), unit(1, 1, 0), unit(0, 0, 1)])]);
    const found = index.search(unit(1, 0.1, 0), 2);
    expect(found.map(({ id }) => id)).toEqual([1, 2]);
    expect(found[0]?.similarity).toBeCloseTo(0.995, 3);
    expect(index.search(unit(1, 0, 0), 3).at(-1)).toEqual({ id: 3, similarity: 0 });
  });

  test('puts equals in the order of their ids, wherever they lie', async () => {
    const same = Array.from({ length: 20 }, () => unit(1, 2, 3));
    const index = await indexOf([numbered(same.slice(5, 10), 6), numbered(same.slice(10), 11)], {
      loose: numbered(same.slice(0, 5)),
    });
    const ids = index.search(unit(1, 2, 3), 20).map(({ id }) => id);
    expect(ids).toEqual(same.map((_, i) => i + 1));
  });

  test('gives all there are when more are asked for, and none when none are', async () => {
    const index = await indexOf([numbered([unit(1, 0, 0), unit(0, 1, 0)])]);
    expect(index.search(unit(1, 0, 0), 1_000_000)).toHaveLength(2);
    for (const count of [0, -1]) expect(index.search(unit(1, 0, 0), count)).toEqual([]);
  });

  test('is searched without harm when it is empty', async () => {
    const empty = await indexOf([]);
    expect(empty.size).toBe(0);
    expect(empty.search(unit(1, 0, 0), 5)).toEqual([]);
  });

  test('has no vector of an id that is dead, and that of one which came in its place', async () => {
    const vectors = numbered([unit(1, 0, 0), unit(0, 1, 0), unit(0, 0, 1)]);
    const index = await indexOf([vectors], { dead: [1, 2], loose: [[2, unit(1, 1, 1)]] });
    expect(index.size).toBe(2);
    expect(() => index.get(1)).toThrow('no vector 1');
    expect(index.get(2)).toEqual(unit(1, 1, 1));
    expect(index.get(3)).toEqual(unit(0, 0, 1));
    expect(() => index.get(4)).toThrow('no vector 4');
  });

  test.each([
    ['a few', 40],
    ['many', 3],
  ])('finds the nearest among %s only', async (_, every) => {
    const random = pseudoRandom();
    const vectors = Array.from({ length: 9_000 }, () =>
      unit(...Array.from({ length: 16 }, () => random() - 0.5)),
    );
    const all = numbered(vectors);
    const index = await indexOf([numbered(vectors.slice(0, 8_000))], {
      loose: numbered(vectors.slice(8_000), 8_001),
    });
    const ids = [...all.keys()].filter((id) => id % every === 0);
    const among = { ...setOf(ids), has: (id: number) => id % every === 0 };
    const asked = unit(...Array.from({ length: 16 }, () => random() - 0.5));
    const within = new Map([...all].filter(([id]) => among.has(id)));
    expect(index.search(asked, 10, among).map(({ id }) => id)).toEqual(
      exactly(within, asked, 10).map(({ id }) => id),
    );
    expect(index.search(asked, 10, setOf([]))).toEqual([]);
  });

  test('finds what comparing with every vector finds, however they came and went', async () => {
    const vector = fc
      .array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 })
      .filter((numbers) => numbers.some((number) => number !== 0))
      .map((numbers) => unit(...numbers));
    const way = fc.record({
      vectors: fc.array(vector, { minLength: 1, maxLength: 60 }),
      cuts: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
      fates: fc.array(fc.constantFrom('stays', 'dies', 'is replaced'), {
        minLength: 60,
        maxLength: 60,
      }),
      asked: vector,
      replacement: vector,
    });
    await fc.assert(
      fc.asyncProperty(way, async ({ vectors, cuts, fates, asked, replacement }) => {
        const all = [...numbered(vectors)];
        const ends = [...cuts, all.length].sort((a, b) => a - b);
        const files = ends
          .map((end, i) => new Map(all.slice(ends[i - 1] ?? 0, end)))
          .filter(({ size }) => size > 0);
        const gone = all.filter((_, i) => fates[i] !== 'stays').map(([id]) => id);
        const replaced = all.filter((_, i) => fates[i] === 'is replaced');
        const loose = replaced.map(([id]): [number, Float32Array] => [id, replacement]);
        const live = new Map(all.filter((_, i) => fates[i] === 'stays').concat(loose));
        const index = await indexOf(files, { dead: gone, loose });
        expect(index.size).toBe(live.size);
        expect(index.search(asked, 7)).toEqual(exactly(live, asked, 7));
        const some = [...live.keys()].filter((id) => id % 2 === 0).sort((a, b) => a - b);
        const among = new Map([...live].filter(([id]) => id % 2 === 0));
        expect(index.search(asked, 7, setOf(some))).toEqual(exactly(among, asked, 7));
      }),
      { numRuns: 60 },
    );
  });

  test('is not read from a folder that lacks a file', async () => {
    const folder = await temporaryFolder();
    const files = [{ file: 'missing.hnsw', first: 1, last: 1, count: 1 }];
    const stored = { files, dead: new Set<number>(), loose: new Map() };
    await expect(VectorIndex.open(folder, 3, stored)).rejects.toThrow();
  });
});
