import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import { type AnalysedPassage, type AnalysedSentence, analysisOf } from './analysis.js';
import { holdsType } from './answer-type.js';
import type { Candidate } from './candidates.js';
import { Coverage } from './coverage.js';
import { GramCounter, gramsOf } from './grams.js';
import { isPerson } from './mention.js';
import type { Query } from './query.js';
import { dot } from './vector.js';
import type { TermMatcher } from './word-match.js';

/** What the ranker knows of a sentence as an answer; each is 0…1 unless it says otherwise. */
export interface Features {
  /** Share of the question's weight that words of the sentence meet, at best each. */
  readonly sentence: number;
  /** The same of the sentence together with the one before it. */
  readonly before: number;
  /** The same of the sentence together with the ones on both sides of it. */
  readonly around: number;
  /** The same for the passage with its title and section. */
  readonly passage: number;
  /** Share of the question's weight that stands in the sentence itself, inflections included. */
  readonly exact: number;
  /** Neighbouring terms of the question that stand near each other in the sentence. */
  readonly order: number;
  /** Share of the question's runs of four characters that stand in the sentence. */
  readonly characters: number;
  /** BM25 of the passage, as a share of the best of this question. */
  readonly bm25: number;
  /** Cosine of question and passage, in tens of deviations above that of unrelated passages. */
  readonly vector: number;
  /**
   * Cosine of question and sentence, each as the weighted mean of its words' vectors, in tens of
   * deviations above that of unrelated words.
   */
  readonly likeness: number;
  /** Share of what the question names that the sentence names, too, or means by its pronoun. */
  readonly named: number;
  /** Whether somebody whom the question names speaks, if it asks what is said. */
  readonly speaker: number;
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
  'before',
  'around',
  'passage',
  'exact',
  'order',
  'characters',
  'bm25',
  'vector',
  'likeness',
  'named',
  'speaker',
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

/** Features of every sentence of the candidates. @param matchers of the query's terms, in order. */
export function featuresOf(
  generation: Generation,
  query: Query,
  candidates: readonly Candidate[],
  matchers: readonly TermMatcher[],
  vector: Float32Array,
): ScoredSentence[] {
  const analysis = analysisOf(generation);
  const { wordSimilarity, passageSimilarity } = generation.manifest;
  const bestBm25 = Math.max(...candidates.map(({ bm25 }) => bm25), Number.MIN_VALUE);
  const grams = new GramCounter(gramsOf(query.terms.map(({ word }) => word)));
  const coverage = new Coverage(query, matchers);
  const describe = (candidate: Candidate, passage: AnalysedPassage): ScoredSentence[] => {
    const rows = passage.sentences.map((sentence) =>
      coverage.of(sentence.content, sentence.concepts),
    );
    const whole = coverage.share(
      coverage.union([coverage.of(passage.context, passage.concepts), ...rows]),
    );
    return passage.sentences.map((sentence, i) => {
      const row = rows[i] as Float32Array;
      const before = rows[i - 1] ?? row;
      return {
        candidate,
        sentence: sentence.sentence,
        features: {
          sentence: coverage.share(row),
          before: coverage.share(coverage.union([before, row])),
          around: coverage.share(coverage.union([before, row, rows[i + 1] ?? row])),
          passage: whole,
          exact: coverage.exactShare(row),
          order: orderShare(row, sentence, matchers),
          characters: grams.share(sentence.grams),
          bm25: candidate.bm25 / bestBm25,
          vector: above(candidate.similarity, passageSimilarity),
          likeness: above(dot(vector, sentence.vector), wordSimilarity),
          named: namedShare(query, sentence),
          speaker: speaks(query, sentence) ? 1 : 0,
          type: holdsType(query, sentence) ? 1 : 0,
          heading: sentence.sentence.kind === 'heading' ? 1 : 0,
          brevity: Math.max(0, 1 - sentence.words.length / FEW_WORDS),
        },
      };
    });
  };
  return candidates.flatMap((candidate) =>
    describe(candidate, analysis.passage(candidate.passage)),
  );
}

/** Measured against what is usual for the model, so that weights hold for another one, too. */
function above(cosine: number, usual: { readonly mean: number; readonly deviation: number }) {
  return (cosine - usual.mean) / usual.deviation / 10;
}

function namedShare({ named }: Query, { concepts }: AnalysedSentence): number {
  const total = named.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const met = named.reduce((sum, { concept, weight }) => {
    return sum + weight * (concepts.get(concept) ?? 0);
  }, 0);
  return met / total;
}

function speaks({ answerType, named }: Query, sentence: AnalysedSentence): boolean {
  if (answerType !== 'speech' || !named.some(isPerson)) return false;
  const { speech, speaker } = sentence.voice;
  return speech !== 'none' && named.some(({ concept }) => concept === speaker);
}

function orderShare(
  row: Float32Array,
  { words }: AnalysedSentence,
  matchers: readonly TermMatcher[],
): number {
  const position = (term: number) =>
    row[term] === 1
      ? words.findIndex(({ entry }) => matchers[term]?.match(entry) === 1)
      : Number.NaN;
  let near = 0;
  let last = position(0);
  for (let i = 1; i < row.length; i++) {
    const next = position(i);
    if (Math.abs(next - last) <= NEAR) near++;
    last = next;
  }
  return near / Math.max(1, row.length - 1);
}
