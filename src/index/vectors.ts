import { join } from 'node:path';
import type { PassageSet } from './rows.js';
import { holds, type StoredVectors, type VectorFile } from './stored-vectors.js';
import { readVector } from './vector-reading.js';
import { VectorShard } from './vector-shard.js';

export interface Neighbour {
  readonly id: number;
  /** Cosine, −1…1. */
  readonly similarity: number;
}

/** Vectors that are compared one by one; that takes 10 ms or so. */
const MOST_COMPARED = 2_048;
/** Of a graph so many more are asked for than are wanted, for dead ones; of more each is asked about. */
const MOST_PASSED_OVER = 64;

/** Neighbours behind the wanted ones that may be before them when they are compared exactly. */
const MOST_ROUNDED = 8;

interface Part {
  readonly file: VectorFile;
  readonly shard: () => VectorShard;
  readonly get: (id: number) => Float32Array;
  readonly dead: number;
  close(): void;
}

/** Unit vectors of passages by id. */
export class VectorIndex {
  readonly #parts: readonly Part[];
  readonly #stored: StoredVectors;
  readonly #looseIds: readonly number[];

  private constructor(parts: readonly Part[], stored: StoredVectors) {
    this.#parts = parts;
    this.#stored = stored;
    this.#looseIds = [...stored.loose.keys()];
  }

  /**
   * @throws Error when a file cannot be read or holds another number of vectors. The library ends
   *   the process for some damaged files: they must have been checked.
   */
  static async open(
    folder: string,
    dimension: number,
    stored: StoredVectors,
  ): Promise<VectorIndex> {
    const parts = stored.files.map(async (file) => {
      const shard = await VectorShard.open(join(folder, file.file), dimension, file.count);
      return { ...partOf(file, stored, () => shard), close: () => shard.close() };
    });
    try {
      return new VectorIndex(await Promise.all(parts), stored);
    } catch (error) {
      for (const part of await Promise.allSettled(parts)) {
        if (part.status === 'fulfilled') part.value.close();
      }
      throw error;
    }
  }

  /** Reads single vectors, and a whole file only when it is searched. */
  static lazily(folder: string, dimension: number, stored: StoredVectors): VectorIndex {
    const parts = stored.files.map((file) => {
      const path = join(folder, file.file);
      let opened: VectorShard | undefined;
      const open = () => VectorShard.openNow(path, dimension, file.count);
      const shard = () => (opened ??= open());
      return {
        ...partOf(file, stored, shard),
        get: (id: number) => readVector(path, dimension, id) ?? shard().get(id),
        close: () => opened?.close(),
      };
    });
    return new VectorIndex(parts, stored);
  }

  get loose(): ReadonlyMap<number, Float32Array> {
    return this.#stored.loose;
  }

  /** Vectors of passages. */
  get size(): number {
    const { dead, loose } = this.#stored;
    return this.#parts.reduce((sum, { file }) => sum + file.count, 0) - dead.size + loose.size;
  }

  /**
   * Nearest first, at most `count` and at most all; ties by id.
   *
   * @param among looks at these only: of a few each is compared, of more the graphs are asked, which
   *   may find less than all of the nearest.
   */
  search(vector: Float32Array, count: number, among?: PassageSet): Neighbour[] {
    if (count < 1) return [];
    const isFew = among !== undefined && among.size <= MOST_COMPARED;
    const ids = isFew ? [...among] : this.#near(vector, count, among);
    // The graphs round otherwise than this does: equal vectors are equally near wherever they lie.
    const compared = ids.map((id) => ({ id, similarity: dot(this.get(id), vector) }));
    return nearestFirst(compared).slice(0, count);
  }

  #near(vector: Float32Array, count: number, among?: PassageSet): number[] {
    const found = [
      ...this.#parts.flatMap((part) => this.#inPart(part, vector, count, among)),
      ...this.#inLoose(vector, among),
    ];
    return nearestFirst(found)
      .slice(0, count + MOST_ROUNDED)
      .map(({ id }) => id);
  }

  /** @throws Error when there is no vector of that id. */
  get(id: number): Float32Array {
    const loose = this.#stored.loose.get(id);
    if (loose !== undefined) return loose;
    const part = this.#parts.find(({ file }) => holds(file, id));
    if (part === undefined || this.#stored.dead.has(id))
      throw new Error(`there is no vector ${id}`);
    return part.get(id);
  }

  /** Frees the memory; nothing may be asked any more. */
  close(): void {
    for (const part of this.#parts) part.close();
  }

  #inPart({ shard, dead }: Part, vector: Float32Array, count: number, among?: PassageSet) {
    const isDead = (id: number) => this.#stored.dead.has(id);
    if (among === undefined && dead <= MOST_PASSED_OVER) {
      return shard()
        .search(vector, count + dead)
        .filter(({ id }) => !isDead(id));
    }
    return shard().search(vector, count, (id) => !isDead(id) && (among?.has(id) ?? true));
  }

  #inLoose(vector: Float32Array, among?: PassageSet): Neighbour[] {
    const { loose } = this.#stored;
    const ids = among === undefined ? this.#looseIds : this.#looseIds.filter((id) => among.has(id));
    return ids.map((id) => ({ id, similarity: dot(loose.get(id) as Float32Array, vector) }));
  }
}

function partOf(
  file: VectorFile,
  { dead }: StoredVectors,
  shard: () => VectorShard,
): Omit<Part, 'close'> {
  return {
    file,
    shard,
    get: (id) => shard().get(id),
    dead: [...dead].filter((id) => holds(file, id)).length,
  };
}

function nearestFirst(neighbours: Neighbour[]): Neighbour[] {
  return neighbours.sort((a, b) => b.similarity - a.similarity || a.id - b.id);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
