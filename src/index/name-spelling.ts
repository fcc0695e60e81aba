/**
 * A name as its transliterations share it: "Andriy" and "Andrii", "Kowalsky" and "Kowalskyi" are
 * one. Doubled letters count once, and what is written y, i, j or a row of them is i.
 *
 * @param name a word as `wordsOf` gives it.
 */
export function foldName(name: string): string {
  return name
    .replace(/x/g, 'ks')
    .replace(/[yj]/g, 'i')
    .replace(/(?<!i)i+e/g, 'e')
    .replace(/kh/g, 'h')
    .replace(/ph/g, 'f')
    .replace(/w/g, 'v')
    .replace(/ck|q|c(?=[aou])/g, 'k')
    .replace(/(.)\1+/g, '$1');
}

/** The consonants of a name, which languages agree on more than on its vowels. */
export function consonantsOf(name: string): string {
  return foldName(name)
    .replace(/[aeiou]/g, '')
    .replace(/(.)\1+/g, '$1');
}

/** Whether one given name is short for the other: "Dan" and "Daniel", "V" and "Vera". */
export function isShortFor(short: string, long: string): boolean {
  return short.length < long.length && (short.length === 1 || short.length >= 3)
    ? long.startsWith(short)
    : false;
}

export interface NameParts {
  readonly given: string;
  /** Names and initials between the given name and the surname. */
  readonly middle: readonly string[];
  /** With what belongs to it: "van der berg". */
  readonly surname: readonly string[];
  /** The word the surname ends with. */
  readonly last: string;
}

/** Small words that begin a surname. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'von der van de den la le di da dos del bin ibn al el ter ten zu'.split(' '),
);
const SUFFIXES: ReadonlySet<string> = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** @param words of a name, at least one. */
export function partsOf(words: readonly string[]): NameParts {
  const end = words.length > 1 && SUFFIXES.has(words.at(-1) as string) ? -1 : words.length;
  const name = words.slice(0, end);
  let from = name.length - 1;
  while (from > 1 && PARTICLES.has(name[from - 1] as string)) from--;
  const surname = name.slice(from);
  return {
    given: name[0] as string,
    middle: name.slice(1, from),
    surname,
    last: surname.at(-1) as string,
  };
}

/** Whether a word stands behind a surname: "Jr." */
export function isSuffix(word: string): boolean {
  return SUFFIXES.has(word);
}
