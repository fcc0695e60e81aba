import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from 'discord.js';
import { VerbatimError } from '../../errors.js';
import type { IndexProgress } from '../../index/report.js';
import type { BotContext } from '../context.js';
import { harmlessFields, logFault, newIncident } from '../faults.js';
import { throttle } from '../progress.js';
import {
  FULL_AND_ROLLBACK,
  REINDEX_INTERRUPTED,
  ROLLBACK_MUST_WAIT,
} from '../rendering/notices.js';
import {
  renderCancelled,
  renderNoRollback,
  renderProgress,
  renderReindexed,
  renderRolledBack,
} from '../rendering/reindex.js';
import { type Reply, toPayload } from '../rendering/reply.js';
import { unlessAborted } from '../within.js';
import { ADMINS, refusalForAllServers, refusalToOthers } from './admin.js';
import type { Command } from './command.js';

export const reindex: Command = {
  data: {
    name: 'reindex',
    description: 'Bring the index up to date with the documents (admins)',
    default_member_permissions: ADMINS,
    options: [
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'full',
        description: 'Build everything anew instead of taking in what changed (default: False)',
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'rollback',
        description: 'Go back to the index before this one instead (default: False)',
      },
    ],
  },
  load: 'long',
  /** Public, so that the outcome may follow as a channel message when the token has died. */
  isPrivate: () => false,
  refusal(interaction, context) {
    const { full, rollback } = wishOf(interaction);
    const isContradiction = full && rollback ? FULL_AND_ROLLBACK : undefined;
    const mustWait = rollback && context.isReindexing() ? ROLLBACK_MUST_WAIT : undefined;
    const refusal = rollback ? refusalForAllServers : refusalToOthers;
    return refusal(interaction, context) ?? isContradiction ?? mustWait;
  },
  run: (interaction, context) =>
    wishOf(interaction).rollback
      ? goBack(interaction, context)
      : bringUpToDate(interaction, context),
};

interface ReindexWish {
  readonly full: boolean;
  readonly rollback: boolean;
}

function wishOf({ options }: ChatInputCommandInteraction): ReindexWish {
  const is = (name: keyof ReindexWish) => options.getBoolean(name) ?? false;
  return { full: is('full'), rollback: is('rollback') };
}

async function bringUpToDate(
  interaction: ChatInputCommandInteraction,
  context: BotContext,
): Promise<Reply> {
  const { log, reindex, closing } = context;
  const { full } = wishOf(interaction);
  const who = { user: interaction.user.id, guild: interaction.guildId };
  log.info({ ...who, full }, 're-index asked for');
  const progress = progressMessage(interaction, context);
  try {
    const run = reindex({ full, onProgress: (state, name) => progress.push([state, name]) });
    const outcome = await unlessAborted(run, closing);
    if (outcome === undefined) {
      log.info(who, 're-index interrupted');
      return { content: REINDEX_INTERRUPTED };
    }
    const { joined } = outcome;
    if (outcome.kind === 'cancelled') {
      log.info({ ...who, joined }, 're-index ended, since it was cancelled');
      return renderCancelled();
    }
    const { report, moved } = outcome;
    const { changed, generation, added, updated, removed, faults } = report;
    log.info(
      {
        ...who,
        joined,
        full: outcome.full,
        changed,
        generation,
        added: added.length,
        updated: updated.length,
        removed: removed.length,
        faults: faults.length,
        moved: moved.length,
      },
      're-index finished',
    );
    return renderReindexed(outcome, full);
  } catch (error) {
    log.info({ ...who, ...harmlessFields(error) }, 're-index failed');
    throw error;
  } finally {
    // An edit that is still on its way must not overwrite the outcome.
    await progress.stop();
  }
}

async function goBack(
  { user, guildId }: ChatInputCommandInteraction,
  { log, rollback }: BotContext,
): Promise<Reply> {
  const who = { user: user.id, guild: guildId };
  log.info(who, 'rollback asked for');
  try {
    const outcome = await rollback();
    const { from, to, moved } = outcome;
    log.info({ ...who, from, to, moved: moved.length }, 'rolled back');
    return renderRolledBack(outcome);
  } catch (error) {
    const code = error instanceof VerbatimError ? error.code : undefined;
    // It has begun since this was asked for.
    if (code === 'busy') return { content: ROLLBACK_MUST_WAIT };
    if (code !== 'no-earlier-index') throw error;
    const incident = newIncident();
    logFault(log, 'rollback', error, incident);
    return renderNoRollback(incident);
  }
}

function progressMessage(
  interaction: ChatInputCommandInteraction,
  { log, timing }: BotContext,
): ReturnType<typeof throttle<readonly [IndexProgress, string]>> {
  return throttle(
    ([state, run]) => interaction.editReply(toPayload(renderProgress(state, run))),
    timing.progressMs,
    (error) => log.debug(harmlessFields(error), 'no more progress of the re-index can be shown'),
  );
}
