/** Similarities that differ by less are equal: sums of products are rounded. */
const TIE = 1e-6;

/** Unit vectors on end. */
export interface Vectors {
  readonly dimension: number;
  /** `count × dimension` numbers. */
  readonly numbers: Float32Array;
}

/** Cosine of `vector` and every one of `vectors`, into `similarities`. */
export function similaritiesTo(
  vector: Float32Array,
  { dimension, numbers }: Vectors,
  similarities: Float32Array,
): void {
  for (let row = 0, at = 0; row < similarities.length; row++) {
    let sum = 0;
    for (let i = 0; i < dimension; i++) sum += (vector[i] as number) * (numbers[at++] as number);
    similarities[row] = sum;
  }
}

/** The `count`-th largest value; the smallest when there are fewer. */
export function nthLargest(values: Float32Array, count: number): number {
  const largest: number[] = [];
  for (const value of values) {
    if (largest.length === count && value <= (largest[0] as number)) continue;
    if (largest.length === count) largest.shift();
    const place = largest.findIndex((other) => other > value);
    largest.splice(place === -1 ? largest.length : place, 0, value);
  }
  return largest[0] ?? Number.NaN;
}

/**
 * Share of the `count` nearest that were found. Documents hold copies of each other, so whatever is
 * as near as the last of the nearest is right, whichever of its copies it is.
 *
 * @param found similarities of what was found.
 * @param all of every vector there is.
 */
export function recallOf(found: readonly number[], all: Float32Array, count: number): number {
  const wanted = Math.min(count, all.length);
  const limit = nthLargest(all, wanted) - TIE;
  const right = found.filter((similarity) => similarity >= limit).length;
  return Math.min(right, wanted) / wanted;
}
