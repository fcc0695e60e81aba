import type { Generation } from './generation.js';

/**
 * Holds the generation that questions are answered from. A reader keeps the one it began with to
 * its end; a generation that was replaced closes after its last reader.
 */
export class CurrentGeneration {
  #held: Held;
  readonly #open = new Set<Held>();
  readonly #onClosed: (generation: Generation) => void;

  /** @param onClosed hears of each generation when it is closed. */
  constructor(generation: Generation, onClosed: (generation: Generation) => void = () => {}) {
    this.#onClosed = onClosed;
    this.#held = this.#hold(generation);
  }

  /** Names of the generations that are read, or may be. */
  get inUse(): string[] {
    return [...this.#open].map(({ generation }) => generation.manifest.name);
  }

  /** For a look that ends before anything else can run. */
  get generation(): Generation {
    return this.#held.generation;
  }

  async use<T>(read: (generation: Generation) => Promise<T>): Promise<T> {
    const held = this.#held;
    held.readers++;
    try {
      return await read(held.generation);
    } finally {
      held.readers--;
      this.#closeIfUnused(held);
    }
  }

  replace(generation: Generation): void {
    const before = this.#held;
    this.#held = this.#hold(generation);
    before.replaced = true;
    this.#closeIfUnused(before);
  }

  close(): void {
    this.#held.replaced = true;
    this.#closeIfUnused(this.#held);
  }

  #hold(generation: Generation): Held {
    const held = { generation, readers: 0, replaced: false };
    this.#open.add(held);
    return held;
  }

  #closeIfUnused(held: Held): void {
    if (!held.replaced || held.readers > 0 || !this.#open.delete(held)) return;
    held.generation.close();
    this.#onClosed(held.generation);
  }
}

interface Held {
  readonly generation: Generation;
  readers: number;
  replaced: boolean;
}
