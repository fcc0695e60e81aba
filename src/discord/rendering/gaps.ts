import type { Gap } from '../../records/records.js';
import type { ProgramFacts } from '../context.js';
import { pageOf } from './pages.js';
import { COLOURS, type Reply } from './reply.js';
import { count, fitted, timeAgo } from './text.js';

/** Ten entries and the heading stay within a description's 4,096. */
const PER_PAGE = 10;
const LONGEST_QUESTION = 220;

const NOT_STORED =
  'Questions are not stored, so there is no list of those that the documents do not answer. Whoever runs me can set `STORE_QUESTIONS=true` and restart me; `/about` says what is stored then, and for how long.';

type Where = Pick<ProgramFacts, 'storesQuestions' | 'retentionDays'> & {
  /** `null` for direct messages. */
  readonly guildId: string | null;
};

/** @param gaps in the order in which they are to be listed. */
export function renderGaps(gaps: readonly Gap[], page: number, where: Where): Reply {
  const place = where.guildId === null ? 'in direct messages' : 'on this server';
  if (!where.storesQuestions) return notice(NOT_STORED);
  if (gaps.length === 0)
    return notice(
      `Every question that was asked ${place} in the last ${count(where.retentionDays, 'day')} found something, and no answer was marked as not helpful.`,
    );
  const shown = pageOf(gaps, page, PER_PAGE, 'gaps');
  const heading = `**${count(gaps.length, 'question')} ${place} found nothing or did not get a helpful answer** · ${shown.place}`;
  const entries = shown.items.map((gap, index) => entry(gap, shown.start + index + 1));
  return {
    embeds: [{ description: [heading, ...entries].join('\n\n'), color: COLOURS.neutral }],
    components: shown.buttons,
  };
}

function entry({ text, times, notFound, notHelpful, lastAsked }: Gap, number: number): string {
  const facts = [
    `asked ${count(times, 'time')}`,
    ...(notFound > 0 ? [`nothing found ${count(notFound, 'time')}`] : []),
    ...(notHelpful > 0 ? [`not helpful to ${count(notHelpful, 'member')}`] : []),
    `last ${timeAgo(lastAsked.getTime())}`,
  ];
  return `${number}\\. ${fitted(text, LONGEST_QUESTION)}\n-# ${facts.join(' · ')}`;
}

function notice(description: string): Reply {
  return { embeds: [{ description, color: COLOURS.none }] };
}
