import { once } from 'node:events';
import { type Client, Events, type Message, PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../../src/discord/client.js';
import { DEFAULT_TIMING } from '../../../src/discord/limits.js';
import type { Stage } from '../support/stage.js';

export function caches(stage: Stage): void {
  const AUTHORS = 250;
  /** Far fewer than have written, and enough for messages that are being read. */
  const MOST_KEPT = 150;

  async function connected(apiUrl: string, token: string): Promise<Client<true>> {
    const client = createClient({ apiUrl, shards: 'auto' }, DEFAULT_TIMING);
    await Promise.all([once(client, Events.ClientReady), client.login(token)]);
    return client as Client<true>;
  }

  describe('what the client keeps of members', () => {
    it('does not grow with their number; the author of a message and the bot itself are there', async () => {
      const discord = await stage.discord();
      const { world } = discord;
      const client = await connected(discord.apiUrl, discord.token);
      try {
        const written: (string | undefined)[] = [];
        const all = new Promise<void>((resolve) => {
          client.on(Events.MessageCreate, ({ author, member }: Message) => {
            written.push(member?.user.id === author.id ? author.id : undefined);
            if (written.length === AUTHORS) resolve();
          });
        });
        const authors = Array.from({ length: AUTHORS }, () => world.addMember());
        for (const by of authors) discord.dispatchMessage('hello there', { by });
        await all;
        expect(written).toEqual(authors.map(({ user }) => user.id));
        const guild = client.guilds.cache.first();
        expect(guild?.members.cache.size).toBeLessThan(MOST_KEPT);
        expect(client.users.cache.size).toBeLessThan(MOST_KEPT);
        expect(client.users.cache.has(client.user.id)).toBe(true);
        expect(guild?.members.me?.id).toBe(client.user.id);
        expect(guild?.roles.cache.size).toBeGreaterThan(0);
        const channel = guild?.channels.cache.get(world.channel.id);
        const permissions = channel?.permissionsFor(client.user);
        expect(permissions?.has(PermissionFlagsBits.SendMessages)).toBe(true);
      } finally {
        await client.destroy();
      }
    });
  });
}
