import { type APIEmbed, EmbedType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { buttonCalled, buttonsOf, readable, unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function quotes(stage: Stage): void {
  const EXACT = 'Professor Ada Lindqvist led the expedition to the glacier.';
  const NEAR = 'Professor Ada Lindqvist led the voyage to the glacier.';
  const ABSENT = 'The admiral sold every anchor before breakfast.';

  const checked = async (discord: FakeDiscord, content: string, embeds: APIEmbed[] = []) => {
    const message = discord.dispatchMessage(content, { change: { embeds } });
    const chosen = discord.dispatchMessageCommand('Check quotes', message);
    const reply = await chosen.answer();
    expect(chosen.isEphemeral).toBe(true);
    return reply;
  };

  describe('/quote', () => {
    it('says that a text stands in the documents word for word, and where, to the asker only', async () => {
      const discord = await stage.ready();
      const asked = discord.dispatchCommand('quote', { text: `“${EXACT}”` });
      const reply = await asked.answer();
      expect(asked.isEphemeral).toBe(true);
      expect(readable(reply)).toContain('**Word for word** in the documents');
      expect(readable(reply)).toContain(`> ${EXACT}\n`);
      expect(readable(reply)).toContain('`expedition.txt` · characters ');
      const pressed = discord.dispatchButton(reply, buttonCalled('Context 1', reply));
      expect(readable(await pressed.answer())).toContain('nineteen sled dogs');
    });

    it('takes the whole text for the quotation, marks in it and line ends included', async () => {
      const discord = await stage.ready();
      const text = '“its timbers are rotten. Captain \nIrma Holm” signed the order';
      const reply = await discord.dispatchCommand('quote', { text }).answer();
      expect(readable(reply)).toContain('**Not word for word**');
      const bare = text.replace(/[“”]/g, '');
      const same = await discord.dispatchCommand('quote', { text: bare }).answer();
      expect(readable(same)).toContain('**Word for word**');
    });

    it('shows which words differ from the document, with a legend', async () => {
      const discord = await stage.ready();
      const reply = await discord.dispatchCommand('quote', { text: NEAR }).answer();
      expect(readable(reply)).toContain(
        '> Professor Ada Lindqvist led the ~~voyage~~ **expedition** to the glacier\n',
      );
      expect(readable(reply)).toContain('struck through~~: only in the quotation');
      expect(buttonsOf(reply).map(({ label }) => label)).toEqual(['Context 1']);
    });

    it('says that no document holds a text, and pings nobody', async () => {
      const discord = await stage.ready();
      const text = `${ABSENT} @everyone <@223456789012345678>`;
      const reply = await discord.dispatchCommand('quote', { text }).answer();
      expect(readable(reply)).toContain('**Not found**: no document holds these words');
      expect(readable(reply)).toContain(ABSENT);
      expect(reply.embeds[0]?.description).toContain('\\@everyone \\<\\@223456789012345678\\>');
      expect(buttonsOf(reply)).toEqual([]);
    });

    it('says what to paste when there is no word in it', async () => {
      const discord = await stage.ready();
      const reply = await discord.dispatchCommand('quote', { text: '“…”' }).answer();
      expect(readable(reply)).toContain('The quotation has no word.');
    });
  });

  describe('Check quotes', () => {
    it('looks up every quotation of a message: exact, near and not found', async () => {
      const discord = await stage.ready();
      const reply = await checked(discord, `He said “${EXACT}”, “${ABSENT}” and\n> ${NEAR}`);
      expect(reply.content).toBe(
        '**3 quotations** looked up: 1 word for word, 1 nearly, 1 not found.',
      );
      expect(reply.embeds).toHaveLength(3);
      expect(readable(reply)).toMatch(
        /1\. \*\*Word for word[\s\S]*2\. \*\*Not found[\s\S]*3\. \*\*Not word/,
      );
      const context = discord.dispatchButton(reply, buttonCalled('Context 3', reply));
      expect(readable(await context.answer())).toContain(EXACT);
    });

    it('looks up ten of them, and counts the rest', async () => {
      const discord = await stage.ready();
      const many = Array.from({ length: 13 }, (_, n) => `“the expedition left number ${n}”`);
      const reply = await checked(discord, many.join(' '));
      expect(reply.content).toContain('**10 quotations** looked up');
      expect(reply.content).toContain('3 more not looked up');
      expect(reply.embeds).toHaveLength(10);
    });

    it('reads what a message shows in its embeds, and what it passes on', async () => {
      const discord = await stage.ready();
      const embed = { type: EmbedType.Rich, description: `“${EXACT}”` };
      expect(readable(await checked(discord, '', [embed]))).toContain('**Word for word**');
      const passedOn = {
        content: `“${NEAR}”`,
        ...{ attachments: [], embeds: [], mentions: [], mention_roles: [] },
        ...{ timestamp: new Date().toISOString(), edited_timestamp: null, type: 0, flags: 0 },
      };
      const { id, channel_id } = discord.dispatchMessage('Somewhere else');
      const change = {
        message_reference: { type: 1, message_id: id, channel_id },
        message_snapshots: [{ message: passedOn }],
      } as object;
      const forwarded = discord.dispatchMessage('', { change });
      const chosen = discord.dispatchMessageCommand('Check quotes', forwarded);
      expect(readable(await chosen.answer())).toContain('**Not word for word**');
    });

    it('finds the quotes of the bot’s own answers, and of nothing beside them', async () => {
      const discord = await stage.ready();
      const question = 'Who “led the expedition” to the glacier?';
      const answer = await discord.dispatchCommand('ask', { question }).answer();
      const quoted = answer.embeds.filter(({ description }) => description?.startsWith('> '));
      const chosen = discord.dispatchMessageCommand('Check quotes', answer);
      const reply = await chosen.answer();
      expect(reply.embeds).toHaveLength(quoted.length);
      expect(readable(reply)).not.toContain('Not ');
      expect(unmarked(reply)).toContain(EXACT);
    });

    it('says that a quotation is too long to be looked up', async () => {
      const discord = await stage.ready();
      const long = { type: EmbedType.Rich, description: `“${'so many words '.repeat(200)}”` };
      expect(readable(await checked(discord, '', [long]))).toContain('**Too long**');
    });

    it('says so when a message quotes nothing, and how it is used', async () => {
      const discord = await stage.ready();
      const reply = await checked(discord, 'The pier is "closed".');
      expect(reply.content).toContain('I find no quotation in this message');
      expect(reply.content).toContain('`/quote`');
    });
  });

  describe('Find sources', () => {
    const find = (discord: FakeDiscord, content: string, change: object = {}) =>
      discord.dispatchMessageCommand('Find sources', discord.dispatchMessage(content, { change }));

    it('takes a message for the question, and shows what it finds to who chose it', async () => {
      const discord = await stage.ready();
      const chosen = find(discord, 'I think Ada Lindqvist led the expedition to the glacier');
      const reply = await chosen.answer();
      expect(chosen.isEphemeral).toBe(true);
      expect(unmarked(reply)).toContain(EXACT);
      expect(unmarked(reply)).toContain('Question: I think Ada Lindqvist');
      expect(buttonsOf(reply).map(({ label }) => label)).toContain('Share');
    });

    it('keeps nothing of the message, in the records or in the log, and counts the answer', async () => {
      const discord = await stage.ready({ config: { logQuestions: true } });
      const { admin, guildId } = discord.world;
      const before = stage.records.counts();
      const reply = await find(discord, 'Where is the zebra of Ada Lindqvist?').answer();
      expect(stage.records.counts()).toEqual(before);
      await discord.dispatchButton(reply, buttonCalled('Not helpful', reply)).answer();
      const gaps = stage.records.gaps({ guildId, limit: 1_000 });
      expect(gaps.map(({ text }) => text).join()).not.toContain('zebra');
      expect(JSON.stringify(stage.log)).not.toContain('zebra');
      const status = discord.dispatchCommand('status', {}, { by: admin });
      expect(readable(await status.answer())).toMatch(/Answers: .*\b1\b/);
    });

    it('leaves mentions of the bot out of the question', async () => {
      const discord = await stage.ready();
      const { bot } = discord.world;
      // Mentioned, it answers by itself, too.
      const chosen = find(discord, `<@${bot.id}> who led the expedition to the glacier?`);
      expect(unmarked(await chosen.answer())).toContain('Question: who led the expedition');
    });

    it('cuts a message that is longer than any question at the end of a sentence', async () => {
      const discord = await stage.ready();
      const long = 'Who led the expedition to the glacier in June? '.repeat(80);
      const reply = await find(discord, long).answer();
      expect(unmarked(reply)).toContain(EXACT);
      expect(stage.warnings()).toEqual([]);
    });

    it('counts as a question against the cooldowns', async () => {
      const discord = await stage.ready({ config: { userQuestionsPerMinute: 1 } });
      await find(discord, 'Who led the expedition to the glacier?').answer();
      const second = find(discord, 'Who signed the order?');
      expect((await second.answer()).content).toContain('Please try again');
    });

    it('refuses a message without words kindly', async () => {
      const discord = await stage.ready();
      const embed = { type: EmbedType.Rich, description: 'A preview of a page' };
      for (const change of [{ embeds: [embed] }, { attachments: [] }]) {
        const chosen = find(discord, '', change);
        expect((await chosen.answer()).content).toContain('has no text that I could look up');
        expect(chosen.isEphemeral).toBe(true);
      }
    });
  });
}
