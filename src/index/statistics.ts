import { createHash } from 'node:crypto';

/** A corpus of one word has no spread; the smallest one keeps divisions finite. */
const LEAST_DEVIATION = 1e-3;
/** Words, and passages, whose cosines with each other are measured. */
const SAMPLED = 300;

/**
 * What is measured of all: those whose hashes are the least, in that order. So the sample is by
 * chance, and the same for the same things, however they were come by.
 *
 * @param hashOf bytes, all of one length.
 */
export function sampleOf<Thing>(
  things: Iterable<Thing>,
  hashOf: (thing: Thing) => Buffer,
): readonly Thing[] {
  let sample: { readonly thing: Thing; readonly hash: Buffer }[] = [];
  const cut = () => {
    sample = sample.sort((a, b) => a.hash.compare(b.hash)).slice(0, SAMPLED);
  };
  let most: Buffer | undefined;
  for (const thing of things) {
    const hash = hashOf(thing);
    if (most !== undefined && hash.compare(most) > 0) continue;
    sample.push({ thing, hash });
    if (sample.length < 2 * SAMPLED) continue;
    cut();
    most = sample.at(-1)?.hash;
  }
  cut();
  return sample.map(({ thing }) => thing);
}

/** SHA-256. */
export function hashOfWord(word: string): Buffer {
  return createHash('sha256').update(word).digest();
}

/** Mean and standard deviation of the cosines of all pairs of unit vectors. */
export function similarityStatistics(vectors: readonly Float32Array[]): {
  mean: number;
  deviation: number;
} {
  let pairs = 0;
  let sum = 0;
  let squares = 0;
  for (const [i, a] of vectors.entries()) {
    for (const b of vectors.slice(i + 1)) {
      let cosine = 0;
      for (let k = 0; k < a.length; k++) cosine += (a[k] as number) * (b[k] as number);
      pairs++;
      sum += cosine;
      squares += cosine * cosine;
    }
  }
  if (pairs === 0) return { mean: 0, deviation: 1 };
  const mean = sum / pairs;
  const variance = Math.max(0, squares / pairs - mean * mean);
  return { mean, deviation: Math.max(LEAST_DEVIATION, Math.sqrt(variance)) };
}
