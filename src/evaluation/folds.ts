import type { Example } from './example.js';
import type { GoldQuestion } from './question-set.js';

const FOLDS = 5;

/**
 * Splits into folds of whole groups, the same at every run: the largest group first, of equal ones
 * the one that comes first, each to the fold that is smallest so far.
 */
export function foldsOf<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  count = FOLDS,
): { train: Item[]; test: Item[] }[] {
  const sizes = new Map<string, number>();
  for (const item of items) sizes.set(groupOf(item), (sizes.get(groupOf(item)) ?? 0) + 1);
  const dealt = Array.from({ length: count }, () => 0);
  const foldOf = new Map<string, number>();
  for (const [group, size] of [...sizes].sort(([, a], [, b]) => b - a)) {
    const smallest = dealt.indexOf(Math.min(...dealt));
    foldOf.set(group, smallest);
    dealt[smallest] = (dealt[smallest] as number) + size;
  }
  return dealt.map((_, fold) => ({
    train: items.filter((item) => foldOf.get(groupOf(item)) !== fold),
    test: items.filter((item) => foldOf.get(groupOf(item)) === fold),
  }));
}

/**
 * Fits once a fold.
 *
 * @returns for a question of the examples what was fitted without its group; it keeps no example.
 */
export function fitUnseen<Fitted>(
  examples: readonly Example[],
  fitTo: (examples: readonly Example[]) => Fitted,
): (question: GoldQuestion) => Fitted {
  const fits = new Map<string, Fitted>();
  for (const { train, test } of foldsOf(examples, ({ question }) => question.group)) {
    const fitted = fitTo(train);
    for (const { question } of test) fits.set(question.group, fitted);
  }
  return ({ group }) => fits.get(group) as Fitted;
}

/** Judges each example, in order, with what was fitted without its group. */
export function judgeUnseen<Fitted, Judgement>(
  examples: readonly Example[],
  fitTo: (examples: readonly Example[]) => Fitted,
  judge: (example: Example, fitted: Fitted) => Judgement,
): Judgement[] {
  const fittedFor = fitUnseen(examples, fitTo);
  return examples.map((example) => judge(example, fittedFor(example.question)));
}
