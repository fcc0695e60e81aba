import { CALENDAR } from '../index/name-runs.js';
import { FUNCTION_WORDS, HONORIFICS, isTitleHead, isTitleModifier } from '../index/titles.js';
import type { Word } from '../index/words.js';
import { NAMESAKE, type PlaceName, placeNames } from './gazetteer.js';
import type { Mention } from './mention.js';

/** How the words were written, as far as the words themselves do not tell. */
export interface Writing {
  /** The text that the words stand in. */
  readonly text: string;
  /** Names have capitals, as in documents; questions are often written without any. */
  readonly cased: boolean;
}

/** "turkey", "polish" in a question without capitals: as likely the everyday word. */
const EVERYDAY_WORD = 0.5;
/** "us" in lower case is mostly the pronoun; where one cannot tell, it must decide nothing. */
const PRONOUN = 0.3;

/**
 * Mentions of countries and of the European Union: by name, people, capital or what stands for the
 * government. None overlaps another, from the left the longest wins; only a name that several
 * share ("Congolese", "Brussels") gives one mention for each of them, over the same words. The
 * concept is `place:` with the ISO 3166-1 alpha-2 code or `EU`.
 */
export function placesIn(words: readonly Word[], writing: Writing): Mention[] {
  const names = placeNames();
  const mentions: Mention[] = [];
  for (let from = 0; from < words.length; ) {
    const candidates = names.get((words[from] as Word).word);
    const name = candidates?.find((each) => standsAt(each, words, from, writing));
    if (name === undefined) {
      from++;
      continue;
    }
    const to = from + 1 + name.rest.length;
    const isNamesake = writing.cased && isPartOfName(name, words, from, to, writing.text);
    const sureness = surenessOf(name, words, from, writing) * (isNamesake ? NAMESAKE : 1);
    for (const { concept, weight } of name.meanings)
      mentions.push({ concept, from, to, weight: weight * sureness });
    from = to;
  }
  return mentions;
}

function standsAt(
  { rest, meanings }: PlaceName,
  words: readonly Word[],
  from: number,
  { text, cased }: Writing,
): boolean {
  if (rest.some((word, i) => words[from + 1 + i]?.word !== word)) return false;
  if (!cased) return true;
  const first = words[from] as Word;
  if (first.word === 'us') return isInitialism(first, text);
  // "Trinidad and Tobago": what lies between may be small, and so may the beginning of "d’Orsay".
  // "Guinea fowl" goes on small, too, and names no place.
  const isThing = meanings.length === 0;
  return (
    hasCapital(first, text) && (isThing || hasCapital(words[from + rest.length] as Word, text))
  );
}

/** Numbers, and scripts that know no capitals, count as written with one. */
function hasCapital({ capital, start, end }: Word, text: string): boolean {
  if (capital) return true;
  const written = text.slice(start, end);
  return written !== written.toLowerCase() || written === written.toUpperCase();
}

function surenessOf(
  { ordinary }: PlaceName,
  words: readonly Word[],
  from: number,
  { text }: Writing,
): number {
  const first = words[from] as Word;
  if (first.word === 'us') {
    const country = words[from - 1]?.word === 'the' || (isInitialism(first, text) && !shouts(text));
    return country ? 1 : PRONOUN;
  }
  return ordinary && !first.capital ? EVERYDAY_WORD : 1;
}

/** "US" or "U.S.", not "Us". */
function isInitialism({ start, end }: Word, text: string): boolean {
  const written = text.slice(start, end);
  return written === written.toUpperCase();
}

/** Without any small letter, capitals distinguish nothing. */
function shouts(text: string): boolean {
  return !/\p{Ll}/u.test(text) && /\p{L}{4}/u.test(text);
}

/** Bearers of a name that stand before its "of": "University of Westminster". */
const NAMED_AFTER = /^(?:university|college|school|duke|earl|bishop|battle)$/;

/** Whether the name of a place is rather a part of another: "Andrew Mali", "Westminster Abbey". */
function isPartOfName(
  name: PlaceName,
  words: readonly Word[],
  from: number,
  to: number,
  text: string,
): boolean {
  // "Finnish Parliament" is Finland's, and so is "US Senate".
  if (name.sense === 'people' || isInitialism(words[from] as Word, text)) return false;
  // Where all words have capitals, as in a headline, they distinguish nothing.
  if (!words.some(({ word, capital }) => !capital && word.length > 3)) return false;
  const named = words[from - 1]?.word === 'of' && NAMED_AFTER.test(words[from - 2]?.word ?? '');
  return named || belongs(words, from - 1, from, text) || belongs(words, to, to - 1, text);
}

/** Whether the word at `at`, right beside the one at `place`, makes another name of it. */
function belongs(words: readonly Word[], at: number, place: number, text: string): boolean {
  const [word, own] = [words[at], words[place]];
  if (word?.capital !== true || own === undefined) return false;
  const gap = text.slice(Math.min(word.end, own.end), Math.max(word.start, own.start));
  const isSmall = FUNCTION_WORDS.has(word.word) || CALENDAR.has(word.word);
  const isTitle = isTitleHead(word.word) || isTitleModifier(word.word) || HONORIFICS.has(word.word);
  return /^[ \u00a0]$/.test(gap) && !isSmall && !isTitle && !placeNames().has(word.word);
}
