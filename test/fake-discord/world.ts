import {
  type APIApplicationCommand,
  type APIEmbed,
  type APIGuildMember,
  type APIMessage,
  type APIRole,
  type APITextChannel,
  type APIUser,
  type ApplicationFlags,
  ChannelType,
  type GatewayGuildCreateDispatchData,
  type GatewayReadyDispatchData,
  type GuildMemberFlags,
  type MessageFlags,
  MessageType,
  PermissionFlagsBits,
  type UserFlags,
} from 'discord-api-types/v10';
import type { ApiError } from './api-error.js';
import type { SentMessage } from './pings.js';
import { snowflake } from './snowflake.js';

export interface ChannelState {
  readonly id: string;
  readonly type: ChannelType;
  /** Absent for direct messages. */
  readonly guildId?: string;
  readonly messages: Map<string, SentMessage>;
  /** The answer to every request of the bot here, e.g. missing permissions. */
  refusal?: (body: {
    embeds?: readonly unknown[];
    message_reference?: unknown;
  }) => ApiError | undefined;
}

export interface Person {
  readonly user: APIUser;
  readonly roles: readonly string[];
  readonly permissions: bigint;
}

export const MEMBER_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.UseApplicationCommands;

/** One server with a channel, a member and an admin, and the member's direct messages. */
export class World {
  readonly bot = user('Verbatim', true);
  readonly applicationId = this.bot.id;
  readonly guildId = snowflake();
  readonly adminRole = snowflake();
  readonly member: Person = { user: user('Mila'), roles: [], permissions: MEMBER_PERMISSIONS };
  readonly admin: Person = {
    user: user('Ada'),
    roles: [],
    permissions: MEMBER_PERMISSIONS | PermissionFlagsBits.ManageGuild,
  };
  readonly channel: ChannelState = channel(ChannelType.GuildText, this.guildId);
  readonly directMessages: ChannelState = channel(ChannelType.DM);
  readonly channels = new Map([this.channel, this.directMessages].map((c) => [c.id, c]));
  readonly commands = {
    global: [] as APIApplicationCommand[],
    guild: [] as APIApplicationCommand[],
  };

  ready(sessionId: string, resumeUrl: string): GatewayReadyDispatchData {
    return {
      v: 10,
      user: this.bot,
      guilds: [{ id: this.guildId, unavailable: true }],
      session_id: sessionId,
      resume_gateway_url: resumeUrl,
      shard: [0, 1],
      application: { id: this.applicationId, flags: 0 as ApplicationFlags, flags_new: '0' },
    };
  }

  guildCreate(): Partial<GatewayGuildCreateDispatchData> {
    const everyone = role(this.guildId, '@everyone', MEMBER_PERMISSIONS);
    return {
      id: this.guildId,
      name: 'Reading room',
      owner_id: this.admin.user.id,
      roles: [everyone, role(this.adminRole, 'librarian', 0n)],
      emojis: [],
      features: [],
      channels: [
        {
          id: this.channel.id,
          type: ChannelType.GuildText,
          name: 'questions',
          position: 0,
          permission_overwrites: [],
        } as Partial<APITextChannel> as APITextChannel,
      ],
      members: [memberOf({ user: this.bot, roles: [], permissions: MEMBER_PERMISSIONS })],
      threads: [],
      member_count: 3,
      unavailable: false,
    };
  }

  /** A message as Discord stores it. */
  message(
    place: ChannelState,
    author: APIUser,
    content: string,
    more: Partial<APIMessage> = {},
  ): APIMessage {
    return {
      id: snowflake(),
      channel_id: place.id,
      author,
      content,
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      pinned: false,
      type: MessageType.Default,
      flags: 0 as MessageFlags,
      ...more,
      embeds: (more.embeds ?? []).map(storedEmbed),
      components: numbered(more.components ?? []),
    };
  }
}

/** Discord adds what was left out. */
export function storedEmbed(embed: APIEmbed): APIEmbed {
  const { fields } = embed;
  return {
    ...embed,
    type: 'rich' as NonNullable<APIEmbed['type']>,
    ...(fields === undefined ? {} : { fields: fields.map((f) => ({ inline: false, ...f })) }),
  };
}

type Components = NonNullable<APIMessage['components']>;

/** Discord gives every component a number within its message. */
export function numbered(rows: Components): Components {
  let id = 0;
  const number = <T extends object>(component: T): T => {
    id += 1;
    return { id, ...component };
  };
  return rows.map((row) =>
    'components' in row
      ? ({ ...number(row), components: row.components.map(number) } as typeof row)
      : number(row),
  );
}

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

export function channel(type: ChannelType, guildId?: string): ChannelState {
  return {
    id: snowflake(),
    type,
    messages: new Map(),
    ...(guildId === undefined ? {} : { guildId }),
  };
}

export function memberOf(person: Person) {
  return {
    user: person.user,
    roles: [...person.roles],
    joined_at: '2024-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    flags: 0 as GuildMemberFlags,
  } satisfies Partial<APIGuildMember>;
}

function role(id: string, name: string, permissions: bigint): APIRole {
  return {
    id,
    name,
    permissions: permissions.toString(),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    managed: false,
    mentionable: false,
    flags: 0,
  } as unknown as APIRole;
}
