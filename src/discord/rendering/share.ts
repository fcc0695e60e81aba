/**
 * Divides `total` among parts that want `wanted[i]`: each gets an equal share, and what a short
 * part leaves over goes to the longer ones. No part gets more than it wants; the sum never exceeds
 * `total`.
 */
export function share(wanted: readonly number[], total: number): number[] {
  const granted = wanted.map(() => 0);
  const smallestFirst = wanted.map((_, index) => index);
  smallestFirst.sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  let left = Math.max(0, Math.floor(total));
  smallestFirst.forEach((index, taken) => {
    const part = Math.min(wanted[index] ?? 0, Math.floor(left / (wanted.length - taken)));
    granted[index] = part;
    left -= part;
  });
  return granted;
}
