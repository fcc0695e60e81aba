/** Inner product; four sums at a time keep the processor from waiting for one of them. */
export function dot(a: Float32Array, b: Float32Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = a.length & ~3;
  let i = 0;
  for (; i < whole; i += 4) {
    s0 += (a[i] as number) * (b[i] as number);
    s1 += (a[i + 1] as number) * (b[i + 1] as number);
    s2 += (a[i + 2] as number) * (b[i + 2] as number);
    s3 += (a[i + 3] as number) * (b[i + 3] as number);
  }
  for (; i < a.length; i++) s0 += (a[i] as number) * (b[i] as number);
  return s0 + s1 + s2 + s3;
}

/** Adds `scale × b` to `a`. */
export function addScaled(a: Float32Array, b: Float32Array, scale: number): void {
  for (let i = 0; i < a.length; i++) a[i] = (a[i] as number) + scale * (b[i] as number);
}

/** Scales `a` to unit length, in place; a vector of zeros stays one. */
export function normalise(a: Float32Array): Float32Array {
  const length = Math.sqrt(dot(a, a));
  if (length > 0) for (let i = 0; i < a.length; i++) a[i] = (a[i] as number) / length;
  return a;
}
