import { GatewayIntentBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function channels(stage: Stage): void {
  const PIER = 'The eastern pier is closed to all ferries';
  const content = { privilegedIntents: GatewayIntentBits.MessageContent };

  /** A bot for which the default channel was chosen, as `ASK_CHANNEL_IDS` does. */
  async function chosen(): Promise<FakeDiscord> {
    const discord = await stage.discord(content);
    await stage.bot(discord, { config: { askChannelIds: [discord.world.channel.id] } });
    return discord;
  }

  describe('a chosen channel', () => {
    it('gets answers to questions that mention nobody', async () => {
      const discord = await chosen();
      const question = discord.dispatchMessage('Why is the eastern pier closed?');
      const answer = await discord.waitForMessage();
      expect(unmarked(answer)).toContain(PIER);
      expect(answer.message_reference?.message_id).toBe(question.id);
    });

    it('gets none to what is no question, or is said to somebody else', async () => {
      const discord = await chosen();
      const { admin, bot } = discord.world;
      const told = discord.dispatchMessage('The eastern pier is closed.', { by: admin });
      discord.dispatchMessage('Why is the eastern pier closed?', { replyTo: told });
      discord.dispatchMessage(`<@${admin.user.id}> why is the eastern pier closed?`, {
        change: { mentions: [admin.user] },
      });
      discord.dispatchMessage('@everyone why is the eastern pier closed?');
      const last = discord.dispatchMessage(`<@${bot.id}> why is the eastern pier closed?`);
      const answer = await discord.waitForMessage();
      expect(answer.message_reference?.message_id).toBe(last.id);
      expect(discord.messagesOfBot()).toHaveLength(1);
    });

    it('is the only one: elsewhere the bot waits to be mentioned', async () => {
      const discord = await chosen();
      const { world } = discord;
      const other = world.addChannel({ name: 'harbour' });
      discord.dispatchChannel(other);
      discord.dispatchMessage('Why is the eastern pier closed?', { in: other });
      discord.dispatchMessage(`<@${world.bot.id}> who led the expedition?`, { in: other });
      expect(unmarked(await discord.waitForMessage(other))).toContain('Lindqvist');
      expect(discord.messagesOfBot(other)).toHaveLength(1);
    });

    it('gets its answers in threads where that is wanted', async () => {
      const discord = await stage.discord(content);
      const { channel } = discord.world;
      const config = { askChannelIds: [channel.id], answerInThread: true };
      await stage.bot(discord, { config });
      const question = discord.dispatchMessage('Why is the eastern pier closed?');
      const thread = await discord.waitForThread(question);
      expect(unmarked(await discord.waitForMessage(thread))).toContain(PIER);
    });
  });

  describe('a channel that a server has chosen', () => {
    it('counts when the program may read messages', async () => {
      const discord = await stage.discord(content);
      const { channel, guildId } = discord.world;
      stage.records.change(guildId, { answerChannels: [channel.id] });
      await stage.bot(discord, { config: { askChannelIds: [] } });
      discord.dispatchMessage('Why is the eastern pier closed?');
      expect(unmarked(await discord.waitForMessage())).toContain(PIER);
      stage.records.change(guildId, { answerChannels: [] });
      discord.dispatchMessage('Why is the eastern pier closed?');
      discord.dispatchMessage(`<@${discord.world.bot.id}> who led the expedition?`);
      expect(unmarked(await discord.waitForMessage(channel, 2))).toContain('Lindqvist');
    });

    it('does not when it may not, and the intent is then not asked for', async () => {
      const discord = await stage.discord(content);
      const { channel, guildId, bot } = discord.world;
      stage.records.change(guildId, { answerChannels: [channel.id] });
      await stage.bot(discord);
      expect(discord.gateway.intents & GatewayIntentBits.MessageContent).toBe(0);
      discord.dispatchMessage('Why is the eastern pier closed?');
      discord.dispatchMessage(`<@${bot.id}> who led the expedition?`);
      expect(unmarked(await discord.waitForMessage())).toContain('Lindqvist');
    });
  });
}
