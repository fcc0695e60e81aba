import {
  type BaseInteraction,
  type Message,
  PermissionFlagsBits,
  type PermissionsBitField,
} from 'discord.js';

/** What the bot needs where it posts an answer, as Discord's settings call it. */
const POSTING = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
} as const;
const POSTING_IN_THREADS = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
} as const;
const REPLYING = { 'Read Message History': PermissionFlagsBits.ReadMessageHistory } as const;
const BEGINNING_THREADS = {
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
  const posting = channel.isThread() ? POSTING_IN_THREADS : POSTING;
  const thread = forThread ? { ...POSTING_IN_THREADS, ...BEGINNING_THREADS } : {};
  return lacking(has, { ...posting, ...REPLYING, ...thread });
}

/** Of these, what keeps an answer away; without the history it only stands by itself. */
export function lackingToAnswer(message: Message): string[] {
  return lackingPermissions(message).filter((name) => !(name in REPLYING));
}

/** Whether a few words, without an embed, may be sent all the same. */
export function maySpeak(lacking: readonly string[]): boolean {
  return lacking.every((name) => name === 'Embed Links');
}

/** What it lacks to post where somebody uses a command or a button. */
export function lackingToPost({ appPermissions, channel }: BaseInteraction): string[] {
  return lacking(appPermissions, channel?.isThread() ? POSTING_IN_THREADS : POSTING);
}

function lacking(
  has: Readonly<PermissionsBitField>,
  needed: Readonly<Record<string, bigint>>,
): string[] {
  return Object.entries(needed)
    .filter(([, flag]) => !has.has(flag))
    .map(([name]) => name);
}
