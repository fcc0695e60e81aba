import type { Client } from 'discord.js';
import type { Counts } from '../../records/records.js';
import type { BotContext } from '../context.js';
import { harmlessFields } from '../faults.js';
import { renderStatus } from '../rendering/status.js';
import { ADMINS, refusalToOthers } from './admin.js';
import type { Command } from './command.js';

export const status: Command = {
  data: {
    name: 'status',
    description: 'How I am: connection, index, memory, queue and answers (admins)',
    default_member_permissions: ADMINS,
  },
  /** It must be told, above all, when the queue is full. */
  load: 'long',
  isPrivate: () => true,
  refusal: refusalToOthers,
  run: async ({ client }, context) => {
    const { service, statistics, turns, config, facts } = context;
    const { rss, heapUsed } = process.memoryUsage();
    return renderStatus({
      statistics: statistics.summary,
      shards: shardsOf(client),
      index: service.about(),
      memory: { rss, heapUsed },
      queue: { taken: turns.taken, limit: config.queueLimit },
      storesQuestions: facts.storesQuestions,
      counts: countsOf(context),
    });
  },
};

function shardsOf({ ws }: Client): { id: number; pingMs: number }[] {
  return ws.shards.map(({ id, ping }) => ({ id, pingMs: ping }));
}

/** The rest is worth knowing all the same when the records cannot be read. */
function countsOf({ records, log }: BotContext): Counts | undefined {
  try {
    return records.counts();
  } catch (error) {
    log.warn(harmlessFields(error), 'the records could not be counted');
    return undefined;
  }
}
