import type { Generation } from '../index/generation.js';
import type { Candidate } from '../retrieval/candidates.js';
import { nameOfConcept } from '../retrieval/concept-names.js';
import { FEATURES } from '../retrieval/features.js';
import type { Query } from '../retrieval/query.js';
import {
  ceilingOf,
  EVIDENCE,
  evidenceOf,
  type RankerWeights,
  rank,
  scored,
} from '../retrieval/ranker.js';
import type { Retrieved } from '../retrieval/retrieve.js';
import type { AnswerKind, Citation, SourceSpan } from './answer.js';
import { compose } from './compose.js';

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
  /**
   * What else it is looked for as, with how much that counts, 0…1: other spellings, and the people,
   * places and numbers that it stands for, by name.
   */
  readonly alternatives: readonly { readonly text: string; readonly weight: number }[];
}

export interface ExplainedCandidate extends SourceSpan {
  /** 1 for the best. */
  readonly rank: number;
  /** The sentence, exactly as it stands in the document. */
  readonly text: string;
  /** Rank of the citation that shows it, as its quote or as a place with the same wording. */
  readonly citation?: number;
  /** Sum of the contributions. */
  readonly score: number;
  readonly contributions: readonly Contribution[];
}

/** Why a question was answered as it was. */
export interface Explanation {
  /** What was looked for: the question without greetings, with its subject if it is a follow-up. */
  readonly question: string;
  /** Set when the message asks the documents nothing: there are no terms and no candidates. */
  readonly smallTalk?: true;
  readonly answerType: Query['answerType'];
  /** In the order of the question. */
  readonly terms: readonly ExplainedTerm[];
  /** The best sentence of each passage, best first; at most ten. */
  readonly candidates: readonly ExplainedCandidate[];
  readonly kind: AnswerKind;
  /** Calibrated, 0…1, with what speaks for and against it, in log odds. */
  readonly confidence: number;
  /** More than this the question itself does not allow, 0…1. */
  readonly ceiling: number;
  readonly evidence: readonly Contribution[];
}

/** Candidates that a person may want to compare. */
const EXPLAINED = 10;

/**
 * How what was retrieved becomes an answer. Only sentences of documents that are as they were read
 * take part; `onFault` hears of quotes that are not.
 */
export function explain(
  generation: Generation,
  { query, sentences }: Retrieved,
  weights: RankerWeights,
  onFault: (message: string) => void,
): Explanation {
  const sound = sentences.filter(({ candidate }) => textOf(generation, candidate) !== undefined);
  const { kind, confidence, citations } = compose(
    generation,
    { query, sentences: sound },
    weights,
    onFault,
  );
  const ranked = rank(scored(sound, weights.features));
  const evidence = evidenceOf(query, ranked);
  return {
    question: query.text,
    answerType: query.answerType,
    terms: termsOf(generation, query),
    candidates: ranked
      .slice(0, EXPLAINED)
      .map(({ candidate, sentence: { start, end }, features, score }, i) => {
        const place = { source: candidate.document.info.source, start, end };
        const citation = citationOf(place, citations);
        return {
          ...place,
          rank: i + 1,
          text: (textOf(generation, candidate) ?? '').slice(start, end),
          ...(citation !== undefined && { citation }),
          score,
          contributions: contributionsOf(FEATURES, features, weights.features),
        };
      }),
    kind,
    confidence,
    ceiling: ceilingOf(query),
    evidence:
      evidence === undefined
        ? []
        : [
            { name: 'intercept', value: 1, weight: weights.confidence.intercept },
            ...contributionsOf(EVIDENCE, evidence, weights.confidence),
          ],
  };
}

/** Of a message that asks the documents nothing. */
export function nothingLookedUp(question: string): Explanation {
  const nothing = { terms: [], candidates: [], evidence: [] };
  return {
    question,
    smallTalk: true,
    answerType: 'any',
    kind: 'none',
    confidence: 0,
    ceiling: 1,
    ...nothing,
  };
}

function textOf(generation: Generation, { document }: Candidate): string | undefined {
  return generation.verifiedText(document.info.source);
}

function termsOf(generation: Generation, { terms, named }: Query): ExplainedTerm[] {
  const total = terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  return terms.map(({ word, weight, known, spellings }, i) => ({
    word,
    weight: weight / total,
    known,
    alternatives: [
      ...spellings.map(({ word: text, likeness }) => ({ text, weight: likeness })),
      ...named
        .filter(({ terms: meant }) => meant.includes(i))
        .map(({ concept, weight: sureness }) => ({
          text: nameOfConcept(generation, concept),
          weight: sureness,
        })),
    ],
  }));
}

function citationOf(place: SourceSpan, citations: readonly Citation[]): number | undefined {
  const holds = ({ source, start, end }: SourceSpan) =>
    source === place.source && start <= place.start && place.end <= end;
  return citations.find(
    ({ document, quote, alsoIn }) =>
      holds({ source: document.source, start: quote.start, end: quote.end }) || alsoIn.some(holds),
  )?.rank;
}

function contributionsOf<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): Contribution[] {
  return names.map((name) => ({ name, value: values[name], weight: weights[name] }));
}
