import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../embedding/embedder.js';
import type { ModelSource } from '../embedding/model-source.js';
import { LocalShardBuilder, type ShardBuilder, type TextToEmbed } from './shard-builder.js';
import { ShardProcess } from './shard-process.js';
import type { VectorFile } from './vectors.js';

/** Vectors a file: a smaller graph takes less time a vector, more graphs more time a search. */
const CAPACITY = 131_072;
/** Bytes of documents below which other processes would not be ready before this one is done. */
const FEW_BYTES = 1_000_000;
const MOST_PROCESSES = 8;
/** Texts handed over at once: enough of like length for the model. */
const LOT = 256;
/** Lots that a builder has not done yet: memory stays bounded. */
const MOST_WAITING = 128;

/** Where processes that build vectors come from. */
export interface Helpers {
  /** The compiled `src/shard-builder.ts`. */
  readonly entry: string;
  readonly model: ModelSource;
}

/** Builders for documents of so many bytes: as many processes as there are cores, or this one. */
export function buildersFor(
  bytes: number,
  embedder: Embedder,
  helpers: Helpers | undefined,
): readonly ShardBuilder[] {
  if (helpers === undefined || bytes < FEW_BYTES)
    return [new LocalShardBuilder(embedder, CAPACITY)];
  const count = Math.min(MOST_PROCESSES, availableParallelism());
  const { entry, model } = helpers;
  return Array.from({ length: count }, () => new ShardProcess(entry, model, CAPACITY));
}

interface Shard {
  readonly builder: ShardBuilder;
  readonly first: number;
  last: number;
  count: number;
}

/** Writes the vectors of passages to files; these are built by the builders in turn. */
export class VectorFiles {
  readonly #folder: string;
  readonly #builders: readonly ShardBuilder[];
  readonly #onEmbedded: (count: number) => void;
  readonly #files: Promise<VectorFile>[] = [];
  /** Of each builder what it has not done yet. */
  readonly #waiting = new Map<ShardBuilder, Set<Promise<void>>>();
  #shard: Shard | undefined;
  #lot: TextToEmbed[] = [];
  #fault: unknown;

  constructor(
    folder: string,
    builders: readonly ShardBuilder[],
    onEmbedded: (count: number) => void,
  ) {
    this.#folder = folder;
    this.#builders = builders;
    this.#onEmbedded = onEmbedded;
  }

  /**
   * Takes passages by rising id; may wait for a builder.
   *
   * @throws whatever a builder failed with.
   */
  async add(text: TextToEmbed): Promise<void> {
    this.#lot.push(text);
    if (this.#lot.length === LOT) await this.#handOver();
  }

  /** Resolves when all files are written. @throws whatever a builder failed with. */
  async finish(): Promise<VectorFile[]> {
    await this.#handOver();
    this.#save();
    return Promise.all(this.#files);
  }

  /** Ends the builders, done or not. */
  async close(): Promise<void> {
    await Promise.all(this.#builders.map((builder) => builder.close()));
    await Promise.allSettled(this.#files);
  }

  async #handOver(): Promise<void> {
    const lot = this.#lot;
    this.#lot = [];
    const [first, last] = [lot[0], lot.at(-1)];
    if (first === undefined || last === undefined) return;
    if (this.#shard !== undefined && this.#shard.count + lot.length > CAPACITY) this.#save();
    this.#shard ??= { builder: this.#next(), first: first.id, last: last.id, count: 0 };
    this.#shard.last = last.id;
    this.#shard.count += lot.length;
    await this.#give(this.#shard.builder, lot);
    if (this.#fault !== undefined) throw this.#fault;
  }

  async #give(builder: ShardBuilder, lot: readonly TextToEmbed[]): Promise<void> {
    const waiting = this.#waiting.get(builder) ?? new Set();
    this.#waiting.set(builder, waiting);
    const given = builder.add(lot).then(
      () => this.#onEmbedded(lot.length),
      (error: unknown) => {
        this.#fault ??= error;
      },
    );
    waiting.add(given);
    void given.finally(() => waiting.delete(given));
    if (waiting.size >= MOST_WAITING) await Promise.race(waiting);
  }

  #next(): ShardBuilder {
    return this.#builders[this.#files.length % this.#builders.length] as ShardBuilder;
  }

  #save(): void {
    const shard = this.#shard;
    if (shard === undefined) return;
    this.#shard = undefined;
    const { builder, first, last, count } = shard;
    const file = `vectors-${this.#files.length + 1}.hnsw`;
    const written = builder.save(join(this.#folder, file)).then((saved) => {
      if (this.#fault !== undefined) throw this.#fault;
      if (saved !== count) throw new Error(`${file} has ${saved} vectors instead of ${count}`);
      return { file, first, last, count };
    });
    // It is heard of in `finish`, and here before that.
    written.catch((error: unknown) => {
      this.#fault ??= error;
    });
    this.#files.push(written);
  }
}
