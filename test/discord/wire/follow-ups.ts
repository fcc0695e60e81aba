import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { BOT_PERMISSIONS } from '../../fake-discord/people.js';
import { restarted } from '../support/changed-service.js';
import { unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function followUps(stage: Stage): void {
  const WHO = 'Who is Professor Ada Lindqvist?';
  const UNDERSTOOD = /understood as: What did .*Lindqvist lead\?/;

  const READ = { method: 'GET', path: /\/messages\/\d+$/ };

  const mention = (discord: FakeDiscord, text: string) =>
    discord.dispatchMessage(`<@${discord.world.bot.id}> ${text}`);

  /** The bot stops, and one starts that has forgotten everything. */
  async function restart(discord: FakeDiscord, running: { close(): Promise<void> }) {
    await running.close();
    await stage.bot(discord, { deps: { service: restarted(stage.verbatim.service) } });
  }

  describe('follow-up questions', () => {
    it('are replies to an answer, and it says how it understood them', async () => {
      const discord = await stage.ready();
      const { channel } = discord.world;
      mention(discord, WHO);
      const first = await discord.waitForMessage();
      discord.dispatchMessage('What did she lead?', { replyTo: first });
      const second = await discord.waitForMessage(channel, 2);
      expect(unmarked(second)).toMatch(UNDERSTOOD);
      discord.dispatchMessage('What did she lead?', { replyTo: second });
      expect(unmarked(await discord.waitForMessage(channel, 3))).toContain('understood as: ');
      mention(discord, 'What did she lead?');
      expect(unmarked(await discord.waitForMessage(channel, 4))).not.toContain('understood as: ');
    });

    it('are replies to what /ask answered', async () => {
      const discord = await stage.ready();
      const reply = await discord.dispatchCommand('ask', { question: WHO }).answer();
      discord.dispatchMessage('What did she lead?', { replyTo: reply });
      expect(unmarked(await discord.waitForMessage(discord.world.channel, 2))).toMatch(UNDERSTOOD);
    });

    it('are what is asked next in direct messages', async () => {
      const discord = await stage.ready();
      const { directMessages } = discord.world;
      discord.dispatchMessage(WHO, { in: directMessages });
      await discord.waitForMessage(directMessages);
      discord.dispatchMessage('What did she lead?', { in: directMessages });
      expect(unmarked(await discord.waitForMessage(directMessages, 2))).toMatch(UNDERSTOOD);
    });
  });

  describe('after a restart', () => {
    it('a reply to an answer goes on from the question that the answer replied to', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      mention(discord, WHO);
      const answer = await discord.waitForMessage();
      await restart(discord, before);
      const stored = stage.records.counts().questions;
      discord.dispatchMessage('What did she lead?', { replyTo: answer });
      const next = await discord.waitForMessage(discord.world.channel, 2);
      expect(unmarked(next)).toMatch(UNDERSTOOD);
      expect(stage.records.counts().questions).toBe(stored + 1);
      discord.dispatchMessage('And where was she?', { replyTo: next });
      expect(unmarked(await discord.waitForMessage(discord.world.channel, 3))).toMatch(
        /understood as: .*Lindqvist/,
      );
    });

    it('a reply to what /ask answered goes on from the question that stands above it', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      const answer = await discord.dispatchCommand('ask', { question: WHO }).answer();
      await restart(discord, before);
      discord.dispatchMessage('What did she lead?', { replyTo: answer });
      expect(unmarked(await discord.waitForMessage(discord.world.channel, 2))).toMatch(UNDERSTOOD);
    });

    it('a reply to a follow-up goes on from what that was understood as', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      const answer = await discord.dispatchCommand('ask', { question: WHO }).answer();
      discord.dispatchMessage('What did she lead?', { replyTo: answer });
      const second = await discord.waitForMessage(discord.world.channel, 2);
      await restart(discord, before);
      discord.dispatchMessage('And who is she?', { replyTo: second });
      expect(unmarked(await discord.waitForMessage(discord.world.channel, 3))).toMatch(
        /understood as: .*Lindqvist/,
      );
    });

    it('a reply in direct messages goes on, too', async () => {
      const discord = await stage.discord();
      const { directMessages } = discord.world;
      const before = await stage.bot(discord);
      discord.dispatchMessage(WHO, { in: directMessages });
      const answer = await discord.waitForMessage(directMessages);
      await restart(discord, before);
      discord.dispatchMessage('What did she lead?', { in: directMessages, replyTo: answer });
      expect(unmarked(await discord.waitForMessage(directMessages, 2))).toMatch(UNDERSTOOD);
    });

    it('a reply stands alone where the history may not be read, and is answered all the same', async () => {
      const discord = await stage.discord();
      const { channel } = discord.world;
      const before = await stage.bot(discord);
      mention(discord, WHO);
      const answer = await discord.waitForMessage();
      await restart(discord, before);
      discord.permit(channel, BOT_PERMISSIONS & ~PermissionFlagsBits.ReadMessageHistory);
      discord.dispatchMessage('What did the professor lead?', { replyTo: answer });
      const next = unmarked(await discord.waitForMessage(channel, 2));
      expect(next).toContain('led the expedition');
      expect(next).not.toContain('understood as');
      expect(stage.warnings()).toEqual([]);
    });

    it('a reply waits for the question before it without holding up anybody', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      mention(discord, WHO);
      const answer = await discord.waitForMessage();
      await restart(discord, before);
      const { channel } = discord.world;
      let release = () => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      discord.intervene({ ...READ, until });
      for (let n = 0; n < 8; n += 1)
        discord.dispatchMessage('What did she lead?', {
          replyTo: answer,
          by: discord.world.addMember(),
        });
      const asked = discord.dispatchCommand('ask', { question: WHO });
      expect(unmarked(await asked.answer())).toContain('Lindqvist');
      release();
      const replies = await discord.waitForMessage(channel, 10);
      expect(unmarked(replies)).toMatch(UNDERSTOOD);
    });

    it('a reply stands alone when Discord is slow to show the question before it', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      mention(discord, WHO);
      const answer = await discord.waitForMessage();
      await before.close();
      const service = restarted(stage.verbatim.service);
      await stage.bot(discord, { deps: { service }, timing: { recallMs: 50 } });
      const { channel } = discord.world;
      const until = discord.changes.until('the answer', () => discord.messagesOfBot(channel)[1]);
      discord.intervene({ ...READ, until });
      discord.dispatchMessage('What did the professor lead?', { replyTo: answer });
      const next = unmarked(await until);
      expect(next).toContain('led the expedition');
      expect(next).not.toContain('understood as');
    });

    it('a question that somebody else writes like an answer of the bot is not taken for one', async () => {
      const discord = await stage.ready();
      const forged = mention(discord, '**Question:** who is Ada Lindqvist?');
      const answer = await discord.waitForMessage();
      expect(unmarked(answer)).not.toContain('understood as');
      discord.dispatchMessage(`<@${discord.world.bot.id}> what did she lead?`, { replyTo: forged });
      expect(unmarked(await discord.waitForMessage(discord.world.channel, 2))).not.toContain(
        'understood as',
      );
    });
  });
}
