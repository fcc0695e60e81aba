import type { Span } from '../corpus/document.js';
import { FEATURES } from '../retrieval/features.js';
import {
  confidenceOf,
  EVIDENCE,
  evidenceOf,
  type RankerWeights,
  rank,
  scored,
} from '../retrieval/ranker.js';
import type { Retrieved } from '../retrieval/retrieve.js';

/** A named value and what it adds: `value × weight`. */
export interface Contribution {
  readonly name: string;
  readonly value: number;
  readonly weight: number;
}

export interface ExplainedTerm {
  readonly word: string;
  /** Share of the question's weight, 0…1. */
  readonly weight: number;
  /** Whether the corpus holds it or an inflection of it. */
  readonly known: boolean;
  /** What else it is looked for as, with how much that counts, 0…1. */
  readonly alternatives: readonly { readonly text: string; readonly weight: number }[];
}

export interface ExplainedCandidate extends Span {
  /** 1 for the best. */
  readonly rank: number;
  readonly source: string;
  /** The sentence, exactly as it stands in the document. */
  readonly text: string;
  /** Sum of the contributions. */
  readonly score: number;
  readonly contributions: readonly Contribution[];
}

/** Why a question was answered as it was. */
export interface Explanation {
  /** What was looked for: the question without greetings, with its subject if it is a follow-up. */
  readonly question: string;
  readonly answerType: string;
  readonly terms: readonly ExplainedTerm[];
  /** The best sentence of each passage, best first. */
  readonly candidates: readonly ExplainedCandidate[];
  /** Calibrated, 0…1, with what speaks for and against it, in log odds. */
  readonly confidence: number;
  readonly evidence: readonly Contribution[];
}

/** Candidates that a person may want to compare. */
const EXPLAINED = 10;

/** @param textOf the text of a document, by its id. */
export function explain(
  { query, sentences }: Retrieved,
  weights: RankerWeights,
  textOf: (document: number) => string,
): Explanation {
  const all = scored(sentences, weights.features);
  const evidence = evidenceOf(query, all);
  const total = query.terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return {
    question: query.text,
    answerType: query.answerType,
    terms: query.terms.map(({ word, weight, known, spellings }, i) => ({
      word,
      weight: weight / total,
      known,
      alternatives: [
        ...spellings.map(({ word: text, likeness }) => ({ text, weight: likeness })),
        ...query.named
          .filter(({ terms }) => terms.includes(i))
          .map((named) => ({ text: named.concept, weight: named.weight })),
      ],
    })),
    candidates: rank(all)
      .slice(0, EXPLAINED)
      .map(({ candidate, sentence, features, score }, i) => ({
        ...sentence,
        rank: i + 1,
        source: candidate.document.info.source,
        text: textOf(candidate.document.id).slice(sentence.start, sentence.end),
        score,
        contributions: contributionsOf(FEATURES, features, weights.features),
      })),
    confidence: evidence === undefined ? 0 : confidenceOf(evidence, weights.confidence),
    evidence:
      evidence === undefined
        ? []
        : [
            { name: 'intercept', value: 1, weight: weights.confidence.intercept },
            ...contributionsOf(EVIDENCE, evidence, weights.confidence),
          ],
  };
}

function contributionsOf<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): Contribution[] {
  return names.map((name) => ({ name, value: values[name], weight: weights[name] }));
}
