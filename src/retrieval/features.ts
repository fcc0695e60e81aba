import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import { type AnalysedSentence, analysisOf } from './analysis.js';
import type { Candidate } from './candidates.js';
import type { Query, Term } from './query.js';
import { raise, type WordMatcher } from './word-match.js';

/** What the ranker knows of a sentence as an answer; each is 0…1 unless it says otherwise. */
export interface Features {
  /** Share of the question's weight that words of the sentence meet, at best each. */
  readonly sentence: number;
  /** The same for the passage with its title and section. */
  readonly passage: number;
  /** Share of the question's weight that stands in the sentence itself, inflections included. */
  readonly exact: number;
  /** Neighbouring terms of the question that stand near each other in the sentence. */
  readonly order: number;
  /** BM25 of the passage, as a share of the best of this question. */
  readonly bm25: number;
  /** Cosine of question and passage, −1…1. */
  readonly vector: number;
  /** Whether the sentence holds the kind of thing that is asked for. */
  readonly type: number;
  /** Whether the sentence is a heading. */
  readonly heading: number;
  /** How far the sentence is shorter than one that can say something. */
  readonly brevity: number;
}

/** The names of all features, in the order of the interface. */
export const FEATURES = [
  'sentence',
  'passage',
  'exact',
  'order',
  'bm25',
  'vector',
  'type',
  'heading',
  'brevity',
] as const satisfies readonly (keyof Features)[];

export interface ScoredSentence {
  readonly candidate: Candidate;
  readonly sentence: Span;
  readonly features: Features;
}

/** Sentences with fewer words rarely answer by themselves. */
const FEW_WORDS = 8;
/** Words between two terms that still count as near. */
const NEAR = 4;

const DATE =
  /\b(?:\d{1,2}(?:st|nd|rd|th)?|1\d{3}|20\d{2}|jan\w*|feb\w*|march|april|may|june|july|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|week|month|year|minutes|hours)\b/i;
const NUMBER =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|billions?|half|percent|most|all|none)\b/i;
const SPEECH =
  /["“”«»]|\b(?:said|says|told|wrote|called|posted|stated|noted|warned|added|thanked|emphasi[sz]ed|stressed|acknowledged|welcomed|confirmed|announced|described|suggested|according to)\b/i;

/** Features of every sentence of the candidates. */
export function featuresOf(
  generation: Generation,
  query: Query,
  candidates: readonly Candidate[],
  matcher: WordMatcher,
): ScoredSentence[] {
  const analysis = analysisOf(generation);
  const bestBm25 = Math.max(...candidates.map(({ bm25 }) => bm25), Number.MIN_VALUE);
  const total = query.terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const covered = (best: Float32Array) =>
    query.terms.reduce((sum, { weight }, i) => sum + weight * (best[i] as number), 0) / total;
  return candidates.flatMap((candidate) => {
    const analysed = analysis.passage(candidate.passage);
    const best = analysed.sentences.map(({ content }) => matcher.best(content));
    const whole = matcher.best(analysed.context);
    for (const row of best) raise(whole, row);
    const shared = {
      passage: covered(whole),
      bm25: candidate.bm25 / bestBm25,
      vector: candidate.similarity,
    };
    return analysed.sentences.map((sentence, i) => ({
      candidate,
      sentence: sentence.sentence,
      features: {
        ...shared,
        sentence: covered(best[i] as Float32Array),
        exact: exactShare(query, sentence, total),
        order: orderShare(query, sentence),
        type: holdsType(query, sentence) ? 1 : 0,
        heading: sentence.sentence.kind === 'heading' ? 1 : 0,
        brevity: Math.max(0, 1 - sentence.words.length / FEW_WORDS),
      },
    }));
  });
}

function exactShare(query: Query, { stems }: AnalysedSentence, total: number): number {
  return query.terms.reduce((sum, t) => sum + (stems.has(t.stem) ? t.weight : 0), 0) / total;
}

function orderShare(query: Query, { words, stems }: AnalysedSentence): number {
  const position = (term: Term | undefined) =>
    term !== undefined && stems.has(term.stem)
      ? words.findIndex(({ entry }) => entry.stem === term.stem)
      : Number.NaN;
  let near = 0;
  for (let i = 1; i < query.terms.length; i++) {
    if (Math.abs(position(query.terms[i]) - position(query.terms[i - 1])) <= NEAR) near++;
  }
  return near / Math.max(1, query.terms.length - 1);
}

function holdsType({ answerType, terms }: Query, { text, words }: AnalysedSentence): boolean {
  switch (answerType) {
    case 'person': {
      const asked = new Set(terms.map(({ stem }) => stem));
      return words.some(
        ({ capital, start, entry }) => capital && start > 0 && !asked.has(entry.stem),
      );
    }
    case 'date':
      return DATE.test(text);
    case 'number':
      return NUMBER.test(text);
    case 'speech':
      return SPEECH.test(text);
    case 'any':
      return false;
  }
}
