import { foldWhiteSpace } from '../corpus/lines.js';
import type { GoldQuestion } from './question-set.js';

/** What became of one question. */
export interface Outcome {
  readonly question: GoldQuestion;
  readonly kind: string;
  readonly confidence: number;
  /** Rank, from 1, of the first citation that holds the answer; `undefined` when none does. */
  readonly hit: number | undefined;
}

/** Whether a quote holds a gold quotation of that file, or lies inside one; white space folded. */
export function holdsGold(question: GoldQuestion, source: string, quote: string): boolean {
  const shown = foldWhiteSpace(quote);
  return question.gold.some(({ file, quote: gold }) => {
    const wanted = foldWhiteSpace(gold);
    return file === source && (shown.includes(wanted) || wanted.includes(shown));
  });
}

/** Share of the answerable questions whose answer is among the first `k` citations. */
export function hitRate(outcomes: readonly Outcome[], k: number): number {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  return share(answerable, ({ hit }) => hit !== undefined && hit <= k);
}

/**
 * Chance that an answerable question has the higher confidence of two, drawn one from each side;
 * ties count half (Mann–Whitney). `NaN` when one side is empty.
 */
export function auroc(outcomes: readonly Outcome[]): number {
  const [yes, no] = [true, false].map((answerable) =>
    outcomes.filter(({ question }) => question.answerable === answerable),
  ) as [Outcome[], Outcome[]];
  let wins = 0;
  for (const a of yes) {
    for (const b of no) {
      wins += a.confidence > b.confidence ? 1 : a.confidence === b.confidence ? 0.5 : 0;
    }
  }
  return wins / (yes.length * no.length);
}

export interface Bin {
  readonly count: number;
  readonly confidence: number;
  /** Share whose first citation holds the answer. */
  readonly correct: number;
}

/** Reliability table over ten equal ranges of confidence; empty ranges are left out. */
export function reliability(outcomes: readonly Outcome[]): Bin[] {
  return Array.from({ length: 10 }, (_, bin) =>
    outcomes.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin),
  )
    .filter((members) => members.length > 0)
    .map((members) => ({
      count: members.length,
      confidence: members.reduce((sum, { confidence }) => sum + confidence, 0) / members.length,
      correct: share(members, ({ hit }) => hit === 1),
    }));
}

/** Expected calibration error (Naeini et al. 2015): mean gap between the two, by count. */
export function calibrationError(outcomes: readonly Outcome[]): number {
  const gaps = reliability(outcomes).map(({ count, confidence, correct }) => {
    return count * Math.abs(confidence - correct);
  });
  return gaps.reduce((sum, gap) => sum + gap, 0) / outcomes.length;
}

/** Share of `items` for which `test` holds; `NaN` of none. */
export function share<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.filter(test).length / items.length;
}
