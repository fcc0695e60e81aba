import type { Span } from '../corpus/document.js';
import { foldWhiteSpace } from '../corpus/lines.js';
import { type Figure, mean } from './bootstrap.js';
import type { GoldQuestion } from './question-set.js';

/** Where the answer to a question came in a ranking. */
export interface Placed {
  readonly question: GoldQuestion;
  /** Rank, from 1, of the first citation or sentence that holds the answer; `undefined`: none. */
  readonly hit: number | undefined;
}

/** What became of one question. */
export interface Outcome extends Placed {
  readonly kind: string;
  readonly confidence: number;
}

export interface Quote extends Span {
  readonly text: string;
}

/**
 * Whether a quote of that file overlaps a place that is gold, or, where no place is given, holds a
 * gold quotation or lies inside one; white space folded.
 */
export function holdsGold(question: GoldQuestion, source: string, quote: Quote): boolean {
  return question.gold.some(({ file, quote: gold, at }) => {
    if (file !== source) return false;
    if (at !== undefined) return quote.start < at.end && at.start < quote.end;
    const [shown, wanted] = [foldWhiteSpace(quote.text), foldWhiteSpace(gold)];
    return shown.includes(wanted) || wanted.includes(shown);
  });
}

/** One number a question: `score` of the rank of its answer; `NaN` where there is no answer. */
export function scoresOf(placed: readonly Placed[], score: (rank: number) => number): number[] {
  return placed.map(({ question, hit }) =>
    question.answerable ? score(hit ?? Number.POSITIVE_INFINITY) : Number.NaN,
  );
}

/** Whether the answer is among the first `k`: 1 or 0. */
export function among(k: number): (rank: number) => number {
  return (rank) => (rank <= k ? 1 : 0);
}

/** 1 / rank, and 0 for an answer that is not among the first `k`. */
export function reciprocal(k: number): (rank: number) => number {
  return (rank) => (rank <= k ? 1 / rank : 0);
}

/** Share of the answerable questions whose answer is among the first `k`. */
export function hitRate(placed: readonly Placed[], k: number): Figure {
  return mean(scoresOf(placed, among(k)));
}

/**
 * Chance that an answerable question has the higher confidence of two, drawn one from each side;
 * ties count half (Mann–Whitney). `NaN` when one side is empty.
 */
export function auroc(outcomes: readonly Outcome[]): Figure {
  const sorted = outcomes
    .map(({ confidence, question }, i) => ({ i, confidence, answerable: question.answerable }))
    .sort((a, b) => a.confidence - b.confidence);
  return (counts) => {
    let wins = 0;
    const passed = { yes: 0, no: 0 };
    const tied = { yes: 0, no: 0 };
    const pass = () => {
      wins += tied.yes * (passed.no + tied.no / 2);
      passed.yes += tied.yes;
      passed.no += tied.no;
      tied.yes = 0;
      tied.no = 0;
    };
    let last = Number.NaN;
    for (const { i, confidence, answerable } of sorted) {
      if (confidence !== last) pass();
      last = confidence;
      tied[answerable ? 'yes' : 'no'] += counts === undefined ? 1 : (counts[i] as number);
    }
    pass();
    return wins / (passed.yes * passed.no);
  };
}

/** Share of `items` for which `test` holds; `NaN` of none. */
export function share<Item>(items: readonly Item[], test: (item: Item) => boolean): Figure {
  return mean(items.map((item) => (test(item) ? 1 : 0)));
}
