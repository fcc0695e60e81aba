/**
 * A run of words that stands for something with several names: a place, a people, a person. Two
 * mentions of one concept mean the same, however they are written.
 */
export interface Mention {
  /** Unique over all kinds, e.g. `place:CA`, `person:17`. */
  readonly concept: string;
  /** Half-open range of positions in the list of words. */
  readonly from: number;
  readonly to: number;
  /** How surely these words mean the concept, 0…1: 1 for its own name. */
  readonly weight: number;
}

export function isPerson({ concept }: Pick<Mention, 'concept'>): boolean {
  return concept.startsWith('person:');
}
