import { createHash } from 'node:crypto';
import type { Embedder } from '../../src/embedding/embedder.js';
import { wordsOf } from '../../src/index/words.js';

/**
 * A model without meaning: each word adds 1 in a direction that its hash names, so texts with the
 * same words are near. Quick, and the same everywhere.
 */
export class HashingEmbedder implements Embedder {
  readonly name = 'hashing';
  readonly fingerprint: string;
  readonly dimension: number;
  readonly maxTokens = 256;
  /** Every text that was embedded, in order. */
  readonly embedded: string[] = [];

  constructor(fingerprint = 'hashing-1', dimension = 64) {
    this.fingerprint = fingerprint;
    this.dimension = dimension;
  }

  countTokens(text: string): number {
    return text.split(/\s+/).filter(Boolean).length;
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    this.embedded.push(...texts);
    return texts.map((text) => this.vectorOf(text));
  }

  vectorOf(text: string): Float32Array {
    const vector = new Float32Array(this.dimension);
    for (const { word } of wordsOf(text)) {
      const hash = createHash('sha256').update(word).digest();
      const direction = hash.readUInt32LE(0) % this.dimension;
      vector[direction] = (vector[direction] as number) + 1;
    }
    const length = Math.hypot(...vector);
    return length === 0 ? vector : vector.map((value) => value / length);
  }

  async close(): Promise<void> {}
}
