import type { Generation } from './generation.js';

/**
 * Holds the generation that questions are answered from. A reader keeps the one it began with to
 * its end; a generation that was replaced closes after its last reader.
 */
export class CurrentGeneration {
  #held: Held;

  constructor(generation: Generation) {
    this.#held = { generation, readers: 0, replaced: false };
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
      closeIfUnused(held);
    }
  }

  replace(generation: Generation): void {
    const before = this.#held;
    this.#held = { generation, readers: 0, replaced: false };
    before.replaced = true;
    closeIfUnused(before);
  }

  close(): void {
    this.#held.replaced = true;
    closeIfUnused(this.#held);
  }
}

interface Held {
  readonly generation: Generation;
  readers: number;
  replaced: boolean;
}

function closeIfUnused(held: Held): void {
  if (held.replaced && held.readers === 0) held.generation.close();
}
