import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { messageOf, VerbatimError } from '../errors.js';
import { FEATURES, type Features, type ScoredSentence } from './features.js';
import type { Query } from './query.js';

/** A linear score over `Features`, and how sure of an answer its outcome makes. */
export interface RankerWeights {
  /** SHA-256 of each question set that they were fitted on. */
  readonly fittedOn?: readonly string[];
  readonly features: Readonly<Record<keyof Features, number>>;
  /** What the features' weights were pulled towards: those fitted on other questions alone. */
  readonly prior?: {
    readonly fittedOn: readonly string[];
    readonly features: Readonly<Record<keyof Features, number>>;
  };
  /** Logistic regression over `Evidence` for "the first citation holds the answer". */
  readonly confidence: Readonly<Record<keyof Evidence | 'intercept', number>>;
}

/** What the best sentence, seen beside the others, tells about whether it answers. */
export interface Evidence {
  /** The best sentence's feature of that name. */
  readonly sentence: number;
  /**
   * Entropy of the ranking as a distribution over the best sentences of the best passages, natural
   * logarithm. Always of as many, so that it says the same in a large corpus as in a small one.
   */
  readonly spread: number;
  /** Logarithm of the number of the question's terms: a few are soon met by chance. */
  readonly terms: number;
  /** Whether a number is asked for: other figures than the wanted one are never far. */
  readonly number: number;
  /** Whether a kind of thing is asked for that the best sentence does not hold. */
  readonly missing: number;
}

export const EVIDENCE = [
  'sentence',
  'spread',
  'terms',
  'number',
  'missing',
] as const satisfies readonly (keyof Evidence)[];

/** Passages whose scores make up the spread. */
const SPREAD_OVER = 10;

/** A sentence with its score; `features` stay beside it. */
export interface RankedSentence extends ScoredSentence {
  readonly score: number;
}

const numbers = <Name extends string>(names: readonly Name[]) =>
  z.object(
    Object.fromEntries(names.map((name) => [name, z.number()])) as Record<Name, z.ZodNumber>,
  );
const weightsSchema = z.object({
  fittedOn: z.array(z.string()),
  prior: z.object({ fittedOn: z.array(z.string()), features: numbers(FEATURES) }),
  features: numbers(FEATURES),
  confidence: numbers(['intercept', ...EVIDENCE]),
});

/** @throws VerbatimError `model` when the file is missing or not what the program expects. */
export async function readWeights(path: string): Promise<RankerWeights> {
  try {
    return weightsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new VerbatimError(
      'model',
      `The ranking weights in ${path} cannot be used: ${messageOf(cause)}`,
      'Restore the file from the repository, or make it anew with "npm run fit".',
      { cause },
    );
  }
}

/** The score of each sentence under the weights. */
export function scored(
  sentences: readonly ScoredSentence[],
  weights: RankerWeights['features'],
): RankedSentence[] {
  return sentences.map((sentence) => ({
    ...sentence,
    score: weighted(FEATURES, weights, sentence.features),
  }));
}

/** The best sentence of each passage, best first; ties in the order of the documents. */
export function rank(sentences: readonly RankedSentence[]): RankedSentence[] {
  const best = new Map<number, RankedSentence>();
  for (const sentence of sentences) {
    const passage = sentence.candidate.passage.id;
    const held = best.get(passage);
    if (held === undefined || sentence.score > held.score) best.set(passage, sentence);
  }
  return [...best.values()].sort(
    (a, b) => b.score - a.score || a.candidate.passage.id - b.candidate.passage.id,
  );
}

/** `undefined` when nothing was found. @param ranked as `rank` gives them. */
export function evidenceOf(
  { terms, answerType }: Query,
  ranked: readonly RankedSentence[],
): Evidence | undefined {
  const [best] = ranked;
  if (best === undefined) return undefined;
  return {
    sentence: best.features.sentence,
    spread: entropy(distinct(ranked, SPREAD_OVER).map(({ score }) => score - best.score)),
    terms: Math.log(Math.max(1, terms.length)),
    number: answerType === 'number' ? 1 : 0,
    missing: answerType !== 'any' && best.features.type === 0 ? 1 : 0,
  };
}

/** The first of each wording: that a text was copied makes its answer no less sure. */
function distinct(ranked: readonly RankedSentence[], count: number): RankedSentence[] {
  const seen = new Set<string>();
  const kept: RankedSentence[] = [];
  for (const sentence of ranked) {
    // What depends on a sentence's own words alone, to the last digit, tells it from others.
    const { exact, characters, likeness } = sentence.features;
    const wording = `${exact} ${characters} ${likeness}`;
    if (seen.has(wording)) continue;
    seen.add(wording);
    kept.push(sentence);
    if (kept.length === count) break;
  }
  return kept;
}

/** More than this cannot be known when the question itself leaves open what is asked. */
const AT_MOST = 0.5;
/** From this weight on a place is meant rather than an everyday word, such as "us". */
const MEANT = 0.5;

/**
 * How sure an answer can be at most, whatever its sentence: one word that names nobody is met
 * somewhere in any corpus, and of a place that the corpus does not name it tells nothing.
 */
export function ceilingOf({ terms, named }: Query): number {
  const isThin = terms.length < 2 && named.length === 0;
  // "Brussels" means two places, and one that is named is enough.
  const held = new Set(named.filter((each) => each.held).flatMap((each) => each.terms));
  const isElsewhere = named.some(
    ({ concept, weight, terms: own }) =>
      concept.startsWith('place:') && weight >= MEANT && !own.some((term) => held.has(term)),
  );
  return isThin || isElsewhere ? AT_MOST : 1;
}

/** Probability, 0…1, that the first citation holds the answer; 0 when nothing was found. */
export function confidenceIn(
  query: Query,
  ranked: readonly RankedSentence[],
  weights: RankerWeights['confidence'],
): number {
  const evidence = evidenceOf(query, ranked);
  return evidence === undefined ? 0 : Math.min(ceilingOf(query), confidenceOf(evidence, weights));
}

/** Of the softmax of scores of which the largest is 0. */
function entropy(scores: readonly number[]): number {
  const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  const mean = scores.reduce((sum, score) => sum + score * Math.exp(score), 0) / total;
  return Math.log(total) - mean;
}

/** What the evidence by itself says of that probability. */
export function confidenceOf(evidence: Evidence, weights: RankerWeights['confidence']): number {
  return 1 / (1 + Math.exp(-weights.intercept - weighted(EVIDENCE, weights, evidence)));
}

function weighted<Name extends string>(
  names: readonly Name[],
  weights: Readonly<Record<Name, number>>,
  values: Readonly<Record<Name, number>>,
): number {
  return names.reduce((sum, name) => sum + weights[name] * values[name], 0);
}
