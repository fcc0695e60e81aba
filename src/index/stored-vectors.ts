import { stripeOf } from './ids.js';

/** A file with the vectors of neighbouring passages, or of a stripe of them. */
export interface VectorFile {
  readonly file: string;
  /** Ids between which its passages lie, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** They are those whose `stripeOf` is this; all, when absent. */
  readonly stripe?: number | undefined;
  readonly count: number;
}

/** Vectors of an index: in graphs, and what came or went since these were made. */
export interface StoredVectors {
  readonly files: readonly VectorFile[];
  /** Ids whose vectors in the files are of no passage any more. */
  readonly dead: ReadonlySet<number>;
  /** Vectors of passages that came since. */
  readonly loose: ReadonlyMap<number, Float32Array>;
}

/** Whether the vector of a passage is in the file, if it is in any. */
export function holds({ first, last, stripe }: VectorFile, id: number): boolean {
  return id >= first && id <= last && (stripe === undefined || stripeOf(id) === stripe);
}
