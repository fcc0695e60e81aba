import { hash } from 'node:crypto';

/** A corpus of one word has no spread; the smallest one keeps divisions finite. */
const LEAST_DEVIATION = 1e-3;
/** Words, and passages, whose cosines with each other are measured. */
export const SAMPLED = 300;

/**
 * Words that are taken by chance, the same ones for the same words, however these were come by: those
 * whose hashes are the least, in that order.
 */
export function sampleOf(words: readonly string[]): string[] {
  return words
    .map((word) => ({ word, hash: hash('sha256', word, 'binary') }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
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
