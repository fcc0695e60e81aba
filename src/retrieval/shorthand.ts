import type { Word } from '../index/words.js';
import { CHAT, type Listing, OFFICES, UNITS } from './shorthand-words.js';

/** What a shorthand stands for, and whether it is said beside a word that texts hold themselves. */
interface Meaning {
  readonly words: readonly string[];
  readonly beside: boolean;
}

interface Tables {
  readonly meanings: ReadonlyMap<string, Meaning>;
  readonly units: ReadonlyMap<string, string>;
}

/** "sec of state" is the longest shorthand. */
const LONGEST = 3;
/** Contractions without their apostrophe; "were", "well", "shell" and the like stay words. */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^(do|does|did|is|was|are|were|have|has|had|would|could|should|must|might|need)nt$/, 'not'],
  [/^(what|who|where|when|why|how|that|there|here|he|she)s$/, 'is'],
  [/^(what|who|where|when|why|how|that|there|they|you)d$/, 'would'],
  [/^(what|who|where|why|how|they|you)re$/, 'are'],
  [/^(what|who|that|there|they|you|it)ll$/, 'will'],
  [/^(who|they|you|i|we|should|would|could|must|might)ve$/, 'have'],
];
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['aint', 'is not'],
  ['cant', 'can not'],
  ['im', 'i am'],
  ['wont', 'will not'],
]);
/** A number with something written straight behind it: "28pt", "1.5bn", "800k". */
const NUMBER_AND_UNIT = /^(\d+(?:\.\d+)?)([a-z]+)$/;

let tables: Tables | undefined;

/**
 * The words of a question with chat shorthand and contractions replaced by what they stand for.
 * A word that the corpus holds (`isKnown`) means itself and stays; only of an office ("pm") both
 * stay, the shorthand first, unless a time is told ("3 pm"). Words that come in stand where the
 * shorthand stood: same `start`, `end` and `capital`.
 */
export function expandShorthand(
  words: readonly Word[],
  isKnown: (word: string) => boolean,
): readonly Word[] {
  tables ??= readTables();
  const expanded: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const { length, plain } = meaningAt(words, at, isKnown, tables);
    const first = words[at] as Word;
    const { end } = words[at + length - 1] as Word;
    for (const word of plain) expanded.push({ ...first, word, end });
    at += length;
  }
  return expanded;
}

/** How many words the shorthand at `at` takes, and the plain words for it: at least itself. */
function meaningAt(
  words: readonly Word[],
  at: number,
  isKnown: (word: string) => boolean,
  { meanings, units }: Tables,
): { length: number; plain: readonly string[] } {
  const { word } = words[at] as Word;
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
    const written = words.slice(at, at + length).map((each) => each.word);
    const meaning = meanings.get(written.join(' '));
    if (meaning === undefined) continue;
    if (length > 1 || !isKnown(word)) {
      if (!tellsTime(words, at)) return { length, plain: meaning.words };
    } else if (meaning.beside && !tellsTime(words, at))
      return { length, plain: [word, ...meaning.words] };
  }
  const plain = isKnown(word) ? undefined : (contraction(word) ?? amount(word, units));
  return { length: 1, plain: plain ?? [word] };
}

/** "3 pm", "6:30 pm". */
function tellsTime(words: readonly Word[], at: number): boolean {
  return words[at]?.word === 'pm' && /^\d+(?:\.\d+)?$/.test(words[at - 1]?.word ?? '');
}

function contraction(word: string): string[] | undefined {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular.split(' ');
  for (const [pattern, second] of CONTRACTIONS) {
    const first = pattern.exec(word)?.[1];
    if (first !== undefined) return [first, second];
  }
  return undefined;
}

function amount(word: string, units: Tables['units']): string[] | undefined {
  const [, digits, unit] = NUMBER_AND_UNIT.exec(word) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  if (unit === 'k') return [String(Math.round(Number(digits) * 1000))];
  const plain = units.get(unit);
  return plain === undefined ? undefined : [digits, ...plain.split(' ')];
}

function readTables(): Tables {
  const meanings = new Map<string, Meaning>();
  for (const [listing, beside] of [
    [CHAT, false],
    [OFFICES, true],
  ] as const)
    for (const [short, plain] of entriesOf(listing))
      meanings.set(short, { words: plain.split(' '), beside });
  return { meanings, units: new Map(entriesOf(UNITS)) };
}

function entriesOf(listing: Listing): [string, string][] {
  return listing.split(',').map((entry) => {
    const [short = '', plain = ''] = entry.split(':');
    return [short.trim(), plain.trim()];
  });
}
