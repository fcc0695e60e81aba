import type { IndexSummary } from '../../answer/answer.js';
import type { Counts } from '../../records/records.js';
import type { StatisticsSummary } from '../statistics.js';
import { COLOURS, type Reply } from './reply.js';
import { count, fitted, timeAgo } from './text.js';

export interface Status {
  readonly statistics: StatisticsSummary;
  /** `pingMs` is below 0 before the first heartbeat was answered. */
  readonly shards: readonly { readonly id: number; readonly pingMs: number }[];
  readonly index: IndexSummary;
  /** Bytes. */
  readonly memory: { readonly rss: number; readonly heapUsed: number };
  readonly queue: { readonly taken: number; readonly limit: number };
  readonly storesQuestions: boolean;
  /** `undefined` when the records cannot be read. */
  readonly counts: Counts | undefined;
}

const SHARDS_SHOWN = 20;
const MEBIBYTE = 2 ** 20;

export function renderStatus(status: Status): Reply {
  const { statistics, index, memory, queue } = status;
  const { quoted, closest, none, refused, faults } = statistics;
  const field = (name: string, value: string) => ({ name, value, inline: true });
  return {
    embeds: [
      {
        fields: [
          field('Started', timeAgo(statistics.startedAt)),
          field(`Gateway ping`, pings(status.shards)),
          field('Queue', `${queue.taken} of ${count(queue.limit, 'place')} taken`),
          field(
            'Index',
            `${fitted(index.generation, 80)}, built ${timeAgo(Date.parse(index.builtAt))}\n${count(index.documents, 'document')}, ${count(index.passages, 'passage')}`,
          ),
          field(
            'Memory',
            `${mebibytes(memory.rss)} resident\n${mebibytes(memory.heapUsed)} of heap`,
          ),
          field('Stored', stored(status)),
          field('Answers', `${quoted} quoted, ${closest} closest, ${none} nothing found`),
          field('Time to answer', latency(statistics.latencyMs)),
          field('Not answered', `${refused} refused, ${count(faults, 'fault')}`),
        ],
        footer: { text: 'Answers, times and faults: since the start' },
        color: COLOURS.neutral,
      },
    ],
  };
}

/** The slowest first, as that is the one to look at. */
function pings(shards: Status['shards']): string {
  if (shards.length === 0) return 'not connected';
  const shown = [...shards].sort((a, b) => b.pingMs - a.pingMs).slice(0, SHARDS_SHOWN);
  const lines = shown.map(({ id, pingMs }) => {
    const ping = pingMs < 0 ? 'not measured yet' : `${Math.round(pingMs)} ms`;
    return shards.length === 1 ? ping : `shard ${id}: ${ping}`;
  });
  const more = shards.length - shown.length;
  return [...lines, ...(more > 0 ? [`… and ${more} quicker ones`] : [])].join('\n');
}

function latency({ p50, p95, p99 }: StatisticsSummary['latencyMs']): string {
  if (p50 === undefined) return 'no answers yet';
  return `half within ${p50} ms\n95 % within ${p95} ms\n99 % within ${p99} ms`;
}

function stored({ counts, storesQuestions }: Status): string {
  if (counts === undefined) return 'cannot be read; see my log';
  const questions = storesQuestions ? count(counts.questions, 'question') : 'no questions';
  return `${questions}\n${count(counts.votes, 'vote')}: ${counts.helpful} helpful, ${counts.notHelpful} not`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MEBIBYTE)} MiB`;
}
