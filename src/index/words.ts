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
  return written
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/(?<=\p{N}),(?=\p{N}{3})/gu, '')
    .replace(/['’]/g, '')
    .replace(/(?<=\p{L})\./gu, '');
}
