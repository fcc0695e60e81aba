import { stemmer } from 'stemmer';
import type { Span } from '../corpus/document.js';
import { compoundsOf, type Word, wordsOf } from './words.js';

/** Words that stand next to each other in this order, as `wordsOf` writes them; often just one. */
export type Phrase = readonly [string, ...string[]];

/** What is looked for, each phrase once and in the order of writing. */
export interface WantedWords {
  /** At least one. */
  readonly wanted: readonly Phrase[];
  readonly unwanted: readonly Phrase[];
}

const QUOTATION_MARKS = /[“”„‟«»]/g;
/** Something between quotation marks, or up to the next space; with a minus before it unwanted. */
const ITEM = /(?<![^\s"])(-?)(?:"([^"]*)"?|([^\s"]+))/g;
const HYPHEN = /^[-\u2010\u2011]$/;

/**
 * Reads what a person types to search with: `truce "exchange of prisoners" -weather`. Nothing in
 * it is ever taken for syntax but quotation marks and a minus before a word.
 *
 * @returns `undefined` when it wants no word.
 */
export function wantedWordsIn(terms: string): WantedWords | undefined {
  const phrases = { wanted: new Map<string, Phrase>(), unwanted: new Map<string, Phrase>() };
  for (const [, minus, quoted, plain = ''] of terms.replace(QUOTATION_MARKS, '"').matchAll(ITEM)) {
    const words = wordsOf(quoted ?? plain);
    const plainWords = words.map(({ word }) => word).filter(Boolean);
    // The index holds "cease-fire" as one word, too; "peace/plan" are two.
    const compounds = compoundsOf(words, plain);
    const whole = compounds.length === 1 && compounds[0] === plainWords.join('');
    const kept = minus === '' ? phrases.wanted : phrases.unwanted;
    const items =
      quoted !== undefined ? [plainWords] : (whole ? compounds : plainWords).map((word) => [word]);
    for (const phrase of items) {
      const [first, ...rest] = phrase;
      if (first !== undefined) kept.set(phrase.map(stemmer).join(' '), [first, ...rest]);
    }
  }
  const wanted = [...phrases.wanted.values()];
  return wanted.length === 0 ? undefined : { wanted, unwanted: [...phrases.unwanted.values()] };
}

/** Where any of the phrases stands in a text, inflections included: sorted, not overlapping. */
export function marksIn(text: string, phrases: readonly Phrase[]): Span[] {
  const words = wordsOf(text);
  const stems = words.map(({ word }) => stemmer(word));
  const marks: { start: number; end: number }[] = [];
  const mark = (from: number, to: number) => {
    const { start } = words[from] as Word;
    const { end } = words[to - 1] as Word;
    const last = marks.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(end, last.end);
    else marks.push({ start, end });
  };
  const wanted = phrases.map((phrase) => phrase.map(stemmer));
  const compounds = new Set(wanted.filter(({ length }) => length === 1).map(([stem]) => stem));
  for (let from = 0; from < words.length; from++) {
    for (const phrase of wanted) {
      if (phrase.every((stem, i) => stems[from + i] === stem)) mark(from, from + phrase.length);
    }
    const to = hyphenatedTo(text, words, from);
    const whole = words.slice(from, to).map(({ word }) => word);
    if (to > from + 1 && compounds.has(stemmer(whole.join('')))) mark(from, to);
  }
  return marks;
}

/** The position behind the last of the words joined by hyphens to the one at `from`. */
function hyphenatedTo(text: string, words: readonly Word[], from: number): number {
  let to = from + 1;
  while (HYPHEN.test(text.slice(words[to - 1]?.end, words[to]?.start ?? 0))) to++;
  return to;
}
