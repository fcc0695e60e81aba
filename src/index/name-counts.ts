/**
 * What is counted of one spelling of a name. Evidence comes in halves, so that sums are exact and
 * do not depend on the order they are made in.
 */
export interface NameCounts {
  uses: number;
  /** Passages that hold it, or in the same document its surname alone. */
  passages: number;
  /** 0 upwards, a multiple of one half, as is `against`; see `NameUse`. */
  evidence: number;
  against: number;
  /** Uses with a title or "Mr." before them. */
  titled: number;
  /** Uses of a surname alone in documents that hold a full name with it. */
  resolved: number;
}

/** The columns of a name's counts, in the order in which they are kept. */
export const COUNTED = [
  'uses',
  'passages',
  'evidence',
  'against',
  'titled',
  'resolved',
] as const satisfies readonly (keyof NameCounts)[];

/** One spelling of a name in one document. */
export interface NameTally extends NameCounts {
  /** Uses by `titleKey`. */
  readonly titles: Map<string, number>;
  /** Uses by how it is written, white space folded. */
  readonly forms: Map<string, number>;
}

/** How often a word stands within a sentence with a capital and without. */
export interface CaseCounts {
  lower: number;
  capital: number;
}

/** What one document says about names, whatever the others say. */
export interface DocumentNames {
  /** By their words as `wordsOf` gives them, joined by spaces; one word is a surname alone. */
  readonly names: ReadonlyMap<string, Readonly<NameTally>>;
  readonly cases: ReadonlyMap<string, Readonly<CaseCounts>>;
}

/** Whether the words of a name, joined by spaces, are one word. */
export function isAlone(words: string): boolean {
  return !words.includes(' ');
}

/** One more use, or several, of what uses are counted by. */
export function count(uses: Map<string, number>, key: string, by = 1): void {
  uses.set(key, (uses.get(key) ?? 0) + by);
}
