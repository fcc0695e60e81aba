import { PermissionFlagsBits as May } from 'discord-api-types/v10';
import {
  missingAccess,
  missingHistory,
  missingPermissions,
  threadArchived,
  threadLocked,
} from './api-error.js';
import type { ChannelState } from './places.js';
import type { World } from './world.js';

/** Throws what Discord answers when the bot lacks a permission in a channel. */
export function checkMay(world: World, place: ChannelState, ...needed: readonly bigint[]): void {
  const may = world.permissionsIn(place);
  if ((may & May.ViewChannel) === 0n) throw missingAccess();
  if (needed.some((permission) => (may & permission) === 0n)) throw missingPermissions();
}

/** Throws when the bot may not send such a message; embeds need a permission of their own. */
export function checkMaySend(
  world: World,
  place: ChannelState,
  holds: { readonly embeds: boolean; readonly files: boolean; readonly reference: boolean },
): void {
  const { thread } = place;
  const send = thread === undefined ? May.SendMessages : May.SendMessagesInThreads;
  checkMay(
    world,
    place,
    send,
    ...(holds.embeds ? [May.EmbedLinks] : []),
    ...(holds.files ? [May.AttachFiles] : []),
  );
  const may = world.permissionsIn(place);
  if (holds.reference && (may & May.ReadMessageHistory) === 0n) throw missingHistory();
  if (thread?.locked && (may & May.ManageThreads) === 0n) {
    throw thread.archived ? threadArchived() : threadLocked();
  }
}

/** Messages of archived threads stay as they are. */
export function checkNotArchived(place: ChannelState): void {
  if (place.thread?.archived) throw threadArchived();
}
