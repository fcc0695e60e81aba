import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { threadExists, wrongChannelType } from './api-error.js';
import { tooLong } from './limits.js';
import { checkMay } from './permissions.js';
import { type ChannelState, channelPayload, type ThreadState, threadOf } from './places.js';
import type { RestState } from './rest.js';

type Teller = Pick<RestState, 'world' | 'tell'>;

/** Opens a public thread at a message, whose id it gets. Throws error 160004 when there is one. */
export function openThread(
  { world, tell }: Teller,
  parent: ChannelState,
  messageId: string,
  body: { readonly name: string; readonly auto_archive_duration?: number | null },
): ChannelState {
  checkMay(world, parent, PermissionFlagsBits.CreatePublicThreads);
  if (parent.guildId === undefined || parent.type !== ChannelType.GuildText) {
    throw wrongChannelType();
  }
  if (body.name.trim() === '' || [...body.name].length > 100) throw tooLong('name', 100);
  if (world.channels.has(messageId)) throw threadExists();
  const thread = world.add(
    threadOf(parent, {
      id: messageId,
      name: body.name,
      ownerId: world.bot.id,
      autoArchiveMinutes: body.auto_archive_duration ?? 1_440,
    }),
  );
  tell(parent.guildId, 'THREAD_CREATE', {
    ...channelPayload(thread, world.bot.id),
    newly_created: true,
  });
  return thread;
}

/** Whoever writes into an archived thread opens it again. */
export function reopen(teller: Teller, place: ChannelState): void {
  if (place.thread?.archived) changeThread(teller, place, { archived: false });
}

export function changeThread(
  { world, tell }: Teller,
  place: ChannelState,
  change: Partial<Pick<ThreadState, 'archived' | 'locked'>> & { readonly name?: string },
): void {
  const { thread } = place;
  if (thread === undefined) throw wrongChannelType();
  const { name, ...flags } = change;
  if (name !== undefined) place.name = name;
  const isTurned = flags.archived !== undefined && flags.archived !== thread.archived;
  Object.assign(thread, flags);
  if (isTurned) thread.archiveTimestamp = new Date().toISOString();
  tell(place.guildId, 'THREAD_UPDATE', channelPayload(place, world.bot.id));
}
