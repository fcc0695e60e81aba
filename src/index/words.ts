import { SpanTable } from '../embedding/span-table.js';

/**
 * The words of a text as the index knows them: lower case, without accents, possessives or the
 * dots of an initialism ("U.S." is `us`), each with where it stands in `text`.
 */
export interface Word {
  readonly word: string;
  /** Code units of the text it was taken from. */
  readonly start: number;
  readonly end: number;
  /** Written with a capital first letter. */
  readonly capital: boolean;
}

/** A word as it is written. An initialism begins where no letter with a dot stands before, so a long row is tried once. */
export const WORD =
  /(?<!(?<!\p{L})\p{L}\.)(?:\p{L}\.){2,12}(?!\p{L})|\p{N}+(?:[.,]\p{N}+)+|(?!(?<=\p{L}['’])s\b)[\p{L}\p{M}\p{N}]+(?:['’](?!s\b)\p{L}+)*/giu;

const WORD_HERE = new RegExp(WORD, 'iuy');

/** What a character of ASCII, by its code, can be of a word. */
const [NOTHING, LETTER, DIGIT] = [0, 1, 2];
const PARTS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0-9]/.test(character)) return DIGIT;
  return /[A-Za-z]/.test(character) ? LETTER : NOTHING;
});

/** A text has few words many times, so what was made of one is remembered. */
const read = new SpanTable((written) => ({
  word: normaliseWord(written),
  capital: /^\p{Lu}/u.test(written),
}));

/** What `WORD` matches; it is asked only where more than letters and digits of ASCII may count. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let start = 0; start < text.length; ) {
    const end = separates(text.charCodeAt(start))
      ? start
      : (plainEnd(text, start) ?? otherEnd(text, start));
    if (end > start) {
      const { word, capital } = read.at(text, start, end);
      words.push({ word, start, end, capital });
      start = end;
    } else start++;
  }
  return words;
}

/** Whether a character is neither part of a word nor an apostrophe, as far as that is soon told. */
function separates(code: number): boolean {
  if (code < PARTS.length) return PARTS[code] === NOTHING;
  // Dashes and quotation marks, and the space that breaks no line.
  return (code >= 0x2010 && code <= 0x201f && code !== 0x2019) || code === 0xa0;
}

/** End of a word of ASCII; `undefined` where an initialism, a figure or an apostrophe may be. */
function plainEnd(text: string, start: number): number | undefined {
  let end = start;
  let isFigure = true;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    const part = code < PARTS.length ? PARTS[code] : NOTHING;
    if (part === NOTHING) break;
    if (part === LETTER) isFigure = false;
  }
  const isShort = end - start === 1;
  if (end === start || (isShort && /s/i.test(text.charAt(start)))) return undefined;
  if (end === text.length) return end;
  const next = text.charAt(end);
  if (next === "'" || !separates(next.charCodeAt(0))) return undefined;
  return (isFigure || isShort) && /[.,]/.test(next) ? undefined : end;
}

/** Where what `WORD` matches at `start` ends, `start` when it matches nothing there. */
function otherEnd(text: string, start: number): number {
  WORD_HERE.lastIndex = start;
  return WORD_HERE.test(text) ? WORD_HERE.lastIndex : start;
}

/** Thousands separators go, so that `600,000` and `600000` are one word. */
function normaliseWord(written: string): string {
  // Nearly all words are: the rest of the work would change nothing.
  if (/^[A-Za-z0-9]+$/.test(written)) return written.toLowerCase();
  return written
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/(?<=\p{N}),(?=\p{N}{3})/gu, '')
    .replace(/['’]/g, '')
    .replace(/(?<=\p{L})\./gu, '');
}

/** "cease-fire" is "ceasefire" to some: the runs of words joined by hyphens, written as one. */
export function compoundsOf(words: readonly Word[], text: string): string[] {
  const compounds: string[] = [];
  for (let from = 0; from < words.length; from++) {
    let to = from;
    while (isHyphenated(words[to], words[to + 1], text)) to++;
    if (to > from) {
      compounds.push(
        words
          .slice(from, to + 1)
          .map(({ word }) => word)
          .join(''),
      );
    }
    from = to;
  }
  return compounds;
}

function isHyphenated(left: Word | undefined, right: Word | undefined, text: string): boolean {
  if (left === undefined || right === undefined || right.start !== left.end + 1) return false;
  if (!/[-\u2010\u2011]/.test(text.charAt(left.end))) return false;
  return /^\p{L}+$/u.test(`${left.word}${right.word}`);
}
