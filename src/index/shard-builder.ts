import type { Embedder } from '../embedding/embedder.js';
import { VectorShard } from './vector-shard.js';

/** A passage that is to get its vector. */
export interface TextToEmbed {
  readonly id: number;
  readonly text: string;
  /** Its vector, where it is known. */
  readonly known?: Float32Array | undefined;
}

/** Embeds passages and links their vectors, one file after the other. Calls are served in order. */
export interface ShardBuilder {
  /** Resolves when they are in the shard at hand. */
  add(texts: readonly TextToEmbed[]): Promise<void>;
  /** Writes the shard at hand; the next text begins another. @returns how many vectors it holds. */
  save(path: string): Promise<number>;
  close(): Promise<void>;
}

/** Builds in this process. */
export class LocalShardBuilder implements ShardBuilder {
  readonly #embedder: Embedder;
  readonly #capacity: number;
  #shard: VectorShard | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(embedder: Embedder, capacity: number) {
    this.#embedder = embedder;
    this.#capacity = capacity;
  }

  add(texts: readonly TextToEmbed[]): Promise<void> {
    return this.#next(() => this.#add(texts));
  }

  save(path: string): Promise<number> {
    return this.#next(() => this.#save(path));
  }

  async close(): Promise<void> {
    await this.#last;
  }

  async #add(texts: readonly TextToEmbed[]): Promise<void> {
    this.#shard ??= VectorShard.create(this.#embedder.dimension, this.#capacity);
    const strange = texts.filter(({ known }) => known === undefined);
    const embedded = await this.#embedder.embed(
      strange.map(({ text }) => text),
      'passage',
    );
    const made = new Map(strange.map(({ id }, i) => [id, embedded[i]]));
    for (const { id, known } of texts) this.#shard.add(id, (known ?? made.get(id)) as Float32Array);
  }

  async #save(path: string): Promise<number> {
    const shard = this.#shard;
    if (shard === undefined) return 0;
    this.#shard = undefined;
    await shard.save(path);
    const { size } = shard;
    shard.close();
    return size;
  }

  #next<Result>(task: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
