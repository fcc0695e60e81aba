import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';
import { type Word, wordsOf } from '../index/words.js';
import { analysisOf } from './analysis.js';
import { perGeneration } from './per-generation.js';
import { STOP_WORDS } from './stop-words.js';

/** A name in a text: half-open range in its code units, and what it stands for. */
export interface Name extends Span {
  /** `person:…`, `place:…`, or `name:…` when its kind is not known. */
  readonly concept: string;
}

/** How the corpus writes a word: shares, 0…1, of the places that were looked at. */
interface Usage {
  readonly capital: number;
  readonly person: number;
}

/** Passages looked at to learn how a word is written; and words that stay in memory. */
const SAMPLED = 24;
const REMEMBERED = 4096;
/** Among the places of a name, those that show it to be a person's are few even for a person. */
const PERSON_FROM = 0.15;

const TITLE =
  /^(?:mr|mrs|ms|miss|dr|sir|lord|lady|president|minister|chancellor|premier|senator|governor|mayor|secretary|ambassador|envoy|spokesman|spokeswoman|spokesperson|general|gen|colonel|col|captain|capt|professor|prof|judge|king|queen|prince|princess|pope|bishop|director|chairman|chairwoman|ceo)$/;
const SPEAKING =
  /^(?:said|says|told|tells|wrote|writes|added|stated|stressed|noted|warned|posted|insisted|argued|claimed|announced|replied|explained|who|himself|herself)$/;

const usageOf = perGeneration(() => new Map<string, Usage | undefined>());

/**
 * Runs of words of `text` that the corpus writes with a capital, or that are written so and
 * unknown to it; not overlapping, in their order.
 */
export function namesIn(generation: Generation, text: string): Name[] {
  const words = wordsOf(text);
  const isName = words.map((word, i) => namesSomething(generation, word, i === 0));
  const names: Name[] = [];
  let from = 0;
  for (const [i, { end, word }] of words.entries()) {
    const next = words[i + 1];
    const goesOn =
      isName[i + 1] && next !== undefined && /^[ -]$/.test(text.slice(end, next.start));
    // “President Ada Brun”: the name begins behind the title.
    if (!isName[i] || TITLE.test(word)) from = i + 1;
    else if (!goesOn) {
      const person = usage(generation, word)?.person ?? 0;
      const kind = person >= PERSON_FROM ? 'person' : 'name';
      names.push({ concept: `${kind}:${word}`, start: (words[from] as Word).start, end });
      from = i + 1;
    }
  }
  return names;
}

function namesSomething(generation: Generation, { word, capital }: Word, first: boolean): boolean {
  if (STOP_WORDS.has(word) || /^\d/.test(word)) return false;
  const used = usage(generation, word);
  return used === undefined ? capital && !first : used.capital > 0.5;
}

/** `undefined` for a word that the corpus does not hold inside of a sentence. */
function usage(generation: Generation, word: string): Usage | undefined {
  return remembered(usageOf(generation), REMEMBERED, word, () => lookUp(generation, word));
}

/** Every sentence begins with a capital, and headings may be all capitals: neither tells. */
function lookUp(generation: Generation, word: string): Usage | undefined {
  const analysis = analysisOf(generation);
  let places = 0;
  let capitals = 0;
  let persons = 0;
  for (const { passage } of generation.matchWords([word], SAMPLED)) {
    for (const { words, sentence } of analysis.passage(generation.passage(passage)).sentences) {
      if (sentence.kind === 'heading') continue;
      for (const [i, found] of words.entries()) {
        if (found.word !== word) continue;
        let first = i;
        while (words[first - 1]?.capital && !TITLE.test(words[first - 1]?.word ?? '')) first--;
        const before = words[first - 1]?.word ?? '';
        if (before === 'the') persons--;
        else if (TITLE.test(before) || SPEAKING.test(words[i + 1]?.word ?? '')) persons++;
        if (i === 0) continue;
        places++;
        if (found.capital) capitals++;
      }
    }
  }
  return places === 0 ? undefined : { capital: capitals / places, person: persons / places };
}
