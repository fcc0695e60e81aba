import type { Span } from '../corpus/document.js';
import {
  FUNCTION_WORDS,
  HONORIFICS,
  isTitleHead,
  isTitleModifier,
  SAYING,
  TITLE_LINKS,
} from '../index/titles.js';
import type { Word } from '../index/words.js';
import type { Mention } from './mention.js';

/** A sentence in its document, with the people it mentions. */
export interface VoicedSentence {
  readonly text: string;
  /** Where it begins, code units of the document. */
  readonly start: number;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
}

/** Words of a sentence that name somebody, half-open positions; a `Mention` is one. */
export interface Named {
  readonly from: number;
  readonly to: number;
  /** Of a person of the corpus. */
  readonly concept?: string;
}

/** Somebody, and the words of the document that name her. */
export interface Party {
  readonly span: Span;
  readonly concept?: string | undefined;
}

const DETERMINERS = new Set('the a an this his her its their both some many several'.split(' '));
/** Words of a title without a capital that may stand before a subject. */
const LEADING = new Set(['of', 'the', 'but', 'and', 'to']);
/** Words of "the senior European official" and the like. */
const LONGEST_PHRASE = 6;

/** A person behind titles, or other words that name somebody, from a position on. */
export function phraseFrom(
  sentence: VoicedSentence,
  people: readonly Mention[],
  from: number,
): Named | undefined {
  const { words } = sentence;
  let to = from;
  for (; to < Math.min(words.length, from + LONGEST_PHRASE); to++) {
    if (to > from && gap(sentence, to - 1) !== '') break;
    const person = people.find((mention) => mention.from === to);
    if (person !== undefined) return isOwner(sentence, person) ? undefined : person;
    const word = words[to] as Word;
    if (to > from && FUNCTION_WORDS.has(word.word) && !isOfTitle(word)) break;
    if (to > from + 1 && word.word.endsWith('ed')) break;
  }
  return isPhrase(words, from, to) ? { from, to } : undefined;
}

/** The noun phrase that ends with a word: "the White House", "officials". */
export function phraseUpTo(
  sentence: VoicedSentence,
  people: readonly Mention[],
  last: number,
): Named | undefined {
  const { words } = sentence;
  const { word, capital } = words[last] as Word;
  if (FUNCTION_WORDS.has(word)) return undefined;
  let from = last;
  while (from > 0 && last - from < LONGEST_PHRASE && gap(sentence, from - 1) === '') {
    const previous = (words[from - 1] as Word).word;
    const isDeterminer = DETERMINERS.has(previous);
    if (!isDeterminer && (FUNCTION_WORDS.has(previous) || SAYING.has(previous))) break;
    from--;
    if (isDeterminer) break;
  }
  const first = words[from] as Word;
  // "Roe and her team": it is Roe who speaks for them.
  if (words[from - 1]?.word === 'and' && /^(?:his|her)$/.test(first.word))
    return people.find(({ to }) => to === from - 1);
  const names = DETERMINERS.has(first.word) || first.capital || capital || word.endsWith('s');
  return names && isPhrase(words, from, last + 1) ? { from, to: last + 1 } : undefined;
}

/** The person at the head of a sentence: behind nothing, a title, or words that a comma ends. */
export function subjectOf(sentence: VoicedSentence, people: readonly Mention[]): Named | undefined {
  const { words } = sentence;
  const [first, second] = people;
  if (first === undefined || isOwner(sentence, first)) return undefined;
  if (words[first.to]?.word === 'and' && second?.from === first.to + 1) return undefined;
  for (let at = first.from - 1; at >= 0 && !gap(sentence, at).endsWith(','); at--) {
    const { word, capital } = words[at] as Word;
    if (!capital && !LEADING.has(word) && !isTitleHead(word) && !isTitleModifier(word))
      return undefined;
  }
  return first;
}

/** Whether a word may stand between "said" and the name. */
export function isOfTitle({ word, capital }: Word): boolean {
  const isTitle = isTitleHead(word) || isTitleModifier(word) || HONORIFICS.has(word);
  return capital || TITLE_LINKS.has(word) || isTitle;
}

/** Whether words can name somebody: more than a determiner, and no other small word before it. */
function isPhrase(words: readonly Word[], from: number, to: number): boolean {
  const first = words[from]?.word ?? '';
  if (DETERMINERS.has(first)) return to - from > 1;
  return to > from && !FUNCTION_WORDS.has(first);
}

/** Whether the name stands in the possessive. */
function isOwner(sentence: VoicedSentence, { to }: Named): boolean {
  return /^['’]s?/.test(gap(sentence, to - 1));
}

/** What stands behind a word before the next, without space: a comma, a mark, nothing. */
export function gap({ text, words }: VoicedSentence, at: number): string {
  return text.slice((words[at] as Word).end, words[at + 1]?.start ?? text.length).trim();
}

/** Whom words of a sentence name. */
export function partyOf({ start, words }: VoicedSentence, { from, to, concept }: Named): Party {
  const [first, last] = [words[from] as Word, words[to - 1] as Word];
  return { span: { start: start + first.start, end: start + last.end }, concept };
}

/** Whether words end with a name of two words, by their capitals: "captain Ilse Maran". */
export function isFullName({ words }: VoicedSentence, { from, to }: Named): boolean {
  const name = words.slice(Math.max(from, to - 2), to);
  const isDefinite = DETERMINERS.has(words[from]?.word ?? '');
  return !isDefinite && name.length > 1 && name.every(({ capital }) => capital);
}
