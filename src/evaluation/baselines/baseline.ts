/** How many sentences a ranking names at most: none looks further. */
export const DEPTH = 10;

/** A way to rank sentences by a question that is not ours, to be compared with. */
export interface Baseline {
  readonly name: string;
  /** Positions of the sentences, best first, at most `DEPTH`. */
  search(question: string): readonly number[] | Promise<readonly number[]>;
}
