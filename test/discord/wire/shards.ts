import { GatewayCloseCodes } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { VerbatimError } from '../../../src/errors.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import type { ChannelState } from '../../fake-discord/places.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function shards(stage: Stage): void {
  const MENTIONED = 'who led the expedition to the glacier?';

  /** A Discord with one server a shard, and a channel in each. */
  async function sharded(count: number) {
    const discord = await stage.discord({ shards: count, maxConcurrency: count });
    const { world } = discord;
    const places = Array.from({ length: count }, (_, id) =>
      world.addChannel({ guild: world.addGuild({ shard: [id, count] }) }),
    );
    const placeOn = (id: number): ChannelState => {
      const place = places[id];
      if (place === undefined) throw new Error(`there is no shard ${id}`);
      return place;
    };
    return { discord, places, placeOn };
  }

  async function answersIn(discord: FakeDiscord, place: ChannelState): Promise<void> {
    const before = discord.messagesOfBot(place).length;
    discord.dispatchMessage(`<@${discord.world.bot.id}> ${MENTIONED}`, { in: place });
    expect(readable(await discord.waitForMessage(place, before + 1))).toContain('Lindqvist');
  }

  const refusal = (starting: Promise<unknown>) =>
    starting.then(
      () => expect.unreachable('the bot has started'),
      (error: VerbatimError) => error,
    );

  describe('shards', () => {
    it.each([2, 4])('answer in the servers of each, %i in number', async (count) => {
      const { discord, places } = await sharded(count);
      await stage.bot(discord, { config: { shards: 'auto' } });
      const served = discord.gateway.identified.map(({ shard: [id] }) => id).sort();
      expect(served).toEqual(Array.from({ length: count }, (_, id) => id));
      for (const place of places) await answersIn(discord, place);
      const { directMessages } = discord.world;
      discord.dispatchMessage(MENTIONED, { in: directMessages });
      expect(readable(await discord.waitForMessage(directMessages))).toContain('Lindqvist');
      expect(discord.requestsTo('PUT', /\/commands$/)).toHaveLength(1);
    });

    it('go on answering while another is connected again, which then answers what it missed', async () => {
      const { discord, placeOn } = await sharded(2);
      await stage.bot(discord, { config: { shards: 'auto' } });
      const there = placeOn(1);
      discord.gateway.drop(GatewayCloseCodes.UnknownError, { shard: 1 });
      discord.dispatchMessage(`<@${discord.world.bot.id}> ${MENTIONED}`, { in: there });
      await answersIn(discord, placeOn(0));
      expect(readable(await discord.waitForMessage(there))).toContain('Lindqvist');
      expect(discord.gateway.identifies).toBe(2);
      expect(stage.warnings()).toMatchObject([{ shard: 1 }]);
    });

    it('end the bot with the reason when one of them ends for good', async () => {
      const { discord } = await sharded(2);
      const bot = await stage.bot(discord, { config: { shards: 'auto' } });
      discord.gateway.drop(GatewayCloseCodes.AuthenticationFailed, { shard: 1 });
      expect((await bot.lost).message).toContain('DISCORD_TOKEN');
    });

    it('of another process leave the commands to the one with shard 0', async () => {
      const { discord, places, placeOn } = await sharded(4);
      await stage.bot(discord, { config: { shards: { ids: [2, 3], count: 4 } } });
      expect(discord.requestsTo('PUT', /\/commands$/)).toEqual([]);
      await answersIn(discord, placeOn(3));
      await stage.bot(discord, { config: { shards: { ids: [0, 1], count: 4 } } });
      expect(discord.requestsTo('PUT', /\/commands$/)).toHaveLength(1);
      for (const place of places) await answersIn(discord, place);
    });

    it.each([
      [GatewayCloseCodes.InvalidShard, '4010'],
      [GatewayCloseCodes.ShardingRequired, '4011'],
    ])(
      'that Discord refuses with %i are explained, with SHARDS as the remedy',
      async (code, said) => {
        const discord = await stage.discord({ closeOnIdentify: code });
        const error = await refusal(stage.bot(discord));
        expect(error.message).toContain(said);
        expect(error.remedy).toContain('SHARDS');
        expect(error.exitCode).toBe(78);
      },
    );

    it('are given up on when one does not get ready, and the others are disconnected', async () => {
      const { discord } = await sharded(2);
      const config = { shards: { ids: [0, 5], count: 2 } };
      const error = await refusal(stage.bot(discord, { config }));
      expect(error.message).toContain('4010');
      await discord.changes.until('the disconnection', () =>
        discord.gateway.isConnected(0) ? undefined : true,
      );
    });
  });
}
