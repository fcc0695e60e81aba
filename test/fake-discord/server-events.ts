import type { APIMessage } from 'discord-api-types/v10';
import type { FakeGateway } from './gateway.js';
import type { GuildState } from './guilds.js';
import type { Where } from './interaction-payload.js';
import { type ChannelState, channelPayload, threadOf } from './places.js';
import { deleteMessage } from './posting.js';
import { changeThread } from './threads.js';
import { World } from './world.js';

/** What happens in servers without the bot: guilds, channels and threads come, change and go. */
export abstract class ServerEvents {
  readonly world = new World();
  abstract readonly gateway: FakeGateway;

  /** Any event at all, to the shard of the guild, or to that shard, or to the first one. */
  dispatchRaw(
    event: string,
    data: unknown,
    to: { readonly guildId?: string; readonly shard?: number } = {},
  ): void {
    if (to.guildId !== undefined) this.gateway.dispatchIn(to.guildId, event, data);
    else this.gateway.dispatch(event, data, to.shard);
  }

  /** Somebody opens a thread in a channel. */
  dispatchThread(where: Where & { readonly name?: string } = {}): ChannelState {
    const { world } = this;
    const parent = where.in ?? world.channel;
    const ownerId = (where.by ?? world.member).user.id;
    const thread = world.add(threadOf(parent, { name: where.name ?? 'about the pier', ownerId }));
    const data = { ...channelPayload(thread, world.bot.id), newly_created: true };
    this.gateway.dispatchIn(parent.guildId, 'THREAD_CREATE', data);
    return thread;
  }

  /** The thread falls asleep, or a moderator closes it: then the bot cannot open it again. */
  archive(thread: ChannelState, options: { readonly locked?: boolean } = {}): void {
    changeThread(this.teller, thread, { archived: true, locked: options.locked ?? false });
  }

  /** The bot is invited to a guild, e.g. of `world.addGuild()`, or an outage is over. */
  dispatchGuild(guild: GuildState): void {
    this.world.guilds.set(guild.id, guild);
    guild.available = true;
    this.gateway.dispatchIn(guild.id, 'GUILD_CREATE', this.world.guildCreate(guild));
  }

  /** An outage: the bot still belongs to the guild. */
  dispatchOutage(guild: GuildState): void {
    guild.available = false;
    const data = { id: guild.id, unavailable: true };
    this.gateway.dispatchIn(guild.id, 'GUILD_DELETE', data);
  }

  /** The bot is removed from a guild. */
  dispatchRemoval(guild: GuildState): void {
    this.world.guilds.delete(guild.id);
    this.gateway.dispatchIn(guild.id, 'GUILD_DELETE', { id: guild.id });
  }

  /** Somebody creates a channel, e.g. one of `world.addChannel()` after the bot is connected. */
  dispatchChannel(place: ChannelState): void {
    const data = channelPayload(place, this.world.bot.id);
    this.gateway.dispatchIn(place.guildId, 'CHANNEL_CREATE', data);
  }

  dispatchChannelDelete(place: ChannelState): void {
    const { world, gateway } = this;
    world.channels.delete(place.id);
    const event = place.thread === undefined ? 'CHANNEL_DELETE' : 'THREAD_DELETE';
    gateway.dispatchIn(place.guildId, event, channelPayload(place, world.bot.id));
  }

  /** Somebody deletes a message. */
  dispatchMessageDelete(message: APIMessage): void {
    const place = this.world.channels.get(message.channel_id);
    if (place !== undefined) deleteMessage(this.teller, place, message.id);
  }

  /** An admin changes what the bot may do in a channel. */
  permit(place: ChannelState, permissions: bigint): void {
    place.botPermissions = permissions;
    const data = channelPayload(place, this.world.bot.id);
    this.gateway.tell(place.guildId, 'CHANNEL_UPDATE', data);
  }

  protected get teller() {
    const { world, gateway } = this;
    return {
      world,
      tell: (guildId: string | undefined, event: string, data: unknown) =>
        gateway.tell(guildId, event, data),
    };
  }
}
