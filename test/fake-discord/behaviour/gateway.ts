import { Events } from 'discord.js';
import { GatewayCloseCodes, GatewayOpcodes as Op } from 'discord-api-types/v10';
import { expect, it, vi } from 'vitest';
import type { FakeDiscord } from '../fake-discord.js';
import { ask, type Bench } from './bare.js';

export function gateway(bench: Bench): void {
  const urlOf = (discord: FakeDiscord) => discord.apiUrl.replace('http', 'ws');
  const identify = (discord: FakeDiscord, shard: readonly number[]) => ({
    token: discord.token,
    intents: 1,
    properties: { os: '', browser: '', device: '' },
    shard,
  });
  const twoShards = async () => {
    const discord = await bench.discord({ shards: 2, maxConcurrency: 2 });
    const guilds = [0, 1].map((shard) => discord.world.addGuild({ shard: [shard, 2] }));
    return { discord, guilds };
  };

  it('gives every shard its own guilds, and resumes one without the other', async () => {
    const { discord, guilds } = await twoShards();
    const [, guild] = guilds;
    const place = discord.world.addChannel(guild === undefined ? {} : { guild });
    const client = await bench.client(discord, 'auto');
    expect(guilds.map(({ id }) => client.guilds.cache.get(id)?.shardId)).toEqual([0, 1]);
    expect(discord.gateway.identified.map(({ shard }) => shard[0]).sort()).toEqual([0, 1]);
    discord.gateway.drop(GatewayCloseCodes.UnknownError, { shard: 1 });
    expect([0, 1].map((shard) => discord.gateway.isConnected(shard))).toEqual([true, false]);
    const seen = new Promise((resolve) => client.once(Events.MessageCreate, resolve));
    discord.dispatchMessage('hello', { in: place });
    await seen;
    expect(discord.gateway.resumes).toBe(1);
    expect(discord.gateway.addresses.at(-1)).toBe('/resume');
    expect(discord.gateway.identifies).toBe(2);
  });

  it('tells how many shards and how many at once', async () => {
    const { discord } = await twoShards();
    const { body } = await ask(discord, 'GET', '/gateway/bot');
    expect(body).toMatchObject({ shards: 2, session_start_limit: { max_concurrency: 2 } });
  });

  it.each([[[2, 2]], [[-1, 2]], [[0, 0]]])('closes with 4010 for shard %j', async (shard) => {
    const discord = await bench.discord();
    const socket = await bench.socket(urlOf(discord));
    socket.send(Op.Identify, identify(discord, shard));
    expect(await socket.closed).toBe(GatewayCloseCodes.InvalidShard);
  });

  it('calls a session invalid, asks to reconnect, and sends whatever event it is told to', async () => {
    const discord = await bench.discord();
    const socket = await bench.socket(urlOf(discord));
    socket.send(Op.Identify, identify(discord, [0, 1]));
    await socket.next(Op.Dispatch);
    discord.dispatchRaw('SOMETHING_NEW', { answer: 42 });
    discord.gateway.requestReconnect();
    await socket.next(Op.Reconnect);
    expect(socket.received.find(({ t }) => t === 'SOMETHING_NEW')?.d).toEqual({ answer: 42 });
    discord.gateway.invalidate({ resumable: false });
    expect((await socket.next(Op.InvalidSession)).d).toBe(false);
    expect(discord.gateway.sessions.size).toBe(0);
  });

  it('is silent to the shards that it is told to ignore', async () => {
    const discord = await bench.discord({ helloDelayMs: 20 });
    const [loud, silent] = [await bench.socket(urlOf(discord)), await bench.socket(urlOf(discord))];
    expect(loud.received).toEqual([]);
    await loud.next(Op.Hello);
    for (const [id, socket] of [loud, silent].entries()) {
      socket.send(Op.Identify, identify(discord, [id, 2]));
      await socket.next(Op.Dispatch);
    }
    discord.gateway.silent = new Set([1]);
    silent.send(Op.Heartbeat, null);
    loud.send(Op.Heartbeat, null);
    await loud.next(Op.HeartbeatAck);
    await discord.changes.until('both', () =>
      discord.gateway.heartbeats === 2 ? true : undefined,
    );
    expect(silent.received.some(({ op }) => op === Op.HeartbeatAck)).toBe(false);
    expect(discord.gateway.sessions.get(1)?.heartbeats).toBe(1);
  });

  it('tells of guilds that come, fail, and go, and of channels and messages that go', async () => {
    const discord = await bench.discord();
    const { world } = discord;
    const client = await bench.client(discord);
    const heard: string[] = [];
    client.on('guildCreate', () => heard.push('created'));
    client.on('guildAvailable', () => heard.push('available'));
    client.on('guildUnavailable', () => heard.push('unavailable'));
    client.on('guildDelete', () => heard.push('deleted'));
    client.on('channelCreate', () => heard.push('channel created'));
    client.on('messageDelete', () => heard.push('message deleted'));
    client.on('channelDelete', () => heard.push('channel deleted'));
    const guild = world.addGuild();
    discord.dispatchGuild(guild);
    discord.dispatchOutage(guild);
    discord.dispatchGuild(guild);
    discord.dispatchRemoval(guild);
    const place = world.addChannel();
    discord.dispatchChannel(place);
    discord.dispatchMessageDelete(discord.dispatchMessage('too soon', { in: place }));
    discord.dispatchChannelDelete(place);
    await vi.waitFor(() => expect(heard.at(-1)).toBe('channel deleted'));
    expect(heard).toEqual([
      ...['created', 'unavailable', 'available', 'deleted'],
      ...['channel created', 'message deleted', 'channel deleted'],
    ]);
    expect((await ask(discord, 'GET', `/channels/${place.id}`)).code).toBe(10_003);
  });
}
