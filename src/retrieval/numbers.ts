import type { Word } from '../index/words.js';
import type { Mention } from './mention.js';

const UP_TO_NINETEEN =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SMALL: ReadonlyMap<string, number> = new Map([
  ...UP_TO_NINETEEN.map((word, value) => [word, value] as const),
  ...TENS.map((word, i) => [word, 20 + 10 * i] as const),
]);
const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['k', 1e3],
  ['million', 1e6],
  ['m', 1e6],
  ['mn', 1e6],
  ['billion', 1e9],
  ['b', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
  ['tn', 1e12],
]);
const DIGITS = /^(\d+(?:\.\d+)?)(k|m|mn|b|bn|tn)?$/;
/** "One" and "zero" by themselves are pronoun and figure of speech ("zero gratitude"). */
const ALONE = 2;
/** Small numbers are everywhere, so that two texts have one in common says less. */
const SMALL_NUMBER = 0.5;

/**
 * Numbers in digits or in words, with what multiplies them: "28" and "twenty-eight", "800k" and
 * "800,000", "$300bn" and "300 billion" are one. The concept is `number:` and the value.
 */
export function numbersIn(words: readonly Word[]): Mention[] {
  const mentions: Mention[] = [];
  for (let from = 0; from < words.length; ) {
    const { value, to } = numberAt(words, from);
    const written = to === from + 1 && SMALL.has(words[from]?.word ?? '');
    if (to > from && !(written && value < ALONE)) {
      const weight = value <= 10 ? SMALL_NUMBER : 1;
      mentions.push({ concept: `number:${value}`, from, to, weight });
    }
    from = Math.max(to, from + 1);
  }
  return mentions;
}

/** The number that begins with the word at `from`; `to` is `from` where none does. */
function numberAt(words: readonly Word[], from: number): { value: number; to: number } {
  const [, digits, suffix] = DIGITS.exec(words[from]?.word ?? '') ?? [];
  if (digits === undefined) return spelledAt(words, from);
  const magnitude = magnitudeOf(words[from + 1]?.word);
  const value = Number(digits) * (MAGNITUDES.get(suffix ?? '') ?? 1) * (magnitude ?? 1);
  return { value: exact(value), to: from + (magnitude === undefined ? 1 : 2) };
}

function spelledAt(words: readonly Word[], from: number): { value: number; to: number } {
  let whole = 0;
  let part: number | undefined;
  let partFrom = from;
  // What follows a magnitude is less than it, or else another number: "two million, three million".
  let room = Number.POSITIVE_INFINITY;
  let to = from;
  for (; to < words.length; to++) {
    const { word } = words[to] as Word;
    const small = SMALL.get(word);
    const magnitude = magnitudeOf(word);
    if (small !== undefined && joins(part, small)) {
      if (part === undefined) partFrom = to;
      part = (part ?? 0) + small;
    } else if (magnitude === 100 && part !== undefined) {
      part *= 100;
    } else if (magnitude !== undefined && part !== undefined) {
      if (magnitude >= room) return { value: whole, to: partFrom };
      whole += part * magnitude;
      room = magnitude;
      part = undefined;
    } else break;
  }
  return { value: whole + (part ?? 0), to };
}

/** Of a word by itself: one letter behind a space is metres or nothing at all. */
function magnitudeOf(word = ''): number | undefined {
  return word.length > 1 ? MAGNITUDES.get(word) : undefined;
}

/** Multiplying decimals leaves dust: 1.1 million is 1100000.0000000001. */
function exact(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** "twenty" goes on with "eight", "two hundred" with anything below; "two" with nothing. */
function joins(part: number | undefined, next: number): boolean {
  if (part === undefined) return true;
  if (part === 0 || next === 0) return false;
  const room = part % 100 === 0 ? 100 : part % 10 === 0 && part % 100 >= 20 ? 10 : 0;
  return next < room;
}
