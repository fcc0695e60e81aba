import {
  type APIGuildMember,
  type APIUser,
  type GuildMemberFlags,
  PermissionFlagsBits,
  type UserFlags,
} from 'discord-api-types/v10';
import { snowflake } from './snowflake.js';

export interface Person {
  readonly user: APIUser;
  /** Ids. */
  readonly roles: readonly string[];
  /** In every channel, as interactions tell them. */
  readonly permissions: bigint;
}

export const MEMBER_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.UseApplicationCommands;

/** What an invitation for a bot of this kind asks for. */
export const BOT_PERMISSIONS =
  MEMBER_PERMISSIONS |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.ReadMessageHistory;

export function user(name: string, bot = false): APIUser {
  return {
    id: snowflake(),
    username: name.toLowerCase(),
    discriminator: '0',
    global_name: bot ? null : name,
    avatar: null,
    public_flags: 0 as UserFlags,
    flags: 0 as UserFlags,
    primary_guild: null,
    ...(bot ? { bot } : {}),
  };
}

export function memberOf(person: Person) {
  return {
    user: person.user,
    roles: [...person.roles],
    joined_at: '2024-01-01T00:00:00.000Z',
    nick: null,
    avatar: null,
    banner: null,
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
  } satisfies Partial<APIGuildMember>;
}
