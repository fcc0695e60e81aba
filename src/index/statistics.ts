/** A corpus of one word has no spread; the smallest one keeps divisions finite. */
const LEAST_DEVIATION = 1e-3;

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
