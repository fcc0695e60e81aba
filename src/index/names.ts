import { adjoins, CALENDAR, isInitial, nameStart, runEnd } from './name-runs.js';
import { titleAfter, titleBefore } from './title-scan.js';
import { FUNCTION_WORDS, HONORIFICS, SAYING } from './titles.js';
import type { Word } from './words.js';

/** Words that look like a person's name, with what around them speaks for and against it. */
export interface NameUse {
  /** Half-open positions in the list of words; title and honorific are not among them. */
  readonly from: number;
  readonly to: number;
  /** Words of the titles that stand at the name. */
  readonly titles: readonly (readonly string[])[];
  /** A title or "Mr." stands before it. */
  readonly titled: boolean;
  /** 0 upwards: a title, "Mr.", a verb of saying, "who" behind it. */
  readonly evidence: number;
  /** 0 upwards: "the" before it, initials only, a preposition of place. */
  readonly against: number;
}

/** The most words of a name, initials and "von der" included. */
export const LONGEST_NAME = 5;

/** What a title says for the name behind it. */
const TITLE_EVIDENCE = { fully: 2, mostly: 1.5, some: 1, little: 0 } as const;
const PLACE_PREPOSITIONS = new Set(['in', 'at', 'near', 'from']);

/** The uses of names among the words `from`…`to` of one sentence, in order. */
export function nameUsesOf(
  text: string,
  words: readonly Word[],
  from: number,
  to: number,
): NameUse[] {
  const uses: NameUse[] = [];
  let byline = words[from]?.word === 'by' && words[from]?.capital === true;
  let last = from;
  for (let at = from; at < to; ) {
    const word = words[at] as Word;
    if (!word.capital || FUNCTION_WORDS.has(word.word) || CALENDAR.has(word.word)) {
      at++;
      continue;
    }
    byline &&= /^(?:,|\s|\band\b)*$/.test(text.slice(words[last]?.end, word.start));
    const end = runEnd(text, words, at, to);
    last = end - 1;
    const use = useIn(text, words, { at, end, from, to, byline });
    if (use !== undefined) uses.push(use);
    at = end;
  }
  return uses;
}

interface Run {
  readonly at: number;
  readonly end: number;
  /** The sentence. */
  readonly from: number;
  readonly to: number;
  readonly byline: boolean;
}

function useIn(text: string, words: readonly Word[], run: Run): NameUse | undefined {
  const { end } = run;
  const at = opensWithLetter(text, words, run) ? run.at + 1 : run.at;
  const wordAt = (i: number) => words[i]?.word ?? '';
  const found = nameStart(words, at, end);
  if (found === undefined) return undefined;
  const { start, sure } = found;
  if (end - start > LONGEST_NAME) return undefined;
  const honoured = HONORIFICS.has(wordAt(start - 1)) && adjoins(text, words, start - 1);
  const before = titleBefore(text, words, honoured ? start - 1 : start, run.from);
  const after = titleAfter(text, words, end, run.to);
  const titles = [before, after].filter((title) => title !== undefined);
  const title = before === undefined ? 0 : TITLE_EVIDENCE[sure];
  if (sure === 'little')
    return { from: start, to: end, titles, titled: false, evidence: 0, against: 0 };
  let evidence = title + (after === undefined ? 0 : 1.5) + (honoured ? 3 : 0);
  if (saysAt(text, words, start, end, run)) evidence += 1;
  if (wordAt(end) === 'who' || wordAt(end) === 'whose') {
    if (/^,\s/.test(text.slice((words[end - 1] as Word).end, words[end]?.start))) evidence += 1;
  }
  if (run.byline) evidence += 1.5;
  if (hasInitial(words, start, end)) evidence += 1.5;
  let against = 0;
  const named = title > 0 || honoured;
  if (!named && wordAt(start - 1) === 'the') against += 1.5;
  if (
    named &&
    !honoured &&
    /^the\s/i.test(
      text.slice((words[at - 1] as Word | undefined)?.start ?? 0, (words[at] as Word).start),
    )
  )
    against += 1;
  if (!named && PLACE_PREPOSITIONS.has(wordAt(start - 1)) && end - start < 3) against += 0.5;
  if (!honoured && isShouted(text, words, start, end)) against += 2;
  return { from: start, to: end, titles, titled: named, evidence, against };
}

/** A letter without a stop opens no name: "Q" marks a question, "A" is an article. */
function opensWithLetter(text: string, words: readonly Word[], { at, end }: Run): boolean {
  const word = words[at] as Word;
  return end - at > 1 && isInitial(word) && text[word.end] !== '.';
}

function saysAt(text: string, words: readonly Word[], start: number, end: number, run: Run) {
  const next = words[end];
  if (end < run.to && next !== undefined && SAYING.has(next.word)) {
    if (/^,?\s+$/.test(text.slice((words[end - 1] as Word).end, next.start))) return true;
  }
  const before = words[start - 1];
  return start > run.from && before !== undefined && SAYING.has(before.word) && !before.capital;
}

function hasInitial(words: readonly Word[], start: number, end: number): boolean {
  for (let i = start + 1; i < end - 1; i++) if (isInitial(words[i] as Word)) return true;
  return false;
}

/** An abbreviation like "NBC" is among the words: no person's name, except for the initials. */
function isShouted(text: string, words: readonly Word[], start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const word = words[i] as Word;
    // Nearly all words end in a small letter, and need no further look.
    if (isSmallLetter(text.charCodeAt(word.end - 1))) continue;
    const written = text.slice(word.start, word.end);
    if (written.length > 2 && /^[\p{Lu}.]+$/u.test(written) && /\p{Lu}.?\p{Lu}/u.test(written)) {
      return true;
    }
  }
  return false;
}

function isSmallLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}
