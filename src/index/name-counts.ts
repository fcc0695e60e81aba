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
  /** Uses in which it is written as `usualForm` says. */
  usual: number;
}

/** The columns of a name's counts, in the order in which they are kept. */
export const COUNTED = [
  'uses',
  'passages',
  'evidence',
  'against',
  'titled',
  'resolved',
  'usual',
] as const satisfies readonly (keyof NameCounts)[];

/** One spelling of a name in one document. */
export interface NameTally extends NameCounts {
  /** Uses by `titleKey`. */
  titles: Map<string, number> | undefined;
  /** The other uses by how it is written, white space folded. */
  forms: Map<string, number> | undefined;
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

export function emptyTally(): NameTally {
  return {
    uses: 0,
    passages: 0,
    evidence: 0,
    against: 0,
    titled: 0,
    resolved: 0,
    usual: 0,
    titles: undefined,
    forms: undefined,
  };
}

/** The counts of a word among `cases`, empty ones when it is new. */
export function casesOf(cases: Map<string, CaseCounts>, word: string): CaseCounts {
  const known = cases.get(word);
  if (known !== undefined) return known;
  const counts = { lower: 0, capital: 0 };
  cases.set(word, counts);
  return counts;
}

/** Adds what was counted of the same name elsewhere, or takes it away. */
export function addTally(tally: NameTally, other: Readonly<NameTally>, sign: 1 | -1): void {
  tally.uses += sign * other.uses;
  tally.passages += sign * other.passages;
  tally.evidence += sign * other.evidence;
  tally.against += sign * other.against;
  tally.titled += sign * other.titled;
  tally.resolved += sign * other.resolved;
  tally.usual += sign * other.usual;
  if (other.titles !== undefined) tally.titles = addAllUses(tally.titles, other.titles, sign);
  if (other.forms !== undefined) tally.forms = addAllUses(tally.forms, other.forms, sign);
}

/** One more use of what uses are counted by. Most names have no such, so there is a map at need. */
export function addUses(
  uses: Map<string, number> | undefined,
  key: string,
  by = 1,
): Map<string, number> {
  const counts = uses ?? new Map<string, number>();
  return counts.set(key, (counts.get(key) ?? 0) + by);
}

/** The uses of both, with `others` taken away if `sign` is −1. `uses` itself is changed. */
export function addAllUses(
  uses: Map<string, number> | undefined,
  others: ReadonlyMap<string, number> | undefined,
  sign: 1 | -1,
): Map<string, number> | undefined {
  let sums = uses;
  for (const [key, by] of others ?? []) sums = addUses(sums, key, sign * by);
  return sums;
}
