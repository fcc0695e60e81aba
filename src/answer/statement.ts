import { labelLength } from '../retrieval/transcript.js';

/** A quoted sentence with its words, to be compared with another; `AnalysedSentence` is one. */
export interface Statement {
  readonly text: string;
  /** Of its document, `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  readonly words: readonly {
    /** Written with a capital first letter. */
    readonly capital: boolean;
    /** Code units of `text`. */
    readonly start: number;
    readonly entry: { readonly word: string; readonly stem: string; readonly content: boolean };
  }[];
}

/** Two inflections of one name share at least this many letters: "Norway's" and "Norwegian" do not. */
const SHARED_LETTERS = 5;

/** Have a capital and name nobody. */
const DAY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)$/;

/** Stems of the words that are written as names, as far as a capital tells; no speaker's label. */
export function nameStemsIn({ text, words }: Statement): string[] {
  const from = labelLength(text);
  return words
    .filter(
      ({ capital, start, entry }) =>
        capital && start >= from && entry.content && !DAY.test(entry.word),
    )
    .map(({ entry }) => entry.stem);
}

/** The same without the first word, which has its capital anyhow. */
export function sureNameStemsIn({ text, words }: Statement): string[] {
  const from = labelLength(text);
  return nameStemsIn({ text, words: words.filter(({ start }) => start >= from).slice(1) });
}

/** Whether it asks and so says nothing. */
export function isQuestion({ text }: Statement): boolean {
  return /\?["”’»)*_\s]*$/.test(text.slice(-12));
}

/** Whether two stems are of one word or of one name and what is derived of it. */
export function isAkin(a: string, b: string): boolean {
  if (a === b) return true;
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  return shorter.length >= SHARED_LETTERS && longer.startsWith(shorter);
}

/** Whether two lists share a word, unless one of them says nothing. */
export function overlapOrUnknown(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 || a.some((one) => b.some((other) => isAkin(one, other)));
}
