import {
  FUNCTION_WORDS,
  HONORIFICS,
  isTitleHead,
  isTitleModifier,
  SAYING,
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

/** Half-open positions in the words of a sentence. */
export interface Words {
  readonly from: number;
  readonly to: number;
}

/** Whom a sentence says its words are from. */
export type Attribution =
  | ({ readonly kind: 'person'; readonly concept: string } & Words)
  | ({ readonly kind: 'others' } & Words)
  /** "he said", "it added": whoever was spoken of. "…, adding": the subject of the sentence. */
  | { readonly kind: 'he' | 'it' | 'subject' };

const DETERMINERS = new Set('the a an this his her its their both some many several'.split(' '));

/** Words of "the senior European official" and the like. */
const LONGEST_PHRASE = 6;

/** A person behind titles, or other words that name somebody, from a position on. */
export function phraseFrom(
  sentence: VoicedSentence,
  people: readonly Mention[],
  from: number,
): Attribution | undefined {
  const { words } = sentence;
  for (let at = from; at < Math.min(words.length, from + LONGEST_PHRASE); at++) {
    const person = people.find((mention) => mention.from === at);
    if (person !== undefined) return isOwner(sentence, person) ? undefined : toAttribution(person);
    const { word } = words[at] as Word;
    const leads = isOfTitle(words[at] as Word) || !FUNCTION_WORDS.has(word);
    if (!leads || gap(sentence, at) !== '') break;
  }
  let to = from;
  while (to < Math.min(words.length, from + LONGEST_PHRASE)) {
    const word = words[to] as Word;
    if (to > from && FUNCTION_WORDS.has(word.word) && !word.capital && word.word !== 'the') break;
    if (to > from + 1 && word.word.endsWith('ed')) break;
    to++;
    if (gap(sentence, to - 1) !== '') break;
  }
  return isPhrase(words, from, to) ? { kind: 'others', from, to } : undefined;
}

/** The noun phrase that ends with a word: "the White House", "officials". */
export function phraseUpTo(
  sentence: VoicedSentence,
  people: readonly Mention[],
  last: number,
): Attribution | undefined {
  const { words } = sentence;
  const { word } = words[last] as Word;
  if (FUNCTION_WORDS.has(word)) return undefined;
  let from = last;
  while (from > 0 && last - from < LONGEST_PHRASE && gap(sentence, from - 1) === '') {
    const previous = words[from - 1] as Word;
    const isDeterminer = DETERMINERS.has(previous.word);
    if (!isDeterminer && (FUNCTION_WORDS.has(previous.word) || SAYING.has(previous.word))) break;
    from--;
    if (isDeterminer) break;
  }
  const first = words[from] as Word;
  // "Roe and her team": it is Roe who speaks for them.
  const leader = people.find(({ to }) => to === from - 1);
  if (words[from - 1]?.word === 'and' && /^(?:his|her)$/.test((words[from] as Word).word)) {
    return toAttribution(leader);
  }
  const opens = DETERMINERS.has(first.word) || first.capital || word.endsWith('s');
  return opens && isPhrase(words, from, last + 1)
    ? { kind: 'others', from, to: last + 1 }
    : undefined;
}

/** Whether a word may stand between "said" and the name. */
export function isOfTitle({ word, capital }: Word): boolean {
  const ties = word === 'the' || word === 'of' || word === 'a';
  return capital || ties || isTitleHead(word) || isTitleModifier(word) || HONORIFICS.has(word);
}

export function toAttribution(person: Mention | undefined): Attribution | undefined {
  if (person === undefined) return undefined;
  const { concept, from, to } = person;
  return { kind: 'person', concept, from, to };
}

/** Whether words can name somebody: more than a determiner, and no other small word before it. */
function isPhrase(words: readonly Word[], from: number, to: number): boolean {
  const first = words[from]?.word ?? '';
  const isSmall = FUNCTION_WORDS.has(first) || DETERMINERS.has(first);
  return to > from && (!isSmall || (DETERMINERS.has(first) && to - from > 1));
}

/** Whether the name stands in the possessive. */
export function isOwner(sentence: VoicedSentence, { to }: Mention): boolean {
  return /^['’]s?/.test(gap(sentence, to - 1));
}

/** What stands behind a word before the next, without space: a comma, a mark, nothing. */
export function gap({ text, words }: VoicedSentence, at: number): string {
  return text.slice((words[at] as Word).end, words[at + 1]?.start ?? text.length).trim();
}
