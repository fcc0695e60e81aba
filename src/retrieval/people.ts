import type { Generation } from '../index/generation.js';
import type { Naming } from '../index/people.js';
import { FUNCTION_WORDS, HONORIFICS, isTitleHead } from '../index/titles.js';
import type { Word } from '../index/words.js';
import type { Mention } from './mention.js';
import { slipLikelihood } from './misspelling.js';
import { conceptOf, officesIn } from './offices.js';

export interface PeopleOptions {
  /** Whether names have capitals in `words`: true for a document, false for a question. */
  readonly cased: boolean;
  /** Other words for the same place, so that "of Finland" finds what is "Finnish". */
  readonly equivalents?: (word: string) => readonly string[];
}

/** Below this a given name says no more than any other word. */
const LEAST = 0.1;
/** What is no more than a given name, before a surname that the corpus does not know. */
const GIVEN_AT_MOST = 0.5;
/** A surname behind a given name that is not known with it: somebody's relative, perhaps. */
const OTHER_GIVEN = 0.5;
/** A possessive that was written without its apostrophe: "leoras". */
const POSSESSIVE = 0.95;
/** Nicknames are guessed: "alex" for Alexander. */
const NICKNAME = 0.6;
const SHORTEST_NICKNAME = 3;
const SIMILAR_WORDS = 30;
/** A slip of the pen is looked for among words that are names rather than words. */
const COMMON_AT_MOST = 0.5;

/**
 * Mentions of the corpus' people in `words`, the longest first; several over one range when a name
 * may be several people's. Concepts are `person:` and the id of the person.
 */
export function peopleIn(
  generation: Generation,
  words: readonly Word[],
  options: PeopleOptions,
): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; ) {
    const named = options.cased
      ? nameAt(generation, words, at, true)
      : (nameAt(generation, words, at, false) ?? guessedAt(generation, words, at));
    if (named !== undefined) mentions.push(...named.mentions);
    at = named?.to ?? at + 1;
  }
  mentions.push(...officesIn(generation, words, mentions, options.equivalents));
  return mentions.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
}

interface Named {
  readonly to: number;
  readonly mentions: readonly Mention[];
}

/** The longest name that begins at a position. */
function nameAt(
  generation: Generation,
  words: readonly Word[],
  at: number,
  cased: boolean,
): Named | undefined {
  const first = words[at] as Word;
  if (cased && !first.capital && !followedByCapital(words, at)) return undefined;
  const longest = Math.min(generation.people.longestFrom(first.word), words.length - at);
  for (let count = longest; count > 0; count--) {
    const last = words[at + count - 1] as Word;
    if (cased && !last.capital) continue;
    const key = count === 1 ? first.word : joined(words, at, at + count);
    const namings = generation.people.named(key);
    const weight = (naming: Naming) =>
      count > 1 ? naming.weight : weightAlone(naming, words, at, cased);
    const mentions = mentionsOf(namings, at, at + count, weight);
    if (mentions.length > 0) return { to: at + count, mentions };
  }
  return undefined;
}

/** "van der Berg" begins without a capital. */
function followedByCapital(words: readonly Word[], at: number): boolean {
  return words[at + 1]?.capital === true || words[at + 2]?.capital === true;
}

/** The weight of one word that may be a name, as far as it is written like one. */
function weightAlone(
  { weight, common }: Naming,
  words: readonly Word[],
  at: number,
  cased: boolean,
): number {
  const { capital } = words[at] as Word;
  const asWritten = capital && at > 0 ? weight : weight * (1 - common);
  if (!cased) return asWritten;
  const before = words[at - 1];
  const next = words[at + 1];
  const adjoin = (a: Word, b: Word) => b.start - a.end === 1;
  if (weight <= GIVEN_AT_MOST && next?.capital === true && adjoin(words[at] as Word, next))
    return 0;
  const other =
    before?.capital === true &&
    adjoin(before, words[at] as Word) &&
    !(isTitleHead(before.word) || HONORIFICS.has(before.word) || FUNCTION_WORDS.has(before.word));
  return other ? asWritten * OTHER_GIVEN : asWritten;
}

/** A word of a question that the corpus does not know, taken for a name that it resembles. */
function guessedAt(generation: Generation, words: readonly Word[], at: number): Named | undefined {
  const { word } = words[at] as Word;
  if (word.length < SHORTEST_NICKNAME || generation.word(word) !== undefined) return undefined;
  const guess = (namings: readonly Naming[], share: number) =>
    mentionsOf(
      namings.filter(({ common }) => common < COMMON_AT_MOST),
      at,
      at + 1,
      ({ weight }) => weight * share,
    );
  const { people } = generation;
  let mentions = word.endsWith('s') ? guess(people.named(word.slice(0, -1)), POSSESSIVE) : [];
  if (mentions.length === 0) {
    const slips = generation
      .similarWords(word, SIMILAR_WORDS)
      .map((meant) => ({ meant, share: slipLikelihood(word, meant) }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share);
    mentions =
      slips
        .map(({ meant, share }) => guess(people.named(meant), share))
        .find((m) => m.length > 0) ?? [];
  }
  if (mentions.length === 0) mentions = guess(people.beginningWith(word), NICKNAME);
  return mentions.length === 0 ? undefined : { to: at + 1, mentions };
}

function mentionsOf(
  namings: readonly Naming[],
  from: number,
  to: number,
  weigh: (naming: Naming) => number,
): Mention[] {
  const mentions: Mention[] = [];
  for (const naming of namings) {
    const weight = weigh(naming);
    if (weight >= LEAST) mentions.push({ concept: conceptOf(naming.person), from, to, weight });
  }
  return mentions;
}

function joined(words: readonly Word[], from: number, to: number): string {
  let key = (words[from] as Word).word;
  for (let i = from + 1; i < to; i++) key += ` ${(words[i] as Word).word}`;
  return key;
}
