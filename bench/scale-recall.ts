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
  for (let row = 0, at = 0; row < similarities.length; row++, at += dimension) {
    // Two sums that do not wait for each other take half the time.
    let even = 0;
    let odd = 0;
    let i = 0;
    for (; i + 1 < dimension; i += 2) {
      even += (vector[i] as number) * (numbers[at + i] as number);
      odd += (vector[i + 1] as number) * (numbers[at + i + 1] as number);
    }
    if (i < dimension) even += (vector[i] as number) * (numbers[at + i] as number);
    similarities[row] = even + odd;
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
