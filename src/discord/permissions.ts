import { type Message, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

/** What the bot needs where it answers a message, as Discord's settings call it. */
const NEEDED = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} as const;
const NEEDED_IN_THREADS = {
  ...NEEDED,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
} as const;
const NEEDED_FOR_THREADS = {
  ...NEEDED_IN_THREADS,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
} as const;

/**
 * Names of the permissions that the bot lacks where a message was written; none in direct messages,
 * and none where what it has cannot be told.
 *
 * @param forThread whether it wanted to begin a thread there.
 */
export function lackingPermissions(message: Message, forThread = false): string[] {
  if (!message.inGuild()) return [];
  const { channel, guild } = message;
  const has: Readonly<PermissionsBitField> | null =
    guild.members.me === null ? null : channel.permissionsFor(guild.members.me);
  if (has === null) return [];
  const { 'Send Messages': _, ...inThread } = NEEDED_IN_THREADS;
  const needed = forThread ? NEEDED_FOR_THREADS : channel.isThread() ? inThread : NEEDED;
  return Object.entries(needed)
    .filter(([, flag]) => !has.has(flag))
    .map(([name]) => name);
}
