import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readVector } from '../../src/index/vector-reading.js';
import { VectorShard } from '../../src/index/vector-shard.js';
import { temporaryFolder } from '../temporary-folder.js';

const DIMENSION = 6;

const vectorOf = (id: number) =>
  Float32Array.from({ length: DIMENSION }, (_, i) => Math.sin(id * DIMENSION + i));

async function written(ids: readonly number[]): Promise<string> {
  const path = join(await temporaryFolder(), 'vectors.hnsw');
  const shard = VectorShard.create(DIMENSION, ids.length + 10);
  for (const id of ids) shard.add(id, vectorOf(id));
  await shard.save(path);
  return path;
}

test('every vector is read as the library gives it, and no other is found', async () => {
  const ids = Array.from({ length: 300 }, (_, i) => 64 + 7 * i);
  const path = await written(ids);
  const shard = await VectorShard.open(path, DIMENSION, ids.length);
  for (const id of ids) expect(readVector(path, DIMENSION, id)).toEqual(shard.get(id));
  for (const id of [0, 63, 65, 64 + 7 * 300, 2 ** 32 - 1])
    expect(readVector(path, DIMENSION, id)).toBeUndefined();
});

test('a vector is never one of another id, whatever the order they were added in', async () => {
  const ids = [90, 10, 50, 70, 30, 20];
  const path = await written(ids);
  for (const id of ids)
    expect([undefined, vectorOf(id)]).toContainEqual(readVector(path, DIMENSION, id));
});

test('nothing is read from a file of another dimension, and of one that ends too early', async () => {
  const path = await written([1, 2, 3]);
  expect(readVector(path, DIMENSION + 1, 2)).toBeUndefined();
  await truncate(path, 150);
  expect(readVector(path, DIMENSION, 2)).toBeUndefined();
});
