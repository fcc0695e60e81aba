import { type Word, wordsOf } from '../index/words.js';
import type { Query } from './query.js';

/** A word of the corpus must be at least this alike to stand for a misspelled one. */
const MISSPELLED = 0.6;
/** Shorter ones are chat, e.g. “ppl”; of those with a capital, letters and the like are. */
const SHORTEST = 4;
const SHORTEST_NAME = 2;

/** Words so light that nobody misses them in a document, in the forms in which they are asked. */
const LIGHT: ReadonlySet<string> = new Set(
  `think thinks thought believe believes go goes going went gone come comes coming came gives
  giving gave given take takes taking took taken make makes making made put puts see sees saw seen look
  looks looking looked use uses using used send sends sending sent keep keeps keeping kept become becomes
  became happen happens happened start starts started stop stops stopped try tries tried seem seems
  seemed work works worked call calls called ask asks asked answered leave left bring brings brought
  hold holds held turn turned hear hears hearing heard feel feels felt talk talked need needs needed
  since even already often always sometimes later soon together apart around inside outside
  way lot sort type part number name names word words questions text texts date day time year
  years today tonight good bad big small great next last first best better worst worse sure able
  supposed allowed exact extent terms reason compare check`.split(/\s+/),
);

/**
 * What no document holds in any spelling or name, as the question writes it: words, neighbours
 * among them as one phrase, and the whole name of a place that one of them belongs to.
 */
export function unsupportedIn({ text, terms, named }: Query): string[] {
  const held = new Set(named.filter((each) => each.held).flatMap((each) => each.terms));
  const unknown = new Set(
    terms
      .filter(({ known, spellings }, i) => {
        return !known && !held.has(i) && (spellings[0]?.likeness ?? 0) < MISSPELLED;
      })
      .map(({ word }) => word),
  );
  const names = named
    .filter((each) => !each.held)
    .map((each) => new Set(each.terms.map((i) => terms[i]?.word ?? '')));
  const words = wordsOf(text);
  const isUnsupported = ({ word, capital }: Word) =>
    unknown.has(word) && word.length >= (capital ? SHORTEST_NAME : SHORTEST) && !LIGHT.has(word);
  const phrases = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    if (!isUnsupported(words[at] as Word)) continue;
    const { word: found, capital } = words[at] as Word;
    const name = names.find((each) => each.has(found));
    // "Ada Brun" is one name; "cook borscht" is not.
    const belongs = (word: Word) =>
      name?.has(word.word) ?? (capital && word.capital && isUnsupported(word));
    const [from, to] = stretch(text, words, at, belongs);
    const written = text.slice((words[from] as Word).start, (words[to] as Word).end);
    const key = words.slice(from, to + 1).map(({ word }) => word);
    if (!phrases.has(key.join(' '))) phrases.set(key.join(' '), written);
    at = to;
  }
  return [...phrases.values()];
}

/** First and last position of the words around `at` that belong to it, one space between each two. */
function stretch(
  text: string,
  words: readonly Word[],
  at: number,
  belongs: (word: Word) => boolean,
): readonly [number, number] {
  const joins = (i: number) => {
    const [left, right] = [words[i], words[i + 1]];
    if (left === undefined || right === undefined || !belongs(left) || !belongs(right))
      return false;
    return /^[ -]$/.test(text.slice(left.end, right.start));
  };
  let [from, to] = [at, at];
  while (joins(from - 1)) from--;
  while (joins(to)) to++;
  return [from, to];
}
