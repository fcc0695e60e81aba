/**
 * Pools token vectors to one unit vector a text.
 *
 * @param tokens `rows × length × dimension` numbers, row by row.
 * @param mask `rows × length`: 1 for a token, 0 for padding.
 */
export function pool(
  tokens: Float32Array,
  mask: BigInt64Array,
  [rows, length, dimension]: readonly [number, number, number],
  pooling: 'mean' | 'cls',
): Float32Array[] {
  const vectors: Float32Array[] = [];
  for (let row = 0; row < rows; row++) {
    const vector = new Float32Array(dimension);
    const used = pooling === 'cls' ? 1 : length;
    for (let position = 0; position < used; position++) {
      if (mask[row * length + position] === 0n) continue;
      const offset = (row * length + position) * dimension;
      for (let i = 0; i < dimension; i++) {
        vector[i] = (vector[i] as number) + (tokens[offset + i] as number);
      }
    }
    vectors.push(normalise(vector));
  }
  return vectors;
}

/**
 * Scales to length 1 in place; a zero vector stays one.
 *
 * @throws Error for a vector with a number that is not finite.
 */
export function normalise(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  if (!Number.isFinite(square)) throw new Error('a vector is not finite');
  if (square === 0) return vector;
  const scale = 1 / Math.sqrt(square);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) * scale;
  return vector;
}
