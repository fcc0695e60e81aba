import { setTimeout } from 'node:timers/promises';
import type { Cited } from './scale-bot.js';
import { randomRow } from './scale-questions.js';

const SEED = 8;

/** Who asks. */
export interface Askers {
  readonly count: number;
  /**
   * How many questions all of them together ask in a second, in the mean: at random, as people do
   * who know nothing of each other (a Poisson process), so each pauses between its questions. What
   * nobody was free to ask in time is not made up for. Absent: each asks as soon as it has its answer.
   */
  readonly perSecond?: number;
}

/** Everything that was asked in one go. */
export interface Asked {
  /** Milliseconds from question to answer, in the order of the answers. */
  readonly times: readonly number[];
  /** In the order of the questions; those that were not asked any more are missing. */
  readonly cited: readonly Cited[];
  readonly tookMs: number;
}

/**
 * So many members ask one question after the other.
 *
 * @param isOver no more is asked once this is so.
 */
export async function askAll(
  ask: (question: string, member: number) => Promise<Cited>,
  questions: readonly string[],
  { count, perSecond }: Askers,
  isOver: () => boolean = () => false,
): Promise<Asked> {
  const began = performance.now();
  const times: number[] = [];
  const cited: Cited[] = [];
  let next = 0;
  const random = randomRow(SEED);
  let dueAt = began;
  const pause = async (): Promise<void> => {
    if (perSecond === undefined) return;
    const now = performance.now();
    dueAt = Math.max(dueAt, now) - (Math.log(1 - random()) / perSecond) * 1_000;
    await setTimeout(dueAt - now);
  };
  const askOn = async (member: number): Promise<void> => {
    while (next < questions.length) {
      const position = next++;
      await pause();
      if (isOver()) return;
      const askedAt = performance.now();
      cited[position] = await ask(questions[position] as string, member);
      times.push(performance.now() - askedAt);
    }
  };
  await Promise.all(Array.from({ length: count }, (_, member) => askOn(member)));
  return { times, cited, tookMs: performance.now() - began };
}

/** How many of the answers are of one kind and cite the same places in the same order. */
export function countSame(before: readonly Cited[], after: readonly Cited[]): number {
  const written = after.map((answer) => JSON.stringify(answer));
  return before.filter((answer, i) => JSON.stringify(answer) === written[i]).length;
}
