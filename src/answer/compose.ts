import type { Generation } from '../index/generation.js';
import { confidenceIn, type RankerWeights, rank, scored } from '../retrieval/ranker.js';
import type { Retrieved } from '../retrieval/retrieve.js';
import type { Answer, Citation } from './answer.js';
import { draftCitations } from './citations.js';
import { lackOf, refusal } from './refusal.js';
import { CLOSEST_FROM, QUOTED_FROM } from './thresholds.js';
import { verifyCitations, verifyFigures } from './verify.js';

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
  const ranked = rank(scored(sentences, weights.features));
  const confidence = confidenceIn(query, ranked, weights.confidence);
  if (confidence < CLOSEST_FROM) return { ...refusal(query, ranked), confidence };
  const textOf = (source: string) => generation.verifiedText(source);
  const isAnswer = confidence >= QUOTED_FROM;
  const draft = draftCitations(generation, query, ranked, confidence, isAnswer);
  const citations = verifyCitations(draft.citations, textOf, onFault);
  const faulty = sourcesLeftOut(draft.citations, citations);
  if (faulty.size > 0) {
    // What is left was ranked beside what was left out, or folded into it, so begin without it.
    const sound = sentences.filter(({ candidate }) => !faulty.has(candidate.document.info.source));
    return compose(generation, { query, sentences: sound }, weights, onFault);
  }
  const differing = verifyFigures(draft.differing, citations, onFault);
  const { further } = draft;
  const shown = {
    confidence,
    citations,
    further,
    ...(differing.length === 0 ? {} : { differing }),
  };
  return isAnswer
    ? { kind: 'quoted', ...shown, support: draft.support }
    : { kind: 'closest', ...shown, ...lackOf(query) };
}

function sourcesLeftOut(
  drafted: readonly Citation[],
  verified: readonly Citation[],
): ReadonlySet<string> {
  const isLeft = (citation: Citation) => verified.some(({ quote }) => quote === citation.quote);
  return new Set(drafted.filter((c) => !isLeft(c)).map(({ document }) => document.source));
}
