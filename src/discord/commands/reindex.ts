import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from 'discord.js';
import type { IndexProgress } from '../../index/report.js';
import type { BotContext } from '../context.js';
import { harmlessFields } from '../faults.js';
import { throttle } from '../progress.js';
import { REINDEX_INTERRUPTED } from '../rendering/notices.js';
import { renderProgress, renderReindexed } from '../rendering/reindex.js';
import { toPayload } from '../rendering/reply.js';
import { unlessAborted } from '../within.js';
import { ADMINS, refusalToOthers } from './admin.js';
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
    ],
  },
  load: 'long',
  /** Public, so that the outcome may follow as a channel message when the token has died. */
  isPrivate: () => false,
  refusal: refusalToOthers,
  async run(interaction, context) {
    const { log, reindex, closing } = context;
    const full = interaction.options.getBoolean('full') ?? false;
    const who = { user: interaction.user.id, guild: interaction.guildId };
    log.info({ ...who, full }, 're-index asked for');
    const progress = progressMessage(interaction, context);
    try {
      const run = reindex({ full, onProgress: (state) => progress.push(state) });
      const outcome = await unlessAborted(run, closing);
      if (outcome === undefined) {
        log.info(who, 're-index interrupted');
        return { content: REINDEX_INTERRUPTED };
      }
      const { report, moved, joined } = outcome;
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
  },
};

function progressMessage(
  interaction: ChatInputCommandInteraction,
  { log, timing }: BotContext,
): ReturnType<typeof throttle<IndexProgress>> {
  return throttle(
    (state: IndexProgress) => interaction.editReply(toPayload(renderProgress(state))),
    timing.progressMs,
    (error) => log.debug(harmlessFields(error), 'no more progress of the re-index can be shown'),
  );
}
