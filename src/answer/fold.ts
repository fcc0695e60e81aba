import type { SourceSpan } from './answer.js';

/** Runs of this many words are compared. */
const SHINGLE = 3;
/** Share of the shorter text's runs that must stand in the longer one. */
const SAME_WORDING = 0.75;
/** Shorter texts agree by chance. */
const FEWEST_WORDS = 5;

/** Words that turn what a sentence says although all others agree. */
const DENIAL =
  /^(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|(?:is|are|was|were|do|does|did|has|have|had|ca|wo|would|could|should)nt|den(?:y|ies|ied|ying|ials?)|(?:refus|reject|disput|doubt)\p{L}*|false(?:ly)?|untrue|unlikely|hardly)$/u;
const DENIAL_OF_TWO = /\b(?:rul(?:e|es|ed|ing) out|fail(?:s|ed|ing)? to)\b/;

/** What is compared of a text, to tell whether another has the same wording. */
export interface Wording {
  readonly runs: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
  readonly denies: boolean;
}

/** @param words as `wordsOf` writes them. */
export function wordingOf(words: readonly string[]): Wording {
  const last = words.length < FEWEST_WORDS ? [] : words.slice(SHINGLE - 1);
  return {
    runs: new Set(last.map((_, i) => words.slice(i, i + SHINGLE).join(' '))),
    words: new Set(words),
    denies: deniesIn(words),
  };
}

/** @param words as `wordsOf` writes them. */
export function deniesIn(words: readonly string[]): boolean {
  return words.some((word) => DENIAL.test(word)) || DENIAL_OF_TWO.test(words.join(' '));
}

/**
 * Whether the longer of two texts says the shorter one with a few words more, or in a slightly
 * other order. One word in place of another, be it a name, a figure or a day, says another thing.
 */
export function sameWording(a: Wording, b: Wording): boolean {
  const [shorter, longer] = a.runs.size <= b.runs.size ? [a, b] : [b, a];
  if (shorter.runs.size === 0 || shorter.denies !== longer.denies) return false;
  if (![...shorter.words].every((word) => longer.words.has(word))) return false;
  let common = 0;
  for (const run of shorter.runs) if (longer.runs.has(run)) common++;
  return common >= SAME_WORDING * shorter.runs.size;
}

export interface Folded<Item> {
  readonly item: Item;
  readonly alsoIn: readonly SourceSpan[];
}

/**
 * Folds each item into the first one before it with the same wording. Order is kept.
 *
 * @param most wordings to find; from one more on, no item is looked at.
 */
export function foldSameWording<Item>(
  items: Iterable<Item>,
  wording: (item: Item) => Wording,
  place: (item: Item) => SourceSpan,
  most = Number.POSITIVE_INFINITY,
): Folded<Item>[] {
  const kept: { item: Item; alsoIn: SourceSpan[]; wording: Wording }[] = [];
  for (const item of items) {
    const own = wording(item);
    const same = kept.find((other) => sameWording(other.wording, own));
    if (same !== undefined) same.alsoIn.push(place(item));
    else if (kept.length === most) break;
    else kept.push({ item, alsoIn: [], wording: own });
  }
  return kept.map(({ item, alsoIn }) => ({ item, alsoIn }));
}
