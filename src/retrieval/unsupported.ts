import { wordsOf } from '../index/words.js';
import type { Query } from './query.js';

/** A word of the corpus must be at least this alike to stand for a misspelled one. */
const MISSPELLED = 0.6;
/** Shorter ones are chat, e.g. “ppl”; of those with a capital, letters and the like are. */
const SHORTEST = 4;
const SHORTEST_NAME = 2;

/** Words so light that nobody misses them in a document, in the forms in which they are asked. */
const LIGHT: ReadonlySet<string> = new Set(
  `think thinks thought believe believes go goes going went gone come comes coming came give gives
  giving gave given take takes taking took taken make makes making made put puts see sees saw seen look
  looks looking looked use uses using used send sends sending sent keep keeps keeping kept become becomes
  became happen happens happened start starts started stop stops stopped try tries tried seem seems
  seemed work works worked call calls called ask asks asked answered leave left bring brings brought
  hold holds held turn turned hear hears hearing heard feel feels felt talk talked need needs needed
  since even still already often always sometimes later soon together apart around inside outside
  thing way lot sort type part number name names word words questions text texts date day time year
  years today tonight good bad big small great next last first best better worst worse sure able
  supposed allowed exact extent terms reason compare check`.split(/\s+/),
);

/** The words of the question, as it writes them, that no document holds in any spelling or name. */
export function unsupportedIn({ text, terms, named }: Query): string[] {
  const held = new Set(named.filter((each) => each.held).flatMap((each) => each.terms));
  const unknown = new Set(
    terms
      .filter(({ known, spellings }, i) => {
        return !known && !held.has(i) && (spellings[0]?.likeness ?? 0) < MISSPELLED;
      })
      .map(({ word }) => word),
  );
  const written = new Map<string, string>();
  for (const { word, capital, start, end } of wordsOf(text)) {
    const isWeighty = word.length >= (capital ? SHORTEST_NAME : SHORTEST) && !LIGHT.has(word);
    if (unknown.has(word) && isWeighty && !written.has(word))
      written.set(word, text.slice(start, end));
  }
  return [...written.values()];
}
