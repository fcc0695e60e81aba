import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import { type AnalysedSentence, analysisOf } from '../retrieval/analysis.js';
import type { Query } from '../retrieval/query.js';
import type { RankedSentence } from '../retrieval/ranker.js';
import { type Finder, findersFor, type NamingSentence, overlap } from './wanted-things.js';

/** Where more than this share of a quote stands out, nothing does. */
const MOST_EMPHASISED = 0.5;

/** A sentence of a quote. */
export type QuotedSentence = NamingSentence & Pick<AnalysedSentence, 'sentence'>;

/** Something to point at, and how rare the rarest of its words is in the corpus. */
interface Emphasis extends Span {
  readonly weight: number;
}

/**
 * What a reader looks for in a quote: the things of the kind that the question wants and does not
 * name itself, from the sentence that answers if it has any. If it wants none, the words that meet
 * those of the question, by their stem, their spelling, or as another name for the same.
 *
 * @param own the sentence that was found.
 * @param others further ones of the quote.
 * @returns ranges of the document within `quote`: sorted, disjoint, half of it at most.
 */
export function answeringIn(
  query: Query,
  own: QuotedSentence,
  others: readonly QuotedSentence[],
  quote: Span,
): Span[] {
  const all = [own, ...others];
  const find = (finder: Finder, sentence: QuotedSentence) =>
    finder(sentence)
      .filter((thing) => !isAsked(query, sentence, thing))
      .map((thing) => weighed(sentence, thing));
  const finders = findersFor(query);
  for (const finder of finders) {
    const inOwn = find(finder, own);
    const things = inOwn.length > 0 ? inOwn : others.flatMap((sentence) => find(finder, sentence));
    const shown = rarest(things.length > 1 ? counted(query, all, things) : things, quote);
    if (shown.length > 0) return joined(shown, all);
  }
  // Where something is wanted and the quote holds nothing of the kind, nothing in it answers.
  const holdsAny = all.some((sentence) => finders.some((finder) => finder(sentence).length > 0));
  if (finders.length > 0 && !holdsAny) return [];
  const met = all.flatMap((sentence) => metBy(query, sentence));
  return joined(rarest(met, quote), all);
}

/** "How many lorries?" wants the number that stands before them, if one does. */
function counted(
  query: Query,
  sentences: readonly QuotedSentence[],
  things: readonly Emphasis[],
): readonly Emphasis[] {
  const met = sentences.flatMap((sentence) => metBy(query, sentence));
  const own = things.filter((thing) => met.some((word) => overlap(word, thing)));
  return own.length > 0 ? own : things;
}

/** The same of a ranked sentence and its quote; a neighbour of another passage has none. */
export function answeringWords(
  generation: Generation,
  query: Query,
  { candidate, sentence }: RankedSentence,
  quote: Span,
): Span[] {
  const quoted = analysisOf(generation)
    .passage(candidate.passage)
    .sentences.filter((each) => overlap(each.sentence, quote));
  const own = quoted.find((each) => each.sentence.start === sentence.start);
  if (own === undefined) return [];
  const others = quoted.filter((each) => each !== own);
  return answeringIn(query, own, others, quote);
}

/** The words that the question itself has, in some form, each by itself, and names for the same. */
function metBy(query: Query, sentence: QuotedSentence): Emphasis[] {
  const { words, mentions, sentence: place } = sentence;
  const names = mentions.flatMap(({ concept, from, to }) => {
    const [first, last] = [words[from], words[to - 1]];
    const isNamed = query.named.some((each) => each.concept === concept);
    return isNamed && first && last
      ? [weighed(sentence, { start: first.start, end: last.end })]
      : [];
  });
  const others = words.flatMap(({ entry, start, end }) =>
    entry.content && meets(query, entry)
      ? [{ start: place.start + start, end: place.start + end, weight: entry.weight }]
      : [],
  );
  return [...names, ...others];
}

function meets(
  { terms }: Query,
  { stem, word }: QuotedSentence['words'][number]['entry'],
): boolean {
  return terms.some(
    (term) => term.stem === stem || term.spellings.some((each) => each.word === word),
  );
}

function isMet(query: Query, { words, mentions }: NamingSentence, at: number): boolean {
  return (
    meets(query, (words[at] as NamingSentence['words'][number]).entry) ||
    mentions.some(
      ({ concept, from, to }) =>
        from <= at && at < to && query.named.some((each) => each.concept === concept),
    )
  );
}

/** Whether the question names a thing, so that it is no answer; of a figure, the number itself. */
function isAsked(query: Query, sentence: NamingSentence, thing: Span): boolean {
  const within = sentence.words.flatMap((word, at) =>
    word.entry.content && overlap(word, thing) ? [at] : [],
  );
  const numbers = sentence.mentions
    .filter(({ concept }) => concept.startsWith('number:'))
    .flatMap(({ from, to }) => within.filter((at) => from <= at && at < to));
  const telling = numbers.length > 0 ? numbers : within;
  return telling.length > 0 && telling.every((at) => isMet(query, sentence, at));
}

/** As a range of the document. */
function weighed({ words, sentence }: QuotedSentence, { start, end }: Span): Emphasis {
  let weight = 0;
  for (const word of words) {
    if (word.start < end && start < word.end) weight = Math.max(weight, word.entry.weight);
  }
  return { start: sentence.start + start, end: sentence.start + end, weight };
}

/** The rarest ones that leave half of the quote as it is, each in the quote and none twice. */
function rarest(found: readonly Emphasis[], quote: Span): Span[] {
  const kept: Span[] = [];
  let left = MOST_EMPHASISED * (quote.end - quote.start);
  for (const one of [...found].sort(
    (a, b) => b.weight - a.weight || b.end - b.start - (a.end - a.start) || a.start - b.start,
  )) {
    const { start, end } = one;
    const isFree = quote.start <= start && end <= quote.end && !kept.some((k) => overlap(k, one));
    if (!isFree || end - start > left) continue;
    kept.push({ start, end });
    left -= end - start;
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Neighbours with a single space or a hyphen between them become one. */
function joined(spans: readonly Span[], sentences: readonly QuotedSentence[]): Span[] {
  const all: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = all.at(-1);
    const holding = sentences.find(
      ({ sentence }) => sentence.start <= start && end <= sentence.end,
    );
    const gap = holding?.text.slice(
      (last?.end ?? start) - holding.sentence.start,
      start - holding.sentence.start,
    );
    if (last !== undefined && (gap === ' ' || gap === '-')) last.end = end;
    else all.push({ start, end });
  }
  return all;
}
