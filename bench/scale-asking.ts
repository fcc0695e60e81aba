import type { Cited } from './scale-bot.js';

/** Everything that was asked in one go. */
export interface Asked {
  /** Milliseconds from question to answer, in the order of the answers. */
  readonly times: readonly number[];
  /** In the order of the questions; those that were not asked any more are missing. */
  readonly cited: readonly Cited[];
  readonly tookMs: number;
}

/**
 * So many members ask one question after the other, each the next one as soon as it has its answer.
 *
 * @param isOver no more is asked once this is so.
 */
export async function askAll(
  ask: (question: string, member: number) => Promise<Cited>,
  questions: readonly string[],
  askers: number,
  isOver: () => boolean = () => false,
): Promise<Asked> {
  const began = performance.now();
  const times: number[] = [];
  const cited: Cited[] = [];
  let next = 0;
  const askOn = async (member: number): Promise<void> => {
    while (next < questions.length && !isOver()) {
      const position = next++;
      const askedAt = performance.now();
      cited[position] = await ask(questions[position] as string, member);
      times.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: askers }, (_, member) => askOn(member)));
  return { times, cited, tookMs: performance.now() - began };
}

/** How many of the answers are of one kind and cite the same places in the same order. */
export function countSame(before: readonly Cited[], after: readonly Cited[]): number {
  const written = after.map((answer) => JSON.stringify(answer));
  return before.filter((answer, i) => JSON.stringify(answer) === written[i]).length;
}
