import { type BaseInteraction, PermissionFlagsBits } from 'discord.js';
import { askerOf, isAdmin } from '../access.js';
import type { BotContext } from '../context.js';
import { NOT_ADMIN } from '../rendering/notices.js';

/** Hides a command from members who may not manage the server, unless its admins say otherwise. */
export const ADMINS = PermissionFlagsBits.ManageGuild.toString();

/** What is said to everybody but admins. */
export function refusalToOthers(
  interaction: BaseInteraction,
  { config }: Pick<BotContext, 'config'>,
): string | undefined {
  return isAdmin(askerOf(interaction), config) ? undefined : NOT_ADMIN;
}
