import { stat } from 'node:fs/promises';
import hnswlib from 'hnswlib-node';
import type { PassageSet } from './rows.js';

/** Links a node; 16 is the paper's middle (Malkov & Yashunin 2018, section 4.1). */
const M = 16;
const EF_CONSTRUCTION = 200;
/** Recall@10 was 1.0 at 200 on random vectors; the library's default of 10 gave 0.64. */
const EF_SEARCH = 200;
const SEED = 100;

export interface Neighbour {
  readonly id: number;
  /** Cosine, −1…1. */
  readonly similarity: number;
}

/** Vectors that are compared one by one; that takes 10 ms or so. */
const MOST_COMPARED = 2_048;

/** Unit vectors by id in a hierarchical navigable small world graph, compared by inner product. */
export class VectorIndex {
  readonly dimension: number;
  readonly #graph: hnswlib.HierarchicalNSW;

  private constructor(dimension: number, graph: hnswlib.HierarchicalNSW) {
    this.dimension = dimension;
    this.#graph = graph;
  }

  static create(dimension: number, capacity: number): VectorIndex {
    const graph = new hnswlib.HierarchicalNSW('ip', dimension);
    graph.initIndex({
      maxElements: Math.max(1, capacity),
      m: M,
      efConstruction: EF_CONSTRUCTION,
      randomSeed: SEED,
    });
    graph.setEf(EF_SEARCH);
    return new VectorIndex(dimension, graph);
  }

  /**
   * @param count vectors that the file must hold; the library would load another dimension's file
   *   without a word.
   * @throws Error when the file cannot be read or holds another number of vectors.
   */
  static async open(path: string, dimension: number, count: number): Promise<VectorIndex> {
    const graph = new hnswlib.HierarchicalNSW('ip', dimension);
    await graph.readIndex(path);
    graph.setEf(EF_SEARCH);
    if (graph.getCurrentCount() !== count) {
      throw new Error(`${path} holds ${graph.getCurrentCount()} vectors instead of ${count}`);
    }
    return new VectorIndex(dimension, graph);
  }

  get size(): number {
    return this.#graph.getCurrentCount();
  }

  /** @throws Error for a vector of another dimension or with a number that is not finite. */
  add(id: number, vector: Float32Array): void {
    if (!Number.isInteger(id) || id < 0) throw new Error(`${id} is no id of a vector`);
    this.#graph.addPoint(this.#checked(vector), id);
  }

  /**
   * Nearest first, at most `count` and at most all; ties by id.
   *
   * @param among looks at these only: of a few each is compared, of more the graph is asked, which
   *   may find less than all of the nearest.
   */
  search(vector: Float32Array, count: number, among?: PassageSet): Neighbour[] {
    const wanted = Math.min(count, among?.size ?? this.size);
    if (wanted < 1) return [];
    if (among !== undefined && among.size <= MOST_COMPARED) {
      return nearestFirst(this.#compared(vector, among)).slice(0, wanted);
    }
    const { neighbors, distances } = this.#graph.searchKnn(
      this.#checked(vector),
      wanted,
      among && ((id) => among.has(id)),
    );
    return nearestFirst(
      neighbors.map((id, i) => ({ id, similarity: 1 - (distances[i] as number) })),
    );
  }

  #compared(vector: Float32Array, among: PassageSet): Neighbour[] {
    const found: Neighbour[] = [];
    for (let id = among.first; id <= among.last; id++) {
      if (!among.has(id)) continue;
      const point = this.#graph.getPoint(id);
      const similarity = point.reduce((sum, value, i) => sum + value * (vector[i] as number), 0);
      found.push({ id, similarity });
    }
    return found;
  }

  /** @throws Error when there is no vector of that id. */
  get(id: number): Float32Array {
    return Float32Array.from(this.#graph.getPoint(id));
  }

  /** @throws Error when nothing was written: the library says nothing when a folder is missing. */
  async save(path: string): Promise<void> {
    await this.#graph.writeIndex(path);
    if ((await stat(path)).size === 0) throw new Error(`${path} could not be written`);
  }

  /** The binding wants a plain array and ends the process for anything that is not a number. */
  #checked(vector: Float32Array): number[] {
    if (vector.length !== this.dimension) {
      throw new Error(`a vector has ${vector.length} numbers instead of ${this.dimension}`);
    }
    const numbers = Array.from(vector);
    if (!numbers.every(Number.isFinite))
      throw new Error('a vector holds a number that is not finite');
    return numbers;
  }
}

function nearestFirst(neighbours: Neighbour[]): Neighbour[] {
  return neighbours.sort((a, b) => b.similarity - a.similarity || a.id - b.id);
}
