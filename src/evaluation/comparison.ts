import { CLOSEST_FROM, QUOTED_FROM } from '../answer/thresholds.js';
import type { Embedder } from '../embedding/embedder.js';
import type { Generation } from '../index/generation.js';
import { confidenceIn, type RankerWeights, rank, scored } from '../retrieval/ranker.js';
import type { Baseline } from './baselines/baseline.js';
import { examplesOf } from './evaluate.js';
import type { Example } from './example.js';
import { holdsGold, type Outcome, type Placed, type Quote } from './metrics.js';
import type { GoldQuestion } from './question-set.js';

/** A sentence of the corpus, as the program cuts it: what every ranking ranks. */
export interface CorpusSentence extends Quote {
  readonly source: string;
}

export function sentencesOf(generation: Generation): CorpusSentence[] {
  return generation.documents.flatMap(({ id, info: { source } }) => {
    const text = generation.text(id);
    return generation
      .passagesOf(id)
      .flatMap(({ sentences }) => sentences)
      .map(({ start, end }) => ({ source, start, end, text: text.slice(start, end) }));
  });
}

/**
 * Where `rank` puts the answer: among the best sentences of the passages, before they are folded
 * and cut to the few that an answer shows.
 */
export function rankedOutcome(example: Example, weights: RankerWeights): Outcome {
  const { question, retrieved, holdsAnswer } = example;
  const ranked = rank(scored(retrieved.sentences, weights.features));
  const confidence = confidenceIn(retrieved.query, ranked, weights.confidence);
  const gold = new Set(
    retrieved.sentences.filter((_, i) => holdsAnswer[i]).map(({ sentence }) => sentence),
  );
  const hit = rankOf(ranked, ({ sentence }) => gold.has(sentence));
  return { question, kind: kindOf(confidence), confidence, hit };
}

/**
 * Where the program puts the answers, from all that it retrieves: one question at a time, so that
 * memory stays bounded.
 *
 * @param weightsFor those that a question is answered with.
 */
export async function placedByUs(
  generation: Generation,
  embedder: Embedder,
  questions: readonly GoldQuestion[],
  weightsFor: (question: GoldQuestion) => RankerWeights,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const [example] = await examplesOf(generation, embedder, [question]);
    outcomes.push(rankedOutcome(example as Example, weightsFor(question)));
  }
  return outcomes;
}

/** Where a baseline puts the answers. */
export async function placedBy(
  { search }: Baseline,
  questions: readonly GoldQuestion[],
  sentences: readonly CorpusSentence[],
): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const question of questions) {
    const ranked = await search(question.question);
    const hit = rankOf(ranked, (position) => {
      const sentence = sentences[position] as CorpusSentence;
      return holdsGold(question, sentence.source, sentence);
    });
    placed.push({ question, hit });
  }
  return placed;
}

/** `count` of the items at equal distances, in order; all when there are no more. */
export function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from(
    { length: count },
    (_, i) => items[Math.floor((i * items.length) / count)] as Item,
  );
}

function rankOf<Item>(
  ranked: readonly Item[],
  isGold: (item: Item) => boolean,
): number | undefined {
  const at = ranked.findIndex(isGold);
  return at === -1 ? undefined : at + 1;
}

function kindOf(confidence: number): string {
  if (confidence < CLOSEST_FROM) return 'none';
  return confidence < QUOTED_FROM ? 'closest' : 'quoted';
}
