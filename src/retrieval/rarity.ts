/** Inverse document frequency as BM25 has it (Robertson & Zaragoza 2009), never below 0. */
export function rarity(frequency: number, passages: number): number {
  return Math.log(1 + Math.max(0, passages - frequency + 0.5) / (frequency + 0.5));
}
