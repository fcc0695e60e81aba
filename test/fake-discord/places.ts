import {
  type APIChannel,
  type APIUser,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { ApiError } from './api-error.js';
import { BOT_PERMISSIONS } from './people.js';
import type { SentMessage } from './pings.js';
import { snowflake } from './snowflake.js';

export interface ThreadState {
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  /** ISO 8601; of the last change of `archived`. */
  archiveTimestamp: string;
}

export interface ChannelState {
  readonly id: string;
  readonly type: ChannelType;
  name: string;
  /** Absent for direct messages. */
  readonly guildId?: string;
  /** Of threads: the channel. */
  readonly parentId?: string;
  /** Of threads: who opened it. */
  readonly ownerId?: string;
  /** Of direct messages: with whom. */
  readonly recipient?: APIUser;
  readonly messages: Map<string, SentMessage>;
  readonly thread?: ThreadState;
  /** Of the bot; threads have those of their channel. Tell it by `FakeDiscord.permit`. */
  botPermissions: bigint;
  /** The answer to every request of the bot here, e.g. missing permissions. */
  refusal?: (body: {
    embeds?: readonly unknown[];
    message_reference?: unknown;
  }) => ApiError | undefined;
}

/** `DM` has no guild. */
export function channel(
  type: ChannelType,
  guildId?: string,
  more: Partial<ChannelState> = {},
): ChannelState {
  return {
    id: snowflake(),
    type,
    name: 'questions',
    messages: new Map(),
    botPermissions: BOT_PERMISSIONS,
    ...(guildId === undefined ? {} : { guildId }),
    ...more,
  };
}

/** A public thread of a channel. */
export function threadOf(
  parent: ChannelState,
  more: { id?: string; name: string; ownerId: string; autoArchiveMinutes?: number },
): ChannelState {
  const { autoArchiveMinutes = 1_440, ...rest } = more;
  return channel(ChannelType.PublicThread, parent.guildId, {
    ...rest,
    parentId: parent.id,
    thread: {
      archived: false,
      locked: false,
      autoArchiveMinutes,
      archiveTimestamp: new Date().toISOString(),
    },
  });
}

const ALL = Object.values(PermissionFlagsBits).reduce((all, flag) => all | flag, 0n);

/** As the API and the gateway tell a channel; an overwrite holds exactly the bot's permissions. */
export function channelPayload(place: ChannelState, botId: string): APIChannel {
  const { thread, guildId } = place;
  const common = { id: place.id, type: place.type, flags: 0, last_message_id: lastOf(place) };
  const payload =
    guildId === undefined
      ? { ...common, recipients: place.recipient === undefined ? [] : [place.recipient] }
      : {
          ...common,
          guild_id: guildId,
          name: place.name,
          parent_id: place.parentId ?? null,
          rate_limit_per_user: 0,
          ...(thread === undefined
            ? {
                position: 0,
                topic: null,
                nsfw: false,
                permission_overwrites: [
                  {
                    id: botId,
                    type: OverwriteType.Member,
                    allow: place.botPermissions.toString(),
                    deny: (ALL & ~place.botPermissions).toString(),
                  },
                ],
              }
            : threadPayload(place, thread)),
        };
  return payload as unknown as APIChannel;
}

function threadPayload(place: ChannelState, thread: ThreadState) {
  return {
    owner_id: place.ownerId ?? place.id,
    message_count: place.messages.size,
    total_message_sent: place.messages.size,
    member_count: 1,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: thread.archiveTimestamp,
    },
  };
}

function lastOf(place: ChannelState): string | null {
  return [...place.messages.keys()].at(-1) ?? null;
}
