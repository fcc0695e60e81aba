import { toCsv } from '../records/csv.js';
import type { Gap } from '../records/records.js';
import type { BotContext } from './context.js';
import type { Reply } from './rendering/reply.js';

/** Nobody pages through more; of questions this long, they stay below what Discord lets attach. */
const MOST = 1_000;

/**
 * The questions of a server, or of direct messages (`null`), that were not answered well.
 *
 * @throws VerbatimError `records` when they cannot be read.
 */
export function gapsOf(guildId: string | null, { records }: Pick<BotContext, 'records'>): Gap[] {
  return records.gaps({ guildId, limit: MOST });
}

/** One line a question below a line of names. */
export function toFile(gaps: readonly Gap[]): NonNullable<Reply['file']> {
  const rows = gaps.map(({ text, times, notFound, notHelpful, lastAsked }) => [
    text,
    times,
    notFound,
    notHelpful,
    lastAsked.toISOString(),
  ]);
  const names = ['question', 'times asked', 'nothing found', 'members not helped', 'last asked'];
  return { name: 'gaps.csv', content: toCsv([names, ...rows]) };
}
