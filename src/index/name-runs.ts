import { PARTICLES } from './name-spelling.js';
import { FUNCTION_WORDS, HONORIFICS, isTitleHead, TITLE_TIES } from './titles.js';
import type { Word } from './words.js';

/** Titles that begin the names of things as well. */
const AMBIGUOUS = new Set([
  'general',
  'justice',
  'chief',
  'major',
  'chair',
  'officer',
  'attorney',
  'state',
]);
export const CALENDAR = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march july september
  october november december`.split(/\s+/),
);

/** Whether nothing stands between a word and the next but space, a hyphen, or an abbreviation's stop. */
export function adjoins(text: string, words: readonly Word[], at: number): boolean {
  const word = words[at] as Word;
  const next = words[at + 1];
  if (next === undefined) return false;
  const gap = next.start - word.end;
  const first = text.charCodeAt(word.end);
  if (gap === 1) return first === 0x20 || first === 0x0a || first === 0x2d || first === 0xa0;
  if (gap > 6) return false;
  const between = text.slice(word.end, next.start);
  if (between.trim() === '') return !/\n\s*\n/.test(between);
  if (!/^\.\s+$/.test(between)) return false;
  return word.end - word.start === 1 || HONORIFICS.has(word.word) || isTitleHead(word.word);
}

/** Position behind the words with a capital, particles and "of the" of a title included. */
export function runEnd(text: string, words: readonly Word[], at: number, to: number): number {
  let end = at + 1;
  while (end < to && adjoins(text, words, end - 1)) {
    const { word, capital } = words[end] as Word;
    if (capital && !CALENDAR.has(word) && !FUNCTION_WORDS.has(word)) {
      end++;
      continue;
    }
    const tied = afterTies(text, words, end, to, isTitleHead((words[end - 1] as Word).word));
    if (tied === undefined) break;
    end = tied + 1;
  }
  return end;
}

/** Position of the capital that "von der", or behind a title "of the", leads to. */
function afterTies(
  text: string,
  words: readonly Word[],
  at: number,
  to: number,
  afterHead: boolean,
): number | undefined {
  const ties = (word: string) => PARTICLES.has(word) || (afterHead && tiesTitle(word));
  for (let i = at; i < Math.min(to, at + 3); i++) {
    const { word, capital } = words[i] as Word;
    if (capital && i > at) return FUNCTION_WORDS.has(word) ? undefined : i;
    if (!ties(word) || !adjoins(text, words, i)) return undefined;
  }
  return undefined;
}

/** "of", and "the" between it and what follows. */
function tiesTitle(word: string): boolean {
  return TITLE_TIES.has(word) || word === 'the';
}

export interface NameStart {
  readonly start: number;
  /**
   * How surely a name begins there: `little` for one word that may belong to the title ("Speaker
   * of the House", "General Assembly"), `some` when the title goes on between "of the" and the
   * name, `mostly` when that is one word.
   */
  readonly sure: 'fully' | 'mostly' | 'some' | 'little';
}

/** Where the name begins in a run: behind the last title that something follows. */
export function nameStart(words: readonly Word[], at: number, end: number): NameStart | undefined {
  const last = words[end - 1] as Word;
  let start = at;
  let tied = false;
  for (let i = at; i < end - 1; i++) {
    const { word, capital } = words[i] as Word;
    if (isTitleHead(word) || HONORIFICS.has(word)) {
      start = i + 1;
      tied = tiesTitle((words[i + 1] as Word).word);
    } else if (!capital && !PARTICLES.has(word)) start = i + 1;
  }
  const count = end - start;
  if (isTitleHead(last.word) && count === 1) return undefined;
  if (!tied) {
    const title = start > at ? (words[start - 1] as Word).word : '';
    return { start, sure: count === 1 && AMBIGUOUS.has(title) ? 'little' : 'fully' };
  }
  // "Secretary of the Army Jane Roe": the place takes what a name of usual length leaves over.
  if (count < 2) return undefined;
  let name = end - 1;
  while (PARTICLES.has((words[name - 1] as Word).word) && name - 1 > start) name--;
  if (name - 1 > start) name--;
  if (isInitial(words[name] as Word) && name - 1 > start) name--;
  if (name <= start) return undefined;
  if (end - name === 1) return { start: name, sure: 'little' };
  const isShort = (words[start - 1] as Word).word === 'of' && name - start === 1;
  return { start: name, sure: isShort ? 'mostly' : 'some' };
}

/** Whether a word is one letter with a capital. */
export function isInitial(word: Word): boolean {
  return word.capital && word.end - word.start === 1;
}

/** Whether the name `from`…`to` is a surname of several words alone: "Smith-Jones", "von der Berg". */
export function surnameOnly(
  text: string,
  words: readonly Word[],
  from: number,
  to: number,
): boolean {
  const first = words[from] as Word;
  if (to - from === 2 && text[first.end] === '-') return true;
  if (to - from < 3 || !PARTICLES.has(first.word)) return false;
  return words
    .slice(from + 1, to - 1)
    .every(({ word, capital }) => !capital && PARTICLES.has(word));
}
