import { type Asked, type Askers, askAll, countSame } from './scale-asking.js';
import type { BotServices } from './scale-bot.js';
import {
  type Asking,
  evenly,
  type Latency,
  latencyOf,
  quantile,
  type ShareFigures,
} from './scale-figures.js';
import { watchMemory } from './scale-memory.js';
import type { Place } from './scale-place.js';
import { type Served, withServed } from './scale-processes.js';
import type { Questions } from './scale-questions.js';

/** As a busy community asks. */
export const PER_SECOND = 8;
const ONE: Askers = { count: 1 };
const ONE_MEANWHILE: Askers = { ...ONE, perSecond: PER_SECOND };
const MANY: Askers = { count: 32, perSecond: PER_SECOND };
const AT_ONCE: Askers = { count: MANY.count };
/** Questions until one asker gives way to many while everything is indexed anew, and back. */
const TURN = { one: 50, many: 64 } as const;
/** Of many askers, while nothing is indexed. */
const ASKED_BY_MANY = 300;

type Figures = Pick<ShareFigures, 'alone' | 'reindexing' | 'same'>;

/**
 * The bot under questions: alone, while it indexes everything anew, and after that.
 *
 * @param meanwhile questions that one asker asks while it indexes, and many, at least.
 */
export function botFigures(
  place: Place,
  meanwhile: number,
  { warmUp, written, dropped, others }: Questions,
): Promise<Figures> {
  return withServed<BotServices, Figures>('./scale-bot.js', async (bot) => {
    const { changed, rssBytes } = await bot.call('open', place);
    if (changed) throw new Error('the index was not up to date when the bot started');
    const ask = askerOf(bot);
    await askAll(ask, warmUp, ONE);
    const all = [...written, ...dropped];
    await bot.call('watchLoop', undefined);
    const one = await askAll(ask, all, ONE);
    // What was asked before would be found in memory.
    const many = await askAll(ask, evenly(others, Math.min(all.length, ASKED_BY_MANY)), MANY);
    const loop = await bot.call('loopDelay', undefined);
    const atOnce = await askAll(ask, turnOf(others, ASKED_BY_MANY, ASKED_BY_MANY), AT_ONCE);
    const peakBytes = await bot.call('peakBytes', undefined);
    const reindexing = await whileReindexing(bot, others, meanwhile);
    const after = await askAll(ask, written, ONE);
    const before = one.cited.slice(0, written.length);
    await bot.call('close', undefined);
    return {
      alone: {
        ...latencies([one], [many]),
        atOnce: joined([atOnce]),
        ...{ loop, openedBytes: rssBytes, peakBytes },
      },
      reindexing,
      same: { questions: written.length, same: countSame(before, after.cited) },
    };
  });
}

async function whileReindexing(
  bot: Served<BotServices>,
  questions: readonly string[],
  meanwhile: number,
): Promise<Figures['reindexing']> {
  const ask = askerOf(bot);
  const memoryWatched = watchMemory(bot.pid, true);
  let isOver = false;
  await bot.call('watchLoop', undefined);
  const one: Asked[] = [];
  const many: Asked[] = [];
  const asked = (rounds: readonly Asked[]) =>
    rounds.reduce((sum, { times }) => sum + times.length, 0);
  // Few documents are indexed sooner than so much is asked: then once more, without a gap.
  const reindexed = async () => {
    const took: number[] = [];
    do took.push((await bot.call('reindex', undefined)).tookMs);
    while (Math.min(asked(one), asked(many)) < meanwhile);
    return took;
  };
  const running = reindexed().finally(() => {
    isOver = true;
  });
  for (let at = 0; !isOver; at += TURN.one + TURN.many) {
    const turn = turnOf(questions, at, TURN.one + TURN.many);
    one.push(await askAll(ask, turn.slice(0, TURN.one), ONE_MEANWHILE, () => isOver));
    many.push(await askAll(ask, turn.slice(TURN.one), MANY, () => isOver));
  }
  const ms = quantile(await running, 0.5);
  const loop = await bot.call('loopDelay', undefined);
  const botPeakBytes = await bot.call('peakBytes', undefined);
  return { ...latencies(one, many), loop, ms, botPeakBytes, ...memoryWatched() };
}

function askerOf(bot: Served<BotServices>) {
  return (text: string, member: number) => bot.call('ask', { text, member });
}

/** From `at` on, beginning again at the end. */
function turnOf(questions: readonly string[], at: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => questions[(at + i) % questions.length] as string);
}

function latencies(one: readonly Asked[], many: readonly Asked[]): Pick<Asking, 'one' | 'many'> {
  return { one: joined(one), many: joined(many) };
}

function joined(rounds: readonly Asked[]): Latency {
  return latencyOf(
    rounds.flatMap(({ times }) => times),
    rounds.reduce((sum, { tookMs }) => sum + tookMs, 0),
  );
}
