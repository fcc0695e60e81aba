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

/** An initialism begins where no letter with a dot stands before, so a long row is tried once. */
const WORD =
  /(?<!(?<!\p{L})\p{L}\.)(?:\p{L}\.){2,12}(?!\p{L})|\p{N}+(?:[.,]\p{N}+)+|(?!(?<=\p{L}['’])s\b)[\p{L}\p{M}\p{N}]+(?:['’](?!s\b)\p{L}+)*/giu;

export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: written, index }) => ({
    word: normaliseWord(written),
    start: index,
    end: index + written.length,
    capital: /^\p{Lu}/u.test(written),
  }));
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
  const both = `${left.word}${right.word}`;
  return /[-\u2010\u2011]/.test(text.charAt(left.end)) && /^\p{L}+$/u.test(both);
}
