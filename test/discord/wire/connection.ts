import { GatewayCloseCodes } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function connection(stage: Stage): void {
  const question = 'Who led the expedition to the glacier?';

  const back = (discord: FakeDiscord) =>
    discord.changes.until('the connection to be back', () =>
      discord.gateway.connected ? true : undefined,
    );

  describe('a lost connection', () => {
    it('is resumed, and what was asked meanwhile is answered', async () => {
      const discord = await stage.ready();
      discord.gateway.drop(GatewayCloseCodes.UnknownError);
      discord.dispatchMessage(`<@${discord.world.bot.id}> ${question}`);
      expect(readable(await discord.waitForMessage())).toContain('Lindqvist');
      expect(discord.gateway.resumes).toBe(1);
      expect(discord.gateway.identifies).toBe(1);
    });

    it('is resumed when Discord asks for a new one', async () => {
      const discord = await stage.ready();
      discord.gateway.requestReconnect();
      await discord.changes.until('a resume', () => discord.gateway.resumes || undefined);
      const asked = discord.dispatchCommand('ask', { question });
      expect(readable(await asked.answer())).toContain('Lindqvist');
    });

    it('is begun anew when it cannot be resumed', async () => {
      const discord = await stage.ready();
      // discord.js leaves 5 s between two identifies; by its clock they are over.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
      discord.gateway.drop(GatewayCloseCodes.UnknownError, { forget: true });
      await back(discord);
      vi.useRealTimers();
      expect(discord.gateway.identifies).toBe(2);
      const asked = discord.dispatchCommand('ask', { question });
      expect(readable(await asked.answer())).toContain('Lindqvist');
    });

    it('is noticed by heartbeats that nobody answers', async () => {
      const discord = await stage.discord({ heartbeatMs: 200 });
      await stage.bot(discord);
      await discord.changes.until('a heartbeat', () => discord.gateway.heartbeats || undefined);
      discord.gateway.silent = true;
      await discord.changes.until('a resume', () => discord.gateway.resumes || undefined);
      discord.gateway.silent = false;
      await back(discord);
      discord.dispatchMessage(`<@${discord.world.bot.id}> ${question}`);
      expect(readable(await discord.waitForMessage())).toContain('Lindqvist');
    });

    it('for good is told to the one who runs the bot', async () => {
      const discord = await stage.discord();
      const bot = await stage.bot(discord);
      discord.gateway.drop(GatewayCloseCodes.AuthenticationFailed);
      expect((await bot.lost).message).toContain('DISCORD_TOKEN');
    });
  });
}
