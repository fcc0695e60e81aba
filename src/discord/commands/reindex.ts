import { type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import type { IndexProgress } from '../../index/report.js';
import { askerOf, isAdmin } from '../access.js';
import type { BotContext } from '../context.js';
import { harmlessFields } from '../faults.js';
import { throttle } from '../progress.js';
import { NOT_ADMIN } from '../rendering/notices.js';
import { renderProgress, renderReport } from '../rendering/reindex.js';
import { toPayload } from '../rendering/reply.js';
import type { Command } from './command.js';

export const reindex: Command = {
  data: {
    name: 'reindex',
    description: 'Bring the index up to date with the documents (admins)',
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
  },
  load: 'long',
  /** Public, so that the outcome may follow as a channel message when the token has died. */
  isPrivate: () => false,
  refusal: (interaction, { config }) =>
    isAdmin(askerOf(interaction), config) ? undefined : NOT_ADMIN,
  async run(interaction, context) {
    const { log, reindex } = context;
    log.info({ user: interaction.user.id, guild: interaction.guildId }, 're-index asked for');
    const progress = progressMessage(interaction, context);
    try {
      const report = await reindex((state) => progress.push(state));
      log.info(
        { user: interaction.user.id, changed: report.changed, faults: report.faults.length },
        're-index finished',
      );
      return renderReport(report);
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
