import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { AnswerService } from '../../../src/answer/answer.js';
import {
  ApiError,
  alreadyAcknowledged,
  cannotMessageUser,
  missingAccess,
  missingHistory,
  missingPermissions,
  rateLimited,
} from '../../fake-discord/api-error.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { BOT_PERMISSIONS } from '../../fake-discord/people.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function faults(stage: Stage): void {
  const WHO = { question: 'Who led the expedition to the glacier?' };

  const withAsk = (ask: AnswerService['ask']) => ({
    deps: { service: Object.assign(Object.create(stage.verbatim.service), { ask }) },
  });

  /** The one warning or error in the log, once it is there. */
  function theFault(discord: FakeDiscord) {
    return discord.changes.until('a fault in the log', () => stage.warnings()[0]);
  }

  /** The bot still works; and by then, whatever it did before has been logged. */
  async function stillAnswers(discord: FakeDiscord): Promise<void> {
    expect(readable(await discord.dispatchCommand('ask', WHO).answer())).toContain('Lindqvist');
  }

  describe('faults of Discord', () => {
    it('an interaction that came too late leaves a line in the log, and no work is done', async () => {
      let asked = 0;
      const { service } = stage.verbatim;
      const discord = await stage.ready(
        withAsk((question) => {
          asked += 1;
          return service.ask(question);
        }),
      );
      discord.dispatchCommand('ask', WHO, { late: true });
      await discord.waitForRequest('POST', /\/callback$/);
      await stillAnswers(discord);
      expect(asked).toBe(1);
      expect(stage.warnings()).toMatchObject([{ code: 10_062, incident: expect.any(String) }]);
    });

    it('an interaction that another copy acknowledged is left to it', async () => {
      const discord = await stage.ready();
      discord.intervene({ method: 'POST', path: /\/callback$/, error: alreadyAcknowledged() });
      discord.dispatchCommand('ask', WHO);
      await discord.waitForRequest('POST', /\/callback$/);
      await stillAnswers(discord);
      expect(stage.warnings()).toMatchObject([{ code: 40_060 }]);
      expect(stage.warnings()[0]?.msg).toContain('another copy');
    });

    it('a question deleted before its answer gets none', async () => {
      const { service } = stage.verbatim;
      const discord = await stage.discord();
      const { channel, bot } = discord.world;
      const ask: AnswerService['ask'] = async (question) => {
        if (question.text.includes('delete')) channel.messages.clear();
        return service.ask(question);
      };
      await stage.bot(discord, withAsk(ask));
      discord.dispatchMessage(`<@${bot.id}> who led the expedition? I will delete this`);
      await discord.waitForRequest('POST', /\/messages$/);
      await stillAnswers(discord);
      expect(stage.warnings()).toMatchObject([
        { code: 50_035, msg: 'answer to a message failed: the message was deleted' },
      ]);
      expect(discord.messagesOfBot()).toHaveLength(1);
    });

    it('an answer that a moderator deleted while it was thought about is let go', async () => {
      const { service } = stage.verbatim;
      const discord = await stage.discord();
      let deleteIt = true;
      const ask: AnswerService['ask'] = async (question) => {
        if (deleteIt) discord.world.channel.messages.clear();
        deleteIt = false;
        return service.ask(question);
      };
      await stage.bot(discord, withAsk(ask));
      discord.dispatchCommand('ask', WHO);
      await discord.waitForRequest('PATCH', /@original$/);
      await stillAnswers(discord);
      expect(stage.warnings()).toMatchObject([{ code: 10_008 }]);
    });

    it('a channel where it may show no embeds is told which permission is missing', async () => {
      const discord = await stage.ready();
      const { channel, bot } = discord.world;
      channel.refusal = ({ embeds }) => (embeds?.length ? missingPermissions() : undefined);
      discord.dispatchMessage(`<@${bot.id}> who led the expedition to the glacier?`);
      expect((await discord.waitForMessage()).content).toContain('Embed Links');
      expect(stage.warnings()).toMatchObject([{ code: 50_013 }]);
    });

    it.each(['ViewChannel', 'SendMessages'] as const)(
      'a channel in which it lacks “%s” is sent nothing, and the log says so once',
      async (name) => {
        const discord = await stage.ready();
        const { channel, bot } = discord.world;
        discord.permit(channel, BOT_PERMISSIONS & ~PermissionFlagsBits[name]);
        for (let n = 0; n < 3; n += 1) {
          const by = discord.world.addMember();
          discord.dispatchMessage(`<@${bot.id}> who led the expedition to the glacier?`, { by });
        }
        const { directMessages } = discord.world;
        discord.dispatchMessage('who led the expedition?', { in: directMessages });
        expect(readable(await discord.waitForMessage(directMessages))).toContain('Lindqvist');
        expect(discord.requests.filter(({ status }) => status === 403)).toEqual([]);
        const lacking = [name.replace(/\B[A-Z]/, ' $&')];
        expect(stage.warnings()).toMatchObject([{ channel: channel.id, lacking }]);
      },
    );

    it('a channel in which it lacks “Embed Links” is told at once, and each member once', async () => {
      let asked = 0;
      const discord = await stage.ready(
        withAsk((question) => {
          asked += 1;
          return stage.verbatim.service.ask(question);
        }),
      );
      const { channel, bot } = discord.world;
      discord.permit(channel, BOT_PERMISSIONS & ~PermissionFlagsBits.EmbedLinks);
      const mention = (by = discord.world.member) =>
        discord.dispatchMessage(`<@${bot.id}> who led the expedition?`, { by });
      for (let n = 0; n < 3; n += 1) mention();
      mention(discord.world.admin);
      const told = await discord.waitForMessage(channel, 2);
      expect(told.content).toContain('“Embed Links”');
      await stillAnswers(discord);
      expect(asked).toBe(1);
      expect(discord.messagesOfBot()).toHaveLength(3);
      expect(discord.requests.filter(({ status }) => status === 403)).toEqual([]);
    });

    it('a channel whose history it may not read gets the answer without a reference', async () => {
      const discord = await stage.ready();
      const { channel, bot } = discord.world;
      channel.refusal = (body) => (body.message_reference ? missingHistory() : undefined);
      discord.dispatchMessage(`<@${bot.id}> who led the expedition to the glacier?`);
      const reply = await discord.waitForMessage();
      expect(readable(reply)).toContain('Lindqvist');
      expect(reply.message_reference).toBeUndefined();
      expect(stage.warnings()).toEqual([]);
    });

    it.each([
      ['the channel may not be seen', missingAccess],
      ['nothing may be sent in the channel', missingPermissions],
    ])('when %s, the log says so', async (_what, error) => {
      const discord = await stage.ready();
      const { channel, bot } = discord.world;
      channel.refusal = error;
      discord.dispatchMessage(`<@${bot.id}> who led the expedition to the glacier?`);
      await discord.waitForRequest('POST', /\/messages$/);
      await stillAnswers(discord);
      expect(stage.warnings()).toHaveLength(1);
      expect(stage.warnings()[0]?.code).toBe(error().code);
    });

    it('a member who takes no direct messages leaves a line in the log', async () => {
      const discord = await stage.ready();
      const { directMessages } = discord.world;
      directMessages.refusal = cannotMessageUser;
      discord.dispatchMessage('who led the expedition to the glacier?', { in: directMessages });
      await discord.waitForRequest('POST', /\/messages$/);
      await stillAnswers(discord);
      expect(stage.warnings()).toMatchObject([{ code: 50_007 }]);
    });

    it('choices that come too late are let go', async () => {
      const discord = await stage.ready();
      const error = new ApiError(404, 10_062, 'Unknown interaction');
      discord.intervene({ method: 'POST', path: /\/callback$/, error });
      discord.dispatchAutocomplete('source', 'document', 'a');
      await discord.waitForRequest('POST', /\/callback$/);
      await stillAnswers(discord);
      expect(stage.warnings()).toMatchObject([{ code: 10_062 }]);
    });

    it('a command of an older version is declined kindly', async () => {
      const discord = await stage.ready();
      const [known] = discord.world.commands.global;
      discord.world.commands.global.push({ ...known, name: 'oracle' } as never);
      const asked = discord.dispatchCommand('oracle');
      expect((await asked.answer()).content).toContain('do not know this command any more');
      expect(asked.isEphemeral).toBe(true);
    });

    it('a rate limit is waited for', async () => {
      const discord = await stage.ready();
      discord.intervene({ method: 'PATCH', path: /@original$/, error: rateLimited(0.05) });
      await stillAnswers(discord);
      expect(discord.requestsTo('PATCH', /@original$/).map(({ status }) => status)).toEqual([
        429, 200,
      ]);
    });

    it('a request that fails with 502 is tried again', async () => {
      const discord = await stage.ready();
      const error = new ApiError(502, 0, 'Bad Gateway');
      discord.intervene({ method: 'PATCH', path: /@original$/, error });
      await stillAnswers(discord);
      expect(stage.warnings()).toEqual([]);
    });
  });

  describe('defects of the program', () => {
    const broken = () =>
      withAsk(async ({ text }) => {
        throw new TypeError(`cannot answer "${text}"`);
      });

    it('tell the asker the incident under which the log has them, and nothing of the question', async () => {
      const discord = await stage.ready(broken());
      const reply = await discord.dispatchCommand('ask', WHO).answer();
      const { incident, level } = await theFault(discord);
      expect(level).toBe(50);
      expect(reply.content).toContain(String(incident));
      expect(JSON.stringify(stage.log)).not.toContain('glacier');
      expect(stage.warnings()).toHaveLength(1);
    });

    it('answer a mention with the incident, too', async () => {
      const discord = await stage.ready(broken());
      discord.dispatchMessage(`<@${discord.world.bot.id}> who led the expedition to the glacier?`);
      const reply = await discord.waitForMessage();
      expect(reply.content).toContain(String((await theFault(discord)).incident));
      expect(JSON.stringify(stage.log)).not.toContain('glacier');
    });

    it('behind a button leave the message as it was and tell the presser alone', async () => {
      const documents = () => {
        throw new Error('no list');
      };
      const discord = await stage.discord();
      const first = await stage.bot(discord);
      const listed = await discord.dispatchCommand('sources').answer();
      await first.close();
      const service = Object.assign(Object.create(stage.verbatim.service), { documents });
      await stage.bot(discord, { deps: { service } });
      const pressed = discord.dispatchButton(listed, '1:sources:1:on');
      const notice = await pressed.followup();
      expect(notice.content).toContain(String((await theFault(discord)).incident));
      expect((notice.flags ?? 0) & 64).toBe(64);
      expect(pressed.edits).toEqual([]);
    });
  });
}
