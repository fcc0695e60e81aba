import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../embedding/embedder.js';
import type { ModelSource } from '../embedding/model-source.js';
import { STRIPES, stripeOf } from './ids.js';
import { LocalShardBuilder, type ShardBuilder, type TextToEmbed } from './shard-builder.js';
import { ShardProcess } from './shard-process.js';
import type { VectorFile } from './stored-vectors.js';

/** Vectors a file: a smaller graph takes less time a vector, more graphs more time a search. */
const CAPACITY = 40_960;
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

/** Builders for documents of so many bytes: a process a stripe, or a core if more, or this one. */
export function buildersFor(
  bytes: number,
  embedder: Embedder,
  helpers: Helpers | undefined,
): readonly ShardBuilder[] {
  if (helpers === undefined || bytes < FEW_BYTES)
    return [new LocalShardBuilder(embedder, CAPACITY)];
  const count = Math.max(STRIPES, Math.min(MOST_PROCESSES, availableParallelism()));
  const { entry, model } = helpers;
  return Array.from({ length: count }, () => new ShardProcess(entry, model, CAPACITY));
}

/** A file at hand: of the passages that it gets, some wait to be handed over together. */
interface Shard {
  readonly file: string;
  readonly builder: ShardBuilder;
  readonly first: number;
  last: number;
  count: number;
  lot: TextToEmbed[];
}

/** Writes the vectors of passages to files; these are built by the builders in turn. */
export class VectorFiles {
  readonly #folder: string;
  readonly #builders: readonly ShardBuilder[];
  readonly #onEmbedded: (count: number) => void;
  readonly #capacity: number;
  readonly #files: Promise<VectorFile>[] = [];
  #begun = 0;
  /** Of each builder what it has not done yet. */
  readonly #waiting = new Map<ShardBuilder, Set<Promise<void>>>();
  /**
   * One a stripe, filled at a time, so that as many processes have as much to do: the same whatever
   * the machine, as graphs of other passages may find others. One builder fills one at a time.
   */
  readonly #shards: (Shard | undefined)[];
  #fault: unknown;

  /** @param builders which each can take `capacity` vectors before they are saved. */
  constructor(
    folder: string,
    builders: readonly ShardBuilder[],
    onEmbedded: (count: number) => void,
    capacity = CAPACITY,
  ) {
    this.#folder = folder;
    this.#builders = builders;
    this.#onEmbedded = onEmbedded;
    this.#capacity = capacity;
    const stripes = Math.min(STRIPES, builders.length);
    this.#shards = new Array<Shard | undefined>(stripes).fill(undefined);
  }

  /**
   * Takes passages by rising id; may wait for a builder.
   *
   * @throws whatever a builder failed with.
   */
  async add(text: TextToEmbed): Promise<void> {
    const stripe = this.#shards.length === 1 ? 0 : stripeOf(text.id);
    if (this.#shards[stripe]?.count === this.#capacity) await this.#saveAll();
    const shard = this.#shards[stripe] ?? this.#begin(stripe, text.id);
    shard.lot.push(text);
    shard.last = text.id;
    shard.count++;
    if (shard.lot.length === LOT) await this.#handOver(shard);
  }

  /** Resolves when all files are written. @throws whatever a builder failed with. */
  async finish(): Promise<VectorFile[]> {
    await this.#saveAll();
    return Promise.all(this.#files);
  }

  /** Ends the builders, done or not. */
  async close(): Promise<void> {
    await Promise.all(this.#builders.map((builder) => builder.close()));
    await Promise.allSettled(this.#files);
  }

  #begin(stripe: number, first: number): Shard {
    const number = this.#begun++;
    const builder = this.#builders[number % this.#builders.length] as ShardBuilder;
    const shard: Shard = {
      ...{ file: `vectors-${number + 1}.hnsw`, builder },
      ...{ first, last: first, count: 0, lot: [] },
    };
    this.#shards[stripe] = shard;
    return shard;
  }

  async #handOver(shard: Shard): Promise<void> {
    const { builder, lot } = shard;
    shard.lot = [];
    await this.#give(builder, lot);
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

  /** All at once: those that are filled next have builders of their own. */
  async #saveAll(): Promise<void> {
    for (const [stripe, shard] of this.#shards.entries()) {
      if (shard === undefined) continue;
      await this.#handOver(shard);
      this.#shards[stripe] = undefined;
      const written = this.#save(shard, this.#shards.length === 1 ? undefined : stripe);
      // It is heard of in `finish`, and here before that.
      written.catch((error: unknown) => {
        this.#fault ??= error;
      });
      this.#files.push(written);
    }
  }

  async #save(
    { file, builder, first, last, count }: Shard,
    stripe: number | undefined,
  ): Promise<VectorFile> {
    const saved = await builder.save(join(this.#folder, file));
    if (this.#fault !== undefined) throw this.#fault;
    if (saved !== count) throw new Error(`${file} has ${saved} vectors instead of ${count}`);
    return { file, first, last, stripe, count };
  }
}
