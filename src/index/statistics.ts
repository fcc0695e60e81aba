import { hash } from 'node:crypto';

/** A corpus of one word has no spread; the smallest one keeps divisions finite. */
const LEAST_DEVIATION = 1e-3;
/** Words, and passages, whose cosines with each other are measured. */
export const SAMPLED = 300;

interface Hashed {
  readonly word: string;
  readonly hash: string;
}

/**
 * Words that are taken by chance, the same ones for the same words, however these were come by: those
 * whose hashes are the least, in that order.
 */
export function sampleOf(words: readonly string[]): string[] {
  const byHash = (a: Hashed, b: Hashed) => (a.hash < b.hash ? -1 : 1);
  let least: Hashed[] = [];
  /** What is not below it is not among the least. */
  let bound: string | undefined;
  for (const word of words) {
    const one = { word, hash: hash('sha256', word, 'binary') };
    if (bound !== undefined && one.hash >= bound) continue;
    least.push(one);
    if (least.length < 2 * SAMPLED) continue;
    least = least.sort(byHash).slice(0, SAMPLED);
    bound = least.at(-1)?.hash;
  }
  return least
    .sort(byHash)
    .slice(0, SAMPLED)
    .map(({ word }) => word);
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
    for (let j = i + 1; j < vectors.length; j++) {
      const b = vectors[j] as Float32Array;
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
