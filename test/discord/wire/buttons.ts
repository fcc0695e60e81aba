import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, describe, expect, it } from 'vitest';
import type { Vote } from '../../../src/records/records.js';
import { openRecords } from '../../../src/records/sqlite.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { BOT_PERMISSIONS, MEMBER_PERMISSIONS } from '../../fake-discord/people.js';
import { pingsNobody, type SentMessage } from '../../fake-discord/pings.js';
import { changed, restarted } from '../support/changed-service.js';
import { buttonCalled, buttonsOf, readable, unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function buttons(stage: Stage): void {
  const WHO = { question: 'Who led the expedition to the glacier?' };
  const LED = 'Professor Ada Lindqvist led the expedition to the glacier.';
  const labels = (message: SentMessage) => buttonsOf(message).map(({ label }) => label);
  const press = (discord: FakeDiscord, label: string, message: SentMessage, where = {}) =>
    discord.dispatchButton(message, buttonCalled(label, message), where);

  describe('an answer', () => {
    it('shows the words that answer in bold', async () => {
      const discord = await stage.ready();
      expect(readable(await discord.dispatchCommand('ask', WHO).answer())).toMatch(
        /> .*\*\*.*Ada Lindqvist\*\* led the expedition/,
      );
    });

    it('has at most two rows of buttons, in public without Share', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      expect(answer.components?.length).toBeLessThanOrEqual(2);
      expect(labels(answer)).toContain('Context 1');
      expect(labels(answer).slice(-2)).toEqual(['Helpful', 'Not helpful']);
      expect(labels(answer)).not.toContain('Share');
    });
  });

  describe('the Context of a passage', () => {
    it('leads to what stands before and behind it, as far as there is something', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      const shown = await press(discord, 'Context 1', answer).answer();
      const pages = buttonsOf(shown).filter(({ custom_id }) => custom_id.startsWith('1:page:'));
      expect(pages.map(({ label }) => label)).toEqual(['Earlier', 'Later']);
      for (const { custom_id } of pages)
        expect(custom_id).toMatch(/^1:page:[0-9a-f]{16}\.[0-9a-f]{8}:@\d+$/);
    });
  });

  describe('More passages', () => {
    const SENTENCES = [
      'The ferry to the island of Hven sails every hour.',
      'Cyclists board the Hven ferry first and pay half.',
      'A painter watched the ferry leave the island of Hven at dawn.',
      'No ferry reached the island of Hven during the great storm.',
      'The island of Hven paid for a second ferry out of its taxes.',
      'Children steer the old ferry at Hven on midsummer day.',
      'Whoever misses the last ferry sleeps in the inn of Hven.',
      'An astronomer had the ferry of Hven fetch his instruments.',
    ];
    const more = Object.fromEntries(
      SENTENCES.map((text, n) => [`ferries/${n}.txt`, `Ferry note ${n}\n\n${text}\n`]),
    );
    const question = { question: 'What is known of the ferry to the island of Hven?' };
    const remove = () => Promise.all(Object.keys(more).map((name) => stage.folder.remove(name)));
    afterAll(async () => {
      const isThere = await remove().catch(() => false);
      if (isThere) await stage.verbatim.reindex();
    });

    it('shows what comes next, to the presser only, each with its context, also after a restart', async () => {
      for (const [name, text] of Object.entries(more)) await stage.folder.write(name, text);
      await stage.verbatim.reindex();
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      const answer = await discord.dispatchCommand('ask', question).answer();
      await before.close();
      await stage.bot(discord);
      const pressed = press(discord, 'More passages', answer);
      const shown = await pressed.answer();
      expect(pressed.isEphemeral).toBe(true);
      const passages = readable(shown).match(/^> .*Hven.*$/gm) ?? [];
      expect(passages.length).toBeGreaterThan(0);
      for (const passage of passages) expect(unmarked(answer)).not.toContain(passage);
      const context = await press(discord, 'Context 1', shown).answer();
      expect(readable(context)).toContain(passages[0]);
    });

    it('says kindly when the documents have changed since', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', question).answer();
      await remove();
      await stage.verbatim.reindex();
      expect(readable(await press(discord, 'More passages', answer).answer())).toContain(
        'The documents have changed since this answer',
      );
    });

    it('asks to ask again when it is of another version', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      const pressed = discord.dispatchButton(answer, '1:more:nonsense');
      expect(readable(await pressed.answer())).toContain('older version');
    });
  });

  describe('Share', () => {
    const privately = { ...WHO, private: true };

    it('posts a private answer for all, with the name of who shared it, and is then disabled', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      const { member } = discord.world;
      const answer = await discord.dispatchCommand('ask', privately).answer();
      await before.close();
      await stage.bot(discord, { deps: { service: restarted(stage.verbatim.service) } });
      const pressed = press(discord, 'Share', answer);
      const posted = await discord.waitForMessage();
      expect(posted.content).toBe(`-# Shared by <@${member.user.id}>`);
      expect((posted.flags ?? 0) & MessageFlags.Ephemeral).toBe(0);
      expect(pingsNobody(posted.pings)).toBe(true);
      expect(posted.embeds).toMatchObject(
        answer.embeds.map(({ description, color }) => ({ description, color })),
      );
      expect(labels(posted)).toEqual(labels(answer).filter((label) => label !== 'Share'));
      const after = await pressed.answer();
      expect(unmarked(after)).toContain(LED);
      expect(buttonsOf(after).filter(({ disabled }) => disabled)).toMatchObject([
        { label: 'Share' },
      ]);
      expect(labels(after)).toEqual(labels(answer));
      discord.dispatchMessage('and what else did she lead?', { replyTo: posted });
      expect(unmarked(await discord.waitForMessage(discord.world.channel, 2))).toContain(
        'understood as: ',
      );
    });

    it('is posted once, however often it is pressed, and when the connection breaks', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', privately).answer();
      discord.intervene({ method: 'POST', path: /\/channels\/\d+\/messages$/, cut: true });
      const pressed = [1, 2, 3].map(() => press(discord, 'Share', answer));
      for (const each of pressed) await each.answer();
      expect(discord.messagesOfBot().filter(({ flags }) => !flags)).toHaveLength(1);
      expect(stage.warnings()).toEqual([]);
    });

    it('is only for members who may write here', async () => {
      const discord = await stage.ready();
      const by = discord.world.addMember({
        permissions: MEMBER_PERMISSIONS & ~PermissionFlagsBits.SendMessages,
      });
      const answer = await discord.dispatchCommand('ask', privately, { by }).answer();
      const pressed = press(discord, 'Share', answer, { by });
      expect((await pressed.answer()).content).toContain('Only members who may write');
      expect(pressed.isEphemeral).toBe(true);
      expect(discord.messagesOfBot().filter(({ content }) => content !== '')).toEqual([]);
    });

    it('names the permission that the bot would need', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', privately).answer();
      const { channel } = discord.world;
      discord.permit(channel, BOT_PERMISSIONS & ~PermissionFlagsBits.SendMessages);
      const { content } = await press(discord, 'Share', answer).answer();
      expect(content).toContain('“Send Messages”');
    });

    it('is not there in direct messages, where there is nobody to share with', async () => {
      const discord = await stage.ready();
      const where = { in: discord.world.directMessages };
      const answer = await discord.dispatchCommand('ask', privately, where).answer();
      expect(labels(answer)).not.toContain('Share');
    });
  });

  describe('votes', () => {
    /** A bot whose records note the votes, too. */
    async function voting(options: { readonly storeQuestions: boolean }) {
      const folder = `${stage.folder.data}-votes-${options.storeQuestions}`;
      const records = openRecords({ folder, retentionDays: 90, ...options });
      const votes: Vote[] = [];
      const noting = changed(records, {
        voted: (vote: Vote) => {
          votes.push(vote);
          return records.voted(vote);
        },
      });
      const discord = await stage.discord();
      await stage.bot(discord, { deps: { records: noting } });
      return { discord, votes, records };
    }

    it('are recorded with the question and thanked for privately', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      const { guildId, member, admin } = discord.world;
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      await before.close();
      await stage.bot(discord);
      const counts = stage.records.counts();
      const pressed = press(discord, 'Not helpful', answer, { by: member });
      const thanks = (await pressed.answer()).content;
      expect(pressed.isEphemeral).toBe(true);
      expect(thanks).toMatch(/Thank you.*admins see that this question/);
      expect(stage.records.counts().notHelpful).toBe(counts.notHelpful + 1);
      const [gap] = stage.records.gaps({ guildId, limit: 5 });
      expect(gap).toMatchObject({ text: WHO.question, notHelpful: 1 });

      expect((await press(discord, 'Helpful', answer, { by: member }).answer()).content).toContain(
        'Thank you',
      );
      await press(discord, 'Helpful', answer, { by: admin }).answer();
      expect(stage.records.counts()).toMatchObject({
        helpful: counts.helpful + 2,
        notHelpful: counts.notHelpful,
      });
    });

    it('on an answer in a thread count for the question that was asked above it', async () => {
      const discord = await stage.discord();
      const { guildId, bot } = discord.world;
      await stage.bot(discord, { config: { answerInThread: true } });
      const question = 'who led the expedition to the glacier, if a thread may say so?';
      const asked = discord.dispatchMessage(`<@${bot.id}> ${question}`);
      const thread = await discord.changes.until('a thread', () =>
        discord.world.channels.get(asked.id),
      );
      const answer = await discord.waitForMessage(thread);
      await press(discord, 'Not helpful', answer).answer();
      const gaps = stage.records.gaps({ guildId, limit: 1_000 });
      expect(gaps).toContainEqual(expect.objectContaining({ text: question, notHelpful: 1 }));
    });

    it('on an answer from before the records were begun anew fall to no question of another channel', async () => {
      const discord = await stage.discord();
      const { guildId, member } = discord.world;
      const elsewhere = discord.world.addChannel();
      await stage.bot(discord);
      const answer = await discord.dispatchCommand('ask', WHO, { in: elsewhere }).answer();
      const other = { guildId, channelId: '7', userId: member.user.id, text: 'Secret?' };
      const at = new Date();
      const id = stage.records.asked({ ...other, kind: 'quoted', confidence: 1, at });
      const counts = stage.records.counts();
      await discord.dispatchButton(answer, `1:vote:no:${id}`).answer();
      expect(stage.records.counts().notHelpful).toBe(counts.notHelpful + 1);
      const gaps = stage.records.gaps({ guildId, limit: 1_000 });
      expect(gaps.map(({ text }) => text)).not.toContain('Secret?');
    });

    it('on questions that are not stored count without them, and say so', async () => {
      const { discord, votes, records } = await voting({ storeQuestions: false });
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      const { content } = await press(discord, 'Not helpful', answer).answer();
      expect(content).toContain('this one is not stored');
      expect(votes).toMatchObject([{ messageId: answer.id, helpful: false }]);
      expect(votes[0]).not.toHaveProperty('question');
      records.close();
    });

    it('below an answer that found nothing can only be that it did not help', async () => {
      const discord = await stage.ready();
      const lost = { ...WHO, after: '2999-01-01' };
      const answer = await discord.dispatchCommand('ask', lost).answer();
      expect(labels(answer)).toEqual(['Not helpful']);
    });

    it('are not asked for below small talk', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', { question: 'hello!' }).answer();
      expect(labels(answer)).toEqual([]);
    });

    it.each(['1:vote:maybe:1', '1:vote:yes:x', '1:vote'])(
      'of another version are declined: %s',
      async (id) => {
        const discord = await stage.ready();
        const answer = await discord.dispatchCommand('ask', WHO).answer();
        expect(readable(await discord.dispatchButton(answer, id).answer())).toContain(
          'older version',
        );
      },
    );
  });
}
