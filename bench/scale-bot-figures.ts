import { type Asked, askAll, countSame } from './scale-asking.js';
import type { BotServices } from './scale-bot.js';
import { type Asking, evenly, latencyOf, type ShareFigures } from './scale-figures.js';
import { watchMemory } from './scale-memory.js';
import type { Place } from './scale-place.js';
import { type Served, withServed } from './scale-processes.js';
import type { Questions } from './scale-questions.js';

const MANY = 32;
/** Questions until one asker gives way to many while everything is indexed anew, and back. */
const TURN = { one: 30, many: 160 } as const;

type Figures = Pick<ShareFigures, 'alone' | 'reindexing' | 'same'>;

/**
 * The bot under questions: alone, while it indexes everything anew, and after that.
 *
 * @param meanwhile questions that are asked at most while it indexes.
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
    await askAll(ask, warmUp, 1);
    const all = [...written, ...dropped];
    await bot.call('watchLoop', undefined);
    const one = await askAll(ask, all, 1);
    // What was asked before would be found in memory.
    const many = await askAll(ask, evenly(others, all.length), MANY);
    const loop = await bot.call('loopDelay', undefined);
    const peakBytes = await bot.call('peakBytes', undefined);
    const reindexing = await whileReindexing(bot, others, meanwhile);
    const after = await askAll(ask, written, 1);
    const before = one.cited.slice(0, written.length);
    await bot.call('close', undefined);
    return {
      alone: { ...latencies([one], [many]), loop, openedBytes: rssBytes, peakBytes },
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
  const running = bot.call('reindex', undefined).finally(() => {
    isOver = true;
  });
  const one: Asked[] = [];
  const many: Asked[] = [];
  for (let at = 0; !isOver && at < meanwhile; at += TURN.one + TURN.many) {
    const turn = turnOf(questions, at, TURN.one + TURN.many);
    one.push(await askAll(ask, turn.slice(0, TURN.one), 1, () => isOver));
    many.push(await askAll(ask, turn.slice(TURN.one), MANY, () => isOver));
  }
  const { tookMs } = await running;
  const loop = await bot.call('loopDelay', undefined);
  const botPeakBytes = await bot.call('peakBytes', undefined);
  return { ...latencies(one, many), loop, ms: tookMs, botPeakBytes, ...memoryWatched() };
}

function askerOf(bot: Served<BotServices>) {
  return (text: string, member: number) => bot.call('ask', { text, member });
}

/** From `at` on, beginning again at the end. */
function turnOf(questions: readonly string[], at: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => questions[(at + i) % questions.length] as string);
}

function latencies(one: readonly Asked[], many: readonly Asked[]): Pick<Asking, 'one' | 'many'> {
  const joined = (rounds: readonly Asked[]) =>
    latencyOf(
      rounds.flatMap(({ times }) => times),
      rounds.reduce((sum, { tookMs }) => sum + tookMs, 0),
    );
  return { one: joined(one), many: joined(many) };
}
