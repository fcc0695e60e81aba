import type { Span } from '../corpus/document.js';
import type { AnalysedSentence } from '../retrieval/analysis.js';
import { isPerson } from '../retrieval/mention.js';
import type { Query } from '../retrieval/query.js';
import { MEASURES } from './differing.js';
import { figuresIn } from './figures.js';
import { timesIn } from './times.js';

/** Finds things of one kind in a sentence, in code units of its text; some may overlap. */
export type Finder = (sentence: NamingSentence) => readonly Span[];

/** A sentence as far as things in it are looked for; ranges are in code units of its text. */
export type NamingSentence = Pick<AnalysedSentence, 'text' | 'words' | 'mentions'>;

const ASKS_COUNTRY = /\b(?:which|what)\s(?:country|countries|nations?|governments?|states?)\b/i;
const ASKS_PLACE = /\bwhere\b|\b(?:which|what)\s(?:city|cities|town|village|region|place|venue)\b/i;
/** A mention less sure than this may be another word. */
const SURE = 0.5;
/** Words of a sentence that are looked at, and the same in code units; what is longer is a list. */
const WORDS = 300;
const LENGTH = 2_000;
const YEAR = /^(?:1[5-9]|20)\d\d$/;
const BEFORE_PLACE = /\b(?:in|at|near|from|to|outside|inside|around|towards?)\s+(?:the\s+)?$/i;
/** Nouns that are counted without an s at their end. */
const COUNTED = /^(?:people|men|women|children|personnel|percent|staff|police|\p{L}{2,}[^su]s)$/u;
/** Verbs that stand behind a number rather than being counted by it. */
const VERB = /^(?:remains|stays|includes|means|comes|goes|shows|makes|takes|gives|applies|covers)$/;
/** Words between a number and the noun that it counts, at most. */
const BETWEEN = 2;

/**
 * Ways to find what the question wants, the surest first; none when it is nothing of which one can
 * point at every one that a sentence names: people, places, numbers, times.
 */
export function findersFor({ answerType, text, terms, named }: Query): readonly Finder[] {
  switch (answerType) {
    case 'person': {
      // "Who is X?" wants no name.
      const people = new Set(named.filter(isPerson).flatMap((each) => each.terms));
      return terms.every((_, i) => people.has(i)) ? [] : [peopleIn, unplacedNamesIn];
    }
    case 'number':
      return [numbersIn];
    case 'date':
      return [({ text }) => timesIn(text.slice(0, LENGTH))];
    case 'speech':
      return [];
    case 'any':
      if (ASKS_COUNTRY.test(text)) return [placesIn, namesIn];
      if (ASKS_PLACE.test(text)) return [locationsIn];
      return terms.some(({ stem }) => MEASURES.has(stem)) ? [numbersIn] : [];
  }
}

/** Everybody once, by the surest name; whose something is, is not who. */
function peopleIn({ text, words, mentions }: NamingSentence): Span[] {
  const people = new Map<string, { readonly span: Span; readonly weight: number }>();
  for (const mention of mentions.filter(isPerson)) {
    const [span] = mentioned({ words, mentions: [mention] });
    if (span === undefined || /^['’]s?\b/.test(text.slice(span.end, span.end + 3))) continue;
    const known = people.get(mention.concept);
    if (known === undefined || known.weight < mention.weight)
      people.set(mention.concept, { span, weight: mention.weight });
  }
  return [...people.values()].map(({ span }) => span);
}

function placesIn({ words, mentions }: NamingSentence): Span[] {
  return mentioned({
    words,
    mentions: mentions.filter(({ concept }) => concept.startsWith('place:')),
  });
}

/** Names of nobody that is known: of no place, at least. */
function unplacedNamesIn(sentence: NamingSentence): Span[] {
  const places = placesIn(sentence);
  return namesIn(sentence).filter((name) => !places.some((place) => overlap(place, name)));
}

/** Names behind "in" and the like. */
function locationsIn(sentence: NamingSentence): Span[] {
  const people = mentioned({ ...sentence, mentions: sentence.mentions.filter(isPerson) });
  return namesIn(sentence).filter(
    (name) =>
      BEFORE_PLACE.test(sentence.text.slice(Math.max(0, name.start - 20), name.start)) &&
      !people.some((person) => overlap(person, name)),
  );
}

export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function mentioned({ words, mentions }: Pick<NamingSentence, 'words' | 'mentions'>): Span[] {
  return mentions.flatMap(({ from, to, weight }) => {
    const [first, last] = [words[from], words[to - 1]];
    return weight >= SURE && first && last ? [{ start: first.start, end: last.end }] : [];
  });
}

/** Runs of words with a capital; the first word of a sentence has its capital anyhow. */
function namesIn({ text, words }: NamingSentence): Span[] {
  const names: { start: number; end: number }[] = [];
  for (const [i, { start, end, capital, entry }] of words.slice(0, WORDS).entries()) {
    if (!capital || !entry.content || timesIn(text.slice(start, end)).length > 0) continue;
    const last = names.at(-1);
    const goesOn = last !== undefined && /^\.? $/.test(text.slice(last.end, start));
    if (goesOn) last.end = end;
    else if (i > 0 || words[1]?.capital) names.push({ start, end });
  }
  return names;
}

/** Figures with their bounds, and other numbers, each with the noun that it counts if that is near. */
function numbersIn(sentence: NamingSentence): Span[] {
  const figures = figuresIn(sentence.text).filter(
    ({ kind }) => kind !== 'day' && kind !== 'weekday',
  );
  const times = timesIn(sentence.text.slice(0, LENGTH));
  const others = mentioned({
    words: sentence.words,
    mentions: sentence.mentions.filter(({ concept }) => concept.startsWith('number:')),
  }).filter(
    (number) =>
      !YEAR.test(sentence.text.slice(number.start, number.end)) &&
      ![...figures, ...times].some((figure) => overlap(figure, number)),
  );
  return [...figures, ...others]
    .map(({ start, end }) => ({ start, end: behindNoun(sentence, end) }))
    .sort((a, b) => a.start - b.start);
}

/** The end of the noun that the number before `end` counts, or `end`. */
function behindNoun({ text, words }: NamingSentence, end: number): number {
  const next = words.findIndex(({ start }) => start >= end);
  let last = end;
  for (const word of next < 0 ? [] : words.slice(next, next + 1 + BETWEEN)) {
    const gap = text.slice(last, word.start);
    if (!/^[ \u00a0-]$/.test(gap) || !word.entry.content || VERB.test(word.entry.word)) break;
    last = word.end;
    if (COUNTED.test(word.entry.word) || gap === '-') return last;
  }
  return end;
}
