import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/discord/commands/all.js';
import type { Quality } from '../../../src/quality.js';
import { changed } from '../support/changed-service.js';
import { readable } from '../support/messages.js';
import { FACTS, type Stage } from '../support/stage.js';

export function about(stage: Stage): void {
  const MEASURED: Quality = {
    kind: 'measured',
    date: '2026-01-02',
    questionSet: 'questions.jsonl',
    questions: 240,
    hitAt1: 0.727,
    hitAt3: 0.824,
    auroc: 0.854,
    ece: 0.05,
    falselyQuoted: 0.053,
    modelFingerprint: 'f',
  };

  const aboutWith = async (change: Partial<typeof FACTS>) => {
    const discord = await stage.discord();
    await stage.bot(discord, { deps: { facts: { ...FACTS, ...change } } });
    const asked = discord.dispatchCommand('about');
    const text = readable(await asked.answer());
    expect(asked.isEphemeral).toBe(true);
    return text;
  };

  describe('/about', () => {
    it('says what the documents are, and which index and model answer', async () => {
      const text = await aboutWith({ model: 'somebody/some_model' });
      const { generation, passages } = stage.verbatim.service.about();
      expect(text).toContain(
        `Documents: 3 documents with ${passages} passages, from 1 known publisher, dated 2025-03-04 (2 undated)`,
      );
      expect(text).toMatch(new RegExp(`Index: built <t:\\d+:R> as ${generation}`));
      expect(text).toContain('Model: somebody/some_model');
      expect(text).toContain('Source code: Apache License 2.0');
    });

    it('gives the figures of the last evaluation', async () => {
      const text = await aboutWith({ quality: MEASURED });
      expect(text).toContain('Measured on 2026-01-02 with the 240 questions of `questions.jsonl`');
      expect(text).toContain('The first citation answers 73 %');
      expect(text).toContain('one of the first three 82 %');
      expect(text).toContain('5 % of those that nothing answers were presented as answered');
      expect(text).toContain('AUROC 0.85, calibration error 0.05');
    });

    it('says so when nothing was measured, or another model was', async () => {
      expect(await aboutWith({ quality: { kind: 'unknown' } })).toContain('was not measured');
      expect(await aboutWith({ quality: { kind: 'other-model' } })).toContain(
        'with another model than the one in use',
      );
    });

    it('says what is stored, as the program is set', async () => {
      const storing = await aboutWith({ retentionDays: 30 });
      expect(storing).toContain('Questions, with who asked them where and when, for 30 days.');
      const not = await aboutWith({ storesQuestions: false, retentionDays: 1 });
      expect(not).toContain('No questions and no answers.');
      expect(not).toContain(
        'Votes on answers, as the ids of message and member with yes or no, for 1 day.',
      );
    });
  });

  describe('/forget-me', () => {
    const question = { channelId: '1', text: 'Who?', kind: 'none', confidence: 0 } as const;

    it('deletes what is stored of the member, and of nobody else, and says how much', async () => {
      const discord = await stage.ready();
      const { member, admin, guildId } = discord.world;
      const at = new Date();
      const mine = stage.records.asked({ ...question, guildId, userId: member.user.id, at });
      stage.records.asked({ ...question, guildId: null, userId: member.user.id, at });
      stage.records.asked({ ...question, guildId, userId: admin.user.id, at });
      const vote = { messageId: '5', userId: member.user.id, helpful: false, at };
      expect(mine).toBeDefined();
      stage.records.voted(vote);
      const asked = discord.dispatchCommand('forget-me');
      const text = readable(await asked.answer());
      expect(asked.isEphemeral).toBe(true);
      expect(text).toContain('I have deleted 2 questions and 1 vote of yours.');
      expect(stage.records.gaps({ guildId, limit: 9 })).toMatchObject([{ text: 'Who?', times: 1 }]);
      const again = discord.dispatchCommand('forget-me', {}, { by: discord.world.addMember() });
      expect(readable(await again.answer())).toContain('I had nothing stored of you.');
      expect(JSON.stringify(stage.log)).not.toContain(member.user.id);
    });

    it('is done for a member once a minute, and tells who asks more often', async () => {
      const discord = await stage.ready();
      const forget = async (where = {}) =>
        readable(await discord.dispatchCommand('forget-me', {}, where).answer());
      expect(await forget()).toContain('nothing stored of you');
      const { member, guildId } = discord.world;
      const at = new Date();
      stage.records.asked({ ...question, guildId, userId: member.user.id, at });
      const { questions } = stage.records.counts();
      expect(await forget()).toContain('try again in a minute');
      expect(stage.records.counts().questions).toBe(questions);
      expect(await forget({ by: discord.world.addMember() })).toContain('nothing stored of you');
    });

    it('has the file written anew once for members who ask together, and never for nothing', async () => {
      const rewritten: boolean[] = [];
      const records = changed(stage.records, {
        rewrite: () => {
          const done = stage.records.rewrite();
          rewritten.push(done);
          return done;
        },
      });
      stage.records.rewrite();
      const discord = await stage.ready({ deps: { records } });
      const forget = async (members: readonly ReturnType<typeof discord.world.addMember>[]) => {
        const asked = members.map((by) => discord.dispatchCommand('forget-me', {}, { by }));
        for (const each of asked) await each.answer();
        return rewritten.splice(0).sort();
      };
      const members = Array.from({ length: 5 }, () => discord.world.addMember());
      const at = new Date();
      for (const { user } of members)
        stage.records.asked({ ...question, guildId: null, userId: user.id, at });
      expect(await forget(members)).toEqual([false, false, false, false, true]);
      expect(await forget([discord.world.addMember()])).toEqual([false]);
    });

    it('says nothing of a conversation that there was not, or that it cannot know of', async () => {
      const discord = await stage.ready();
      const { directMessages } = discord.world;
      const text = readable(await discord.dispatchCommand('forget-me').answer());
      expect(text).not.toContain('no longer refer back');
      expect(text).toContain('use `/forget-me` there, too');
      const where = { in: directMessages, by: discord.world.addMember() };
      const there = readable(await discord.dispatchCommand('forget-me', {}, where).answer());
      expect(there).not.toContain('direct messages');
    });

    it.each(['direct messages', 'a server'])(
      'drops the conversation in direct messages, from %s',
      async (place) => {
        const discord = await stage.ready();
        const { directMessages } = discord.world;
        let answers = 0;
        const say = async (text: string) => {
          discord.dispatchMessage(text, { in: directMessages });
          answers += 1;
          return readable(await discord.waitForMessage(directMessages, answers));
        };
        await say('Who led the expedition to the glacier?');
        expect(await say('What did she lead?')).toContain('understood as');
        const where = place === 'a server' ? {} : { in: directMessages };
        const text = readable(await discord.dispatchCommand('forget-me', {}, where).answer());
        expect(text).toContain('I no longer refer back to');
        answers = discord.messagesOfBot(directMessages).length;
        expect(await say('What did she lead?')).not.toContain('understood as');
      },
    );
  });

  describe('/help', () => {
    it('names every command, says how to ask and how to read an answer, on one page', async () => {
      const discord = await stage.ready();
      const asked = discord.dispatchCommand('help');
      const answer = await asked.answer();
      const text = readable(answer);
      expect(asked.isEphemeral).toBe(true);
      for (const { data } of COMMANDS) expect(text).toContain(`\`/${data.name}\` · `);
      expect(text).toContain('**Context** shows a passage');
      expect(text).toContain('the emphasis is mine');
      expect(text).toContain('“very likely the answer” from 85 %');
      expect(text).toContain('“hardly the answer” below that');
      expect(text).toContain('3 documents');
      expect(answer.components).toEqual([]);
    });
  });

  describe('commands for admins', () => {
    const ADMIN = ['reindex', 'status', 'gaps', 'settings'];

    it('are hidden from members who may not manage the server, and the others are not', async () => {
      const discord = await stage.ready();
      const manage = PermissionFlagsBits.ManageGuild.toString();
      const hidden = discord.world.commands.global
        .filter(({ default_member_permissions }) => default_member_permissions === manage)
        .map(({ name }) => name);
      expect(hidden.sort()).toEqual([...ADMIN].sort());
    });

    it.each(['status', 'gaps'])(
      'are open to the roles and members that the settings name: /%s',
      async (name) => {
        const discord = await stage.discord();
        const { world } = discord;
        const librarian = world.addMember({ roles: [world.adminRole] });
        const config = { adminRoleIds: [world.adminRole], adminUserIds: [world.member.user.id] };
        await stage.bot(discord, { config });
        for (const by of [librarian, world.member]) {
          const answer = await discord.dispatchCommand(name, {}, { by }).answer();
          expect(answer.embeds).toHaveLength(1);
        }
      },
    );
  });
}
