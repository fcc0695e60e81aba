import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import { askerOf, isAdmin, isNamedAdmin } from '../access.js';
import type { BotContext } from '../context.js';
import { NOT_ADMIN, NOT_NAMED_ADMIN } from '../rendering/notices.js';

/** Hides a command from members who may not manage the server, unless its admins say otherwise. */
export const ADMINS = PermissionFlagsBits.ManageGuild.toString();

/** What is said to everybody but admins. */
export function refusalToOthers(
  interaction: BaseInteraction,
  { config }: Pick<BotContext, 'config'>,
): string | undefined {
  return isAdmin(askerOf(interaction), config) ? undefined : NOT_ADMIN;
}

/**
 * The same for what changes the answers of all servers or ends what an admin of another one began:
 * where there are several, it is for those whom the settings name, if they name anybody.
 */
export function refusalForAllServers(
  interaction: BaseInteraction,
  { config }: Pick<BotContext, 'config'>,
): string | undefined {
  const namesAnybody = config.adminUserIds.length + config.adminRoleIds.length > 0;
  if (!namesAnybody || !servesSeveral(interaction)) return refusalToOthers(interaction, { config });
  return isNamedAdmin(askerOf(interaction), config) ? undefined : NOT_NAMED_ADMIN;
}

/** A process knows the servers of its shards only, and none where only a member has installed the bot. */
function servesSeveral({ client, guildId }: BaseInteraction): boolean {
  const { cache } = client.guilds;
  const isElsewhere = guildId !== null && !cache.has(guildId);
  return isElsewhere || cache.size > 1 || (client.options.shardCount ?? 1) > 1;
}
