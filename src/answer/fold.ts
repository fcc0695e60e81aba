import type { SourceSpan } from './answer.js';

/** Runs of this many words are compared. */
const SHINGLE = 3;
/** Share of the shorter text's runs that must stand in the longer one. */
const SAME_WORDING = 0.75;
/** Shorter texts agree by chance. */
const FEWEST_WORDS = 5;

/** The runs of words of a text, to compare its wording with that of others. */
export type Wording = ReadonlySet<string>;

export function wordingOf(words: readonly string[]): Wording {
  if (words.length < FEWEST_WORDS) return new Set();
  return new Set(words.slice(SHINGLE - 1).map((_, i) => words.slice(i, i + SHINGLE).join(' ')));
}

/** Whether the shorter of two texts is, but for a few words, part of the longer. */
export function sameWording(a: Wording, b: Wording): boolean {
  const [shorter, longer] = a.size <= b.size ? [a, b] : [b, a];
  if (shorter.size === 0) return false;
  let common = 0;
  for (const run of shorter) if (longer.has(run)) common++;
  return common >= SAME_WORDING * shorter.size;
}

export interface Folded<Item> {
  readonly item: Item;
  readonly alsoIn: readonly SourceSpan[];
}

/** Folds each item into the first one before it with the same wording. Order is kept. */
export function foldSameWording<Item>(
  items: readonly Item[],
  wording: (item: Item) => Wording,
  place: (item: Item) => SourceSpan,
): Folded<Item>[] {
  const kept: { item: Item; alsoIn: SourceSpan[]; wording: Wording }[] = [];
  for (const item of items) {
    const own = wording(item);
    const same = kept.find((other) => sameWording(other.wording, own));
    if (same === undefined) kept.push({ item, alsoIn: [], wording: own });
    else same.alsoIn.push(place(item));
  }
  return kept.map(({ item, alsoIn }) => ({ item, alsoIn }));
}
