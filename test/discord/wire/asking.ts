import { ButtonStyle, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { pingsNobody } from '../../fake-discord/pings.js';
import { buttonsOf, unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function asking(stage: Stage): void {
  const PIER =
    '> The eastern pier is closed to all ferries until the end of May because its timbers are rotten.';

  describe('asking', () => {
    it('answers /ask with the quote, what it is from and where it stands', async () => {
      const discord = await stage.ready();
      const asked = discord.dispatchCommand('ask', { question: 'Why is the eastern pier closed?' });
      const reply = await asked.answer();
      expect(unmarked(reply)).toContain('Why is the eastern pier closed?');
      expect(unmarked(reply)).toContain(PIER);
      expect(unmarked(reply)).toMatch(
        /\[1\] \[Notice to Mariners\]\(https:\/\/www\.harbour\.example\/notices\/12\) — harbour\.example, 2025-03-04 · `harbour\/notice\.md` · characters \d+–\d+/,
      );
      expect(asked.isEphemeral).toBe(false);
      expect(buttonsOf(reply)[0]).toMatchObject({
        label: 'Context 1',
        style: ButtonStyle.Secondary,
      });
    });

    it('defers before it works, and shows a private answer to the asker only', async () => {
      const discord = await stage.ready();
      const question = 'Who led the expedition to the glacier?';
      const asked = discord.dispatchCommand('ask', { question, private: true });
      const reply = await asked.answer();
      expect(asked.callback).toEqual({ type: 5, data: { flags: MessageFlags.Ephemeral } });
      expect(asked.isEphemeral).toBe(true);
      expect(unmarked(reply)).toContain('Professor Ada Lindqvist led the expedition');
      expect(discord.messagesOfBot()).toEqual([]);
    });

    it('answers a mention by a reply', async () => {
      const discord = await stage.ready();
      const { bot } = discord.world;
      const question = discord.dispatchMessage(
        `<@${bot.id}> who led the expedition to the glacier?`,
      );
      const reply = await discord.waitForMessage();
      expect(reply.message_reference?.message_id).toBe(question.id);
      expect(unmarked(reply)).toContain('Professor Ada Lindqvist led the expedition');
      expect(pingsNobody(reply.pings)).toBe(true);
    });

    it('answers a reply to one of its messages', async () => {
      const discord = await stage.ready();
      discord.dispatchMessage(`<@${discord.world.bot.id}> who led the expedition to the glacier?`);
      const first = await discord.waitForMessage();
      discord.dispatchMessage('Why is the eastern pier closed?', { replyTo: first });
      expect(unmarked(await discord.waitForMessage(discord.world.channel, 2))).toContain(PIER);
    });

    it('answers a mention in a thread', async () => {
      const discord = await stage.ready();
      const thread = discord.dispatchThread();
      const content = `<@${discord.world.bot.id}> who led the expedition to the glacier?`;
      discord.dispatchMessage(content, { in: thread });
      expect(unmarked(await discord.waitForMessage(thread))).toContain('Lindqvist');
    });

    it('answers a direct message in its channel', async () => {
      const discord = await stage.ready();
      const { directMessages } = discord.world;
      discord.dispatchMessage('Why is the eastern pier closed?', { in: directMessages });
      expect(unmarked(await discord.waitForMessage(directMessages))).toContain(PIER);
    });

    it('answers /ask in direct messages', async () => {
      const discord = await stage.ready();
      const where = { in: discord.world.directMessages };
      const question = 'Why is the eastern pier closed?';
      expect(
        unmarked(await discord.dispatchCommand('ask', { question }, where).answer()),
      ).toContain(PIER);
    });

    it('helps when it is mentioned without a question', async () => {
      const discord = await stage.ready();
      discord.dispatchMessage(`<@${discord.world.bot.id}>`);
      expect((await discord.waitForMessage()).content).toContain('Ask me a question');
    });

    it('keeps silent when it is not addressed, by bots, and by everyone-mentions', async () => {
      const discord = await stage.ready();
      const { bot, member, admin } = discord.world;
      const robot = { ...member, user: { ...member.user, bot: true } };
      discord.dispatchMessage('Why is the eastern pier closed?');
      discord.dispatchMessage('@everyone why is the eastern pier closed?');
      discord.dispatchMessage(`<@${bot.id}> why is the eastern pier closed?`, { by: robot });
      discord.dispatchMessage(`<@${bot.id}> why?`, { change: { webhook_id: member.user.id } });
      discord.dispatchMessage(`<@${bot.id}> joined`, { change: { type: 7 } });
      discord.dispatchMessage(`<@${bot.id}> who led the expedition?`, { by: admin });
      expect(unmarked(await discord.waitForMessage())).toContain('Lindqvist');
      expect(discord.messagesOfBot()).toHaveLength(1);
    });

    it('pings nobody, whatever a document says, and shows its characters unchanged', async () => {
      const discord = await stage.ready();
      discord.dispatchMessage(
        `<@${discord.world.bot.id}> what did the prankster paint on the wall?`,
      );
      const reply = await discord.waitForMessage();
      expect(unmarked(reply)).toContain(
        '@everyone and <@&123456789012345678> and <@223456789012345678> on the chapel wall with **red** lacquer.',
      );
      const raw = JSON.stringify(reply.embeds);
      expect(raw).not.toMatch(/<@[&!]?\d+>/);
      expect(raw).not.toContain('**red**');
      expect(pingsNobody(reply.pings)).toBe(true);
      const question = 'what did the prankster paint on the wall?';
      await discord.dispatchCommand('ask', { question }).answer();
      for (const { body } of discord.requests.filter(({ body }) => body?.embeds)) {
        expect(body.allowed_mentions).toMatchObject({ parse: [], replied_user: false });
      }
    });

    it('says kindly that it found nothing', async () => {
      const discord = await stage.ready();
      const question = 'zzyzx qwrtp?';
      const reply = await discord.dispatchCommand('ask', { question }).answer();
      expect(unmarked(reply)).toMatch(
        /I found nothing in the documents|Nothing in the documents clearly/,
      );
    });

    it('says what is wrong with a question that is too long', async () => {
      const discord = await stage.ready();
      const reply = await discord
        .dispatchCommand('ask', { question: 'pier '.repeat(1_000) })
        .answer();
      expect(unmarked(reply)).toMatch(/over the limit/i);
      expect(stage.warnings()).toEqual([]);
    });

    it('gives every one of many questions at once its own answer', async () => {
      const discord = await stage.ready();
      const pier = 'Why is the eastern pier closed?';
      const glacier = 'Who led the expedition to the glacier?';
      const asked = Array.from({ length: 20 }, (_, n) =>
        discord.dispatchCommand('ask', { question: n % 2 === 0 ? pier : glacier }),
      );
      const replies = await Promise.all(asked.map((each) => each.answer()));
      replies.forEach((reply, n) => {
        expect(unmarked(reply)).toContain(n % 2 === 0 ? PIER : 'Professor Ada Lindqvist');
      });
    });

    it('asks Discord for no privileged intent', async () => {
      const discord = await stage.ready();
      // Guilds, GuildMessages, DirectMessages
      expect(discord.gateway.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
    });
  });
}
