import {
  type APIApplicationCommand,
  type APIRole,
  type APIUser,
  type ApplicationFlags,
  ChannelType,
  type GatewayReadyDispatchData,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { type GuildState, guildPayload, guildState, role } from './guilds.js';
import { BOT_PERMISSIONS, MEMBER_PERMISSIONS, memberOf, type Person, user } from './people.js';
import { type ChannelState, channel, channelPayload } from './places.js';
import { shardOf, snowflake, snowflakeOnShard } from './snowflake.js';

/** One server with a channel, a member and an admin, and the member's direct messages, to begin with. */
export class World {
  readonly bot = user('Verbatim', true);
  readonly applicationId = this.bot.id;
  /** The bot's own, the same in every guild. */
  readonly botRole = snowflake();
  readonly member: Person = { user: user('Mila'), roles: [], permissions: MEMBER_PERMISSIONS };
  readonly admin: Person = {
    user: user('Ada'),
    roles: [],
    permissions: MEMBER_PERMISSIONS | PermissionFlagsBits.ManageGuild,
  };
  readonly people = new Map([this.member, this.admin].map((person) => [person.user.id, person]));
  readonly guilds = new Map<string, GuildState>();
  readonly channels = new Map<string, ChannelState>();
  /** What was sent with messages, by the id of the attachment. */
  readonly files = new Map<string, Buffer>();
  /** The first guild, to which the bot belongs from the beginning. */
  readonly guild = this.addGuild({ name: 'Reading room' });
  readonly guildId = this.guild.id;
  readonly adminRole = this.addRole({ name: 'librarian' }).id;
  readonly channel = this.addChannel();
  readonly directMessages = this.directMessagesWith(this.member.user);
  readonly commands = {
    global: [] as APIApplicationCommand[],
    guild: this.guild.commands,
  };

  /** @param options `shard` is the id and the number of shards: the guild will belong to it. */
  addGuild(
    options: { readonly name?: string; readonly shard?: readonly [number, number] } = {},
  ): GuildState {
    const { name = 'Map room', shard } = options;
    const bot = { role: this.botRole, permissions: BOT_PERMISSIONS };
    const id = shard === undefined ? snowflake() : snowflakeOnShard(...shard);
    const guild = guildState(name, this.admin.user.id, bot, id);
    this.guilds.set(guild.id, guild);
    return guild;
  }

  addChannel(
    options: {
      readonly guild?: GuildState;
      readonly type?: ChannelType;
      readonly name?: string;
      readonly botPermissions?: bigint;
    } = {},
  ): ChannelState {
    const { guild = this.guild, type = ChannelType.GuildText, ...more } = options;
    return this.add(channel(type, guild.id, more));
  }

  addMember(
    options: {
      readonly name?: string;
      readonly roles?: readonly string[];
      readonly permissions?: bigint;
    } = {},
  ): Person {
    const { name = `Reader${this.people.size}`, roles = [] } = options;
    const { permissions = MEMBER_PERMISSIONS } = options;
    const person = { user: user(name), roles, permissions };
    this.people.set(person.user.id, person);
    return person;
  }

  addRole(
    options: { readonly guild?: GuildState; readonly name?: string; permissions?: bigint } = {},
  ): APIRole {
    const { guild = this.guild, name = 'reader', permissions = 0n } = options;
    const added = role(name, permissions);
    guild.roles.push(added);
    return added;
  }

  /** Opens them when they are not open yet. */
  directMessagesWith(recipient: APIUser): ChannelState {
    const open = [...this.channels.values()].find((c) => c.recipient?.id === recipient.id);
    return open ?? this.add(channel(ChannelType.DM, undefined, { recipient }));
  }

  add(place: ChannelState): ChannelState {
    this.channels.set(place.id, place);
    return place;
  }

  /** Of the bot. Threads have those of their channel; of a guild that it was removed from, none. */
  permissionsIn(place: ChannelState): bigint {
    if (place.guildId === undefined) return BOT_PERMISSIONS;
    const parent = this.channels.get(place.parentId ?? '') ?? place;
    return this.guilds.has(place.guildId) ? parent.botPermissions : 0n;
  }

  guildsOf(shard: number, count: number): GuildState[] {
    return [...this.guilds.values()].filter(({ id }) => shardOf(id, count) === shard);
  }

  ready(
    sessionId: string,
    resumeUrl: string,
    [id, count]: readonly [number, number] = [0, 1],
  ): GatewayReadyDispatchData {
    return {
      v: 10,
      user: this.bot,
      guilds: this.guildsOf(id, count).map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: sessionId,
      resume_gateway_url: resumeUrl,
      shard: [id, count],
      application: { id: this.applicationId, flags: 0 as ApplicationFlags, flags_new: '0' },
    };
  }

  /** The data of GUILD_CREATE: only channels that the bot may see, and of the members only itself. */
  guildCreate(guild: GuildState = this.guild) {
    const { ViewChannel } = PermissionFlagsBits;
    const visible = [...this.channels.values()].filter(
      (place) => place.guildId === guild.id && (this.permissionsIn(place) & ViewChannel) !== 0n,
    );
    const tell = (place: ChannelState) => channelPayload(place, this.bot.id);
    return {
      ...guildPayload(guild),
      channels: visible.filter(({ thread }) => thread === undefined).map(tell),
      threads: visible.filter(({ thread }) => thread?.archived === false).map(tell),
      members: [memberOf(this.botMember)],
      member_count: this.people.size + 1,
      joined_at: '2024-01-01T00:00:00.000Z',
      large: false,
      unavailable: false,
    };
  }

  get botMember(): Person {
    return { user: this.bot, roles: [this.botRole], permissions: BOT_PERMISSIONS };
  }
}
