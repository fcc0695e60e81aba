import { setImmediate } from 'node:timers/promises';
import type { BuildOptions } from './build.js';
import type { Manifest } from './manifest.js';
import { similarityStatistics } from './statistics.js';
import { VectorIndex } from './vectors.js';
import type { IndexWriter } from './writer.js';

/** Texts handed to the model at once; between two lots other work gets its turn. */
const LOT = 64;
/** Words, and passages, whose cosines with each other are measured. */
const SAMPLED = 300;

/** A passage that is to get its vector. */
export interface TextToEmbed {
  readonly id: number;
  readonly key: string;
  readonly text: string;
}

/** Vectors of the passages; those that the previous generation has are taken from there. */
export async function embedPassages(
  texts: readonly TextToEmbed[],
  { embedder, previous, onProgress }: BuildOptions,
): Promise<{ vectors: VectorIndex; reused: number }> {
  const vectors = VectorIndex.create(embedder.dimension, texts.length);
  let reused = 0;
  for (let from = 0; from < texts.length; from += LOT) {
    const lot = texts.slice(from, from + LOT);
    const known = lot.map(({ key }) => previous?.vectorByKey(key));
    const fresh = lot.filter((_, i) => known[i] === undefined);
    const embedded = await embedder.embed(
      fresh.map(({ text }) => text),
      'passage',
    );
    reused += lot.length - fresh.length;
    for (const [i, { id }] of lot.entries()) {
      vectors.add(id, known[i] ?? (embedded.shift() as Float32Array));
    }
    onProgress?.({ phase: 'embedding', done: from + lot.length, total: texts.length });
    await setImmediate();
  }
  return { vectors, reused };
}

/** What is usual between passages. */
export function similarityOfPassages(
  vectors: VectorIndex,
  texts: readonly TextToEmbed[],
): Manifest['passageSimilarity'] {
  const every = Math.ceil(texts.length / SAMPLED);
  const sample = texts.filter((_, i) => i % every === 0).map(({ id }) => vectors.get(id));
  return similarityStatistics(sample);
}

/** Gives each word of the passages its vector, and measures what is usual between words. */
export async function embedWords(
  writer: IndexWriter,
  { embedder, previous }: BuildOptions,
): Promise<Manifest['wordSimilarity']> {
  const { words } = writer;
  const reusable =
    previous?.manifest.modelFingerprint === embedder.fingerprint ? previous : undefined;
  const sample: Float32Array[] = [];
  const every = Math.ceil(words.length / SAMPLED);
  for (let from = 0; from < words.length; from += LOT) {
    const lot = words.slice(from, from + LOT);
    const known = lot.map((word) => reusable?.word(word)?.vector);
    const fresh = lot.filter((_, i) => known[i] === undefined);
    const embedded = await embedder.embed(fresh, 'passage');
    for (const [i, word] of lot.entries()) {
      const vector = known[i] ?? (embedded.shift() as Float32Array);
      writer.addWord(word, vector);
      if ((from + i) % every === 0) sample.push(vector);
    }
    await setImmediate();
  }
  return similarityStatistics(sample);
}
