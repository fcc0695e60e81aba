import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import { analysisOf } from '../retrieval/analysis.js';
import {
  confidenceOf,
  evidenceOf,
  type RankedSentence,
  type RankerWeights,
  rank,
} from '../retrieval/ranker.js';
import type { Retrieved } from '../retrieval/retrieve.js';
import type { Answer, Citation } from './answer.js';
import { foldSameWording, wordingOf } from './fold.js';
import { lackOf, refusal } from './refusal.js';
import { verifyCitations } from './verify.js';

/**
 * `QUOTED_FROM`: to present a passage as the answer when it is not one costs as much as to call
 * one that is merely the closest, so the even chance decides. `CLOSEST_FROM`: a reader looks at
 * a dozen near passages in vain before that is worse than to miss one that answers.
 */
export const QUOTED_FROM = 0.5;
export const CLOSEST_FROM = 0.08;

const MOST_CITATIONS = 5;
/** Citations shown in any case; more only of an answer, and when about as good as the first. */
const FEW_CITATIONS = 3;
const ABOUT_AS_GOOD = 0.5;
/** Ranked sentences looked at: folding and faults may use some up. */
const CONSIDERED = 12;

/** A subject that only the sentence before can explain. */
const PRONOUN = /^["“‘]?(?:He|She|It|They|This|That|These|Those|We|I|His|Her|Their|Its)\b/;

export type Composed = Omit<Answer, 'question' | 'resolved' | 'tookMs'>;

/**
 * Decides what is shown of the retrieved sentences. Every quote is compared with the document's
 * text; `onFault` hears of those that do not match, and they are left out.
 */
export function compose(
  generation: Generation,
  { query, sentences }: Retrieved,
  weights: RankerWeights,
  onFault: (message: string) => void,
): Composed {
  const ranked = rank(sentences, weights.features);
  const evidence = evidenceOf(query, ranked);
  const confidence = evidence === undefined ? 0 : confidenceOf(evidence, weights.confidence);
  if (confidence < CLOSEST_FROM) return { ...refusal(generation, query, ranked), confidence };
  const textOf = (source: string) => generation.verifiedText(source);
  const drafted = citationsOf(generation, ranked, confidence);
  const citations = verifyCitations(drafted, textOf, onFault);
  const faulty = sourcesLeftOut(drafted, citations);
  if (faulty.size > 0) {
    // What is left was ranked beside what was left out, or folded into it, so begin without it.
    const sound = sentences.filter(({ candidate }) => !faulty.has(candidate.document.info.source));
    return compose(generation, { query, sentences: sound }, weights, onFault);
  }
  if (confidence >= QUOTED_FROM) return { kind: 'quoted', confidence, citations };
  return { kind: 'closest', confidence, citations, ...lackOf(query) };
}

function sourcesLeftOut(
  drafted: readonly Citation[],
  verified: readonly Citation[],
): ReadonlySet<string> {
  const isLeft = (citation: Citation) => verified.some(({ quote }) => quote === citation.quote);
  return new Set(drafted.filter((c) => !isLeft(c)).map(({ document }) => document.source));
}

function citationsOf(
  generation: Generation,
  ranked: readonly RankedSentence[],
  confidence: number,
): Citation[] {
  const best = ranked[0]?.score ?? 0;
  const folded = foldSameWording(
    ranked.slice(0, CONSIDERED),
    (sentence) => wordingOf(wordsOfSentence(generation, sentence)),
    ({ candidate, sentence }) => ({
      source: candidate.document.info.source,
      start: sentence.start,
      end: sentence.end,
    }),
  );
  const citations: Citation[] = [];
  for (const { item, alsoIn } of folded) {
    const score = confidence * Math.exp(item.score - best);
    const worthMore = confidence >= QUOTED_FROM && score >= ABOUT_AS_GOOD * confidence;
    if (citations.length >= (worthMore ? MOST_CITATIONS : FEW_CITATIONS)) break;
    const { passage, document } = item.candidate;
    const span = quoteSpan(generation, item);
    const quote = { ...span, text: generation.text(document.id).slice(span.start, span.end) };
    const { start, end } = passage;
    const rank = citations.length + 1;
    citations.push({
      rank,
      document: document.info,
      passage: { start, end },
      quote,
      score,
      alsoIn,
    });
  }
  return citations;
}

/** The sentence; with the one before it when its subject is only a pronoun. */
function quoteSpan(generation: Generation, { candidate, sentence }: RankedSentence): Span {
  const { passage, document } = candidate;
  const { start, end } = sentence;
  const position = passage.sentences.findIndex((other) => other.start === start);
  const before = passage.sentences[position - 1];
  const needsBefore = PRONOUN.test(generation.text(document.id).slice(start, start + 20));
  if (!needsBefore || before === undefined || before.kind === 'heading') return { start, end };
  return { start: before.start, end };
}

function wordsOfSentence(
  generation: Generation,
  { candidate, sentence }: RankedSentence,
): string[] {
  const analysed = analysisOf(generation).passage(candidate.passage).sentences;
  const found = analysed.find(({ sentence: { start } }) => start === sentence.start);
  return found?.words.map(({ word }) => word) ?? [];
}
