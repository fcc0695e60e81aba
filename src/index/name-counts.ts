/** What the corpus shows of one spelling of a name; counts only, however often it stands there. */
export interface NameCounts {
  /** As it was written when it was first met, rather not all in capitals. */
  written: string;
  /** Its words as `wordsOf` gives them. */
  readonly words: readonly string[];
  uses: number;
  /** Passages that hold it, or in the same document its surname alone. */
  passages: number;
  evidence: number;
  against: number;
  /** Uses with a title or "Mr." before them. */
  titled: number;
  /** Uses by `titleKey`. */
  readonly titles: Map<string, number>;
  /** Uses of a surname alone in documents that hold a full name with it. */
  resolved: number;
  /** Number of the passage it was counted in last. */
  last: number;
}

/** Titles kept of a name: memory stays bounded. */
const TITLES = 24;

/** The counts of a name among `all`, empty ones when it is new. */
export function countsOf(
  all: Map<string, NameCounts>,
  words: readonly string[],
  written: string,
): NameCounts {
  const key = words.join(' ');
  const known = all.get(key);
  if (known !== undefined) {
    if (!/\p{Ll}/u.test(known.written)) known.written = written;
    return known;
  }
  const titles = new Map<string, number>();
  const none = { uses: 0, passages: 0, evidence: 0, against: 0, titled: 0, resolved: 0, last: 0 };
  const counts = { written, words, titles, ...none };
  all.set(key, counts);
  return counts;
}

/** `title` as `titleKey` gives it. */
export function addTitle(counts: NameCounts, title: string, uses: number): void {
  const known = counts.titles.get(title);
  if (title !== '' && (known !== undefined || counts.titles.size < TITLES)) {
    counts.titles.set(title, (known ?? 0) + uses);
  }
}

/** Adds what was counted of the same words elsewhere. */
export function add(counts: NameCounts, used: NameCounts): void {
  counts.uses += used.uses;
  counts.passages += used.passages;
  counts.evidence += used.evidence;
  counts.against += used.against;
  counts.titled += used.titled;
  for (const [title, uses] of used.titles) addTitle(counts, title, uses);
}

/** What was seen once and has nothing to say for it: a corpus has no end of such. */
export function forgetRarest(all: Map<string, NameCounts>): void {
  for (const [key, { uses, evidence }] of all) if (uses === 1 && evidence < 2) all.delete(key);
}
