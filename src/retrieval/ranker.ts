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
  /** Logistic regression over `Evidence` for "the first citation holds the answer". */
  readonly confidence: Readonly<Record<keyof Evidence | 'intercept', number>>;
}

/** What the best sentence, seen beside the others, tells about whether it answers. */
export interface Evidence {
  /** Features of the best sentence. */
  readonly sentence: number;
  readonly passage: number;
  readonly exact: number;
  readonly vector: number;
  readonly type: number;
  /** Share of the question's weight that no word of the corpus meets in any spelling. */
  readonly unknown: number;
  /** Score of the best sentence above that of the best one of another passage. */
  readonly lead: number;
}

export const EVIDENCE = [
  'sentence',
  'passage',
  'exact',
  'vector',
  'type',
  'unknown',
  'lead',
] as const satisfies readonly (keyof Evidence)[];

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

/** The best sentence of each passage, best first; ties in the order of the documents. */
export function rank(
  sentences: readonly ScoredSentence[],
  weights: RankerWeights['features'],
): RankedSentence[] {
  const best = new Map<number, RankedSentence>();
  for (const sentence of sentences) {
    const score = weighted(FEATURES, weights, sentence.features);
    const passage = sentence.candidate.passage.id;
    const held = best.get(passage);
    if (held === undefined || score > held.score) best.set(passage, { ...sentence, score });
  }
  return [...best.values()].sort(
    (a, b) => b.score - a.score || a.candidate.passage.id - b.candidate.passage.id,
  );
}

/** `undefined` when nothing was found. */
export function evidenceOf(query: Query, ranked: readonly RankedSentence[]): Evidence | undefined {
  const [best, second] = ranked;
  if (best === undefined) return undefined;
  const { sentence, passage, exact, vector, type } = best.features;
  const total = query.terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const unknown = query.terms
    .filter(({ known, spellings }) => !known && spellings.length === 0)
    .reduce((sum, { weight }) => sum + weight, 0);
  const lead = second === undefined ? 0 : best.score - second.score;
  return { sentence, passage, exact, vector, type, unknown: unknown / total, lead };
}

/** Probability, 0…1, that the first citation holds the answer. */
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
