import { describe, expect, it } from 'vitest';
import { NOT_ADMIN } from '../../../src/discord/rendering/notices.js';
import { answer } from '../support/answers.js';
import { buttonCalled, buttonsOf, readable } from '../support/messages.js';
import { FACTS, type Stage } from '../support/stage.js';

export function gaps(stage: Stage): void {
  let clock = Date.now() - 60_000;
  const ask = (guildId: string | null, text: string, change: { helpful?: boolean } = {}) => {
    const { helpful } = change;
    clock += 1;
    const at = new Date(clock);
    const questionId = stage.records.asked({
      guildId,
      channelId: '1',
      userId: 'asker',
      text,
      kind: helpful === undefined ? 'none' : 'quoted',
      confidence: 0.5,
      at,
    }) as number;
    if (helpful !== undefined)
      stage.records.voted({
        messageId: `m${questionId}`,
        userId: 'voter',
        ...(questionId === undefined
          ? {}
          : { question: { id: questionId, guildId, channelIds: ['1'] } }),
        helpful,
        at,
      });
  };

  describe('/gaps', () => {
    it('lists what found nothing or did not help on this server, most frequent first, to the admin alone', async () => {
      const discord = await stage.ready();
      const { admin, guildId } = discord.world;
      ask(guildId, 'Who keeps the lighthouse?');
      ask(guildId, 'When does the ferry sail?');
      ask(guildId, 'when does the FERRY sail');
      ask(guildId, 'Who signed the order?', { helpful: false });
      ask(guildId, 'Who led the expedition?', { helpful: true });
      ask('another server', 'Where is the museum?');
      const asked = discord.dispatchCommand('gaps', {}, { by: admin });
      const text = readable(await asked.answer());
      expect(asked.isEphemeral).toBe(true);
      expect(text).toContain('3 questions on this server found nothing');
      expect(text).toMatch(
        /1\. when does the FERRY sail\n-# asked 2 times · nothing found 2 times · last <t:\d+:R>/,
      );
      expect(text).toMatch(/Who signed the order\?\n-# asked 1 time · not helpful to 1 member/);
      expect(text).not.toContain('expedition');
      expect(text).not.toContain('museum');
      const refused = discord.dispatchCommand('gaps');
      expect((await refused.answer()).content).toBe(NOT_ADMIN);
    });

    it('holds what was really asked and found nothing', async () => {
      const discord = await stage.discord();
      const { admin, bot } = discord.world;
      const found = answer({ kind: 'none', question: 'Which zebra won the chess tournament?' });
      const ask = async () => ({ ...found, citations: [] });
      const service = Object.assign(Object.create(stage.verbatim.service), { ask });
      await stage.bot(discord, { deps: { service } });
      discord.dispatchMessage(`<@${bot.id}> Which zebra won the chess tournament?`);
      await discord.waitForMessage();
      const text = readable(await discord.dispatchCommand('gaps', {}, { by: admin }).answer());
      expect(text).toContain('Which zebra won the chess tournament?');
    });

    it('turns pages in place, also after a restart, for admins only', async () => {
      const discord = await stage.discord();
      const first = await stage.bot(discord);
      const { admin, guildId } = discord.world;
      for (let n = 0; n < 12; n++) ask(guildId, `What is number ${n}?`);
      const listed = await discord.dispatchCommand('gaps', {}, { by: admin }).answer();
      expect(readable(listed)).toContain('page 1 of 2');
      await first.close();
      await stage.bot(discord);
      const next = discord.dispatchButton(listed, buttonCalled('Next', listed), { by: admin });
      const second = await next.answer();
      expect(readable(second)).toContain('page 2 of 2');
      expect(readable(second)).toContain('12. What is number');
      const previous = buttonCalled('Previous', second);
      const refused = await discord.dispatchButton(second, previous).answer();
      expect(readable(refused)).toContain(NOT_ADMIN);
      expect(readable(refused)).not.toContain('What is number');
    });

    it('attaches all of them as a CSV file, which another page takes away again', async () => {
      const discord = await stage.ready();
      const { admin, guildId } = discord.world;
      for (let n = 0; n < 11; n++) ask(guildId, `What, in short, is number ${n}?`);
      ask(guildId, '=HYPERLINK("http://evil.example")');
      const asked = discord.dispatchCommand('gaps', { export: true }, { by: admin });
      const listed = await asked.answer();
      const csv = discord.sentFile(listed, 'gaps.csv').toString('utf8');
      const lines = csv.split('\r\n');
      expect(lines[0]).toBe(
        '\ufeffquestion,times asked,nothing found,members not helped,last asked',
      );
      expect(lines).toHaveLength(14);
      expect(csv).toMatch(/^"What, in short, is number 3\?",1,1,0,\d{4}-\d\d-\d\dT/m);
      expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")",1`);
      expect(readable(listed)).toContain('page 1 of 2');
      const next = discord.dispatchButton(listed, buttonCalled('Next', listed), { by: admin });
      expect((await next.answer()).attachments).toEqual([]);
    });

    it('says how to have questions stored when they are not', async () => {
      const discord = await stage.discord();
      await stage.bot(discord, { deps: { facts: { ...FACTS, storesQuestions: false } } });
      const options = { export: true };
      const asked = discord.dispatchCommand('gaps', options, { by: discord.world.admin });
      const listed = await asked.answer();
      expect(readable(listed)).toContain('set `STORE_QUESTIONS=true`');
      expect(listed.attachments).toEqual([]);
    });

    it('says so when every question found something, with nothing to page through', async () => {
      const discord = await stage.ready();
      const asked = discord.dispatchCommand('gaps', { export: true }, { by: discord.world.admin });
      const listed = await asked.answer();
      expect(readable(listed)).toContain('in the last 90 days found something');
      expect(buttonsOf(listed)).toEqual([]);
      expect(listed.attachments).toEqual([]);
    });

    it('lists in direct messages what was asked there, to those whom the settings name', async () => {
      const discord = await stage.discord();
      const { member, directMessages, guildId } = discord.world;
      await stage.bot(discord, { config: { adminUserIds: [member.user.id] } });
      ask(null, 'Who painted the secret ceiling?');
      ask(guildId, 'Who painted the public ceiling?');
      const asked = discord.dispatchCommand('gaps', {}, { in: directMessages });
      const text = readable(await asked.answer());
      expect(text).toContain('in direct messages');
      expect(text).toContain('secret ceiling');
      expect(text).not.toContain('public ceiling');
    });
  });
}
