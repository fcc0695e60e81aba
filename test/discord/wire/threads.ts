import { GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { AnswerService } from '../../../src/answer/answer.js';
import { threadArchived, threadExists } from '../../fake-discord/api-error.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { BOT_PERMISSIONS } from '../../fake-discord/people.js';
import { threadOf } from '../../fake-discord/places.js';
import { changedService, restarted } from '../support/changed-service.js';
import { unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function threads(stage: Stage): void {
  const WHO = 'who is Professor Ada Lindqvist?';
  const UNDERSTOOD = /understood as: what did .*Lindqvist lead\?/i;
  const ASK_ON = '-# Mention me in this thread to ask on';
  const inThreads = { config: { answerInThread: true } };

  const mention = (discord: FakeDiscord, text: string, where = {}) =>
    discord.dispatchMessage(`<@${discord.world.bot.id}> ${text}`, where);

  /** A question in the channel, and the thread that was begun on it, with the answer in it. */
  async function asked(discord: FakeDiscord) {
    const question = mention(discord, WHO);
    const thread = await discord.waitForThread(question);
    return { question, thread, answer: await discord.waitForMessage(thread) };
  }

  describe('answers in threads', () => {
    it('stand in a thread on the question, which has its name', async () => {
      const discord = await stage.ready(inThreads);
      const { question, thread, answer } = await asked(discord);
      expect(thread).toMatchObject({ id: question.id, name: WHO, ownerId: discord.world.bot.id });
      expect(unmarked(answer)).toContain('Lindqvist');
      expect(unmarked(answer)).toContain(ASK_ON);
      expect(unmarked(answer).split('\n').at(-1)).toContain(ASK_ON);
      expect(discord.messagesOfBot()).toEqual([]);
    });

    it('are one conversation', async () => {
      const discord = await stage.ready(inThreads);
      const { thread } = await asked(discord);
      mention(discord, 'what did she lead?', { in: thread });
      const next = unmarked(await discord.waitForMessage(thread, 2));
      expect(next).toMatch(UNDERSTOOD);
      expect(next).not.toContain(ASK_ON);
    });

    it.each(['hello there!', 'zzyzx qwrtp?'])('are not begun for “%s”', async (text) => {
      const discord = await stage.ready(inThreads);
      const question = mention(discord, text);
      const answer = await discord.waitForMessage();
      expect(answer.message_reference?.message_id).toBe(question.id);
      await discord.dispatchCommand('ask', { question: text }).answer();
      await asked(discord);
      expect(discord.requestsTo('POST', /\/threads$/)).toHaveLength(1);
    });

    it('are one conversation with what /ask is asked there, unless that is private', async () => {
      const discord = await stage.ready(inThreads);
      const { thread } = await asked(discord);
      const ask = async (more = {}) => {
        const question = { question: 'what did she lead?', ...more };
        return unmarked(await discord.dispatchCommand('ask', question, { in: thread }).answer());
      };
      expect(await ask()).toMatch(UNDERSTOOD);
      expect(await ask({ private: true })).not.toContain('understood as');
      const reply = await discord
        .dispatchCommand('ask', { question: 'who painted on the chapel wall?' }, { in: thread })
        .answer();
      discord.dispatchMessage('what did she lead?', { in: thread, replyTo: reply });
      expect(unmarked(await discord.waitForMessage(thread, 4))).toContain('understood as');
    });

    it('need no mention where the bot may read everything', async () => {
      const discord = await stage.discord({
        privilegedIntents: GatewayIntentBits.MessageContent,
      });
      await stage.bot(discord, { config: { answerInThread: true, askChannelIds: [] } });
      const { thread, answer } = await asked(discord);
      expect(unmarked(answer)).not.toContain(ASK_ON);
      discord.dispatchMessage('what did she lead?', { in: thread });
      expect(unmarked(await discord.waitForMessage(thread, 2))).toMatch(UNDERSTOOD);
    });

    it('go on after a restart from the question that the thread is on', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord, inThreads);
      const { thread } = await asked(discord);
      await before.close();
      const service = restarted(stage.verbatim.service);
      await stage.bot(discord, { ...inThreads, deps: { service } });
      mention(discord, 'what did she lead?', { in: thread });
      expect(unmarked(await discord.waitForMessage(thread, 2))).toMatch(UNDERSTOOD);
    });

    it.each([
      [true, false],
      [false, true],
    ])('are as a server is set (%s), whatever the program is', async (threads, answerInThread) => {
      const discord = await stage.ready({ config: { answerInThread } });
      stage.records.change(discord.world.guildId, { threads });
      const question = mention(discord, WHO);
      const place = threads ? await discord.waitForThread(question) : discord.world.channel;
      expect(unmarked(await discord.waitForMessage(place))).toContain('Lindqvist');
    });

    it('are not begun within threads and in direct messages', async () => {
      const discord = await stage.ready(inThreads);
      const { directMessages } = discord.world;
      const thread = discord.dispatchThread();
      mention(discord, WHO, { in: thread });
      expect(unmarked(await discord.waitForMessage(thread))).toContain('Lindqvist');
      discord.dispatchMessage(WHO, { in: directMessages });
      expect(unmarked(await discord.waitForMessage(directMessages))).toContain('Lindqvist');
      expect(discord.requestsTo('POST', /\/threads$/)).toEqual([]);
    });
  });

  describe('when no thread can be begun', () => {
    it.each([
      ['Create Public Threads', PermissionFlagsBits.CreatePublicThreads],
      ['Send Messages in Threads', PermissionFlagsBits.SendMessagesInThreads],
    ])('for lack of “%s”, the answer is a reply and the log says why', async (name, flag) => {
      const discord = await stage.discord();
      const { channel } = discord.world;
      channel.botPermissions = BOT_PERMISSIONS & ~flag;
      await stage.bot(discord, inThreads);
      const question = mention(discord, WHO);
      const answer = await discord.waitForMessage();
      expect(answer.message_reference?.message_id).toBe(question.id);
      expect(unmarked(answer)).toContain('Lindqvist');
      expect(unmarked(answer)).not.toContain(ASK_ON);
      expect(stage.warnings()).toMatchObject([{ channel: channel.id, lacking: [name] }]);
    });

    it('because somebody was quicker, the answer is a reply', async () => {
      const discord = await stage.ready(inThreads);
      discord.intervene({ method: 'POST', path: /\/threads$/, error: threadExists() });
      mention(discord, WHO);
      expect(unmarked(await discord.waitForMessage())).toContain('Lindqvist');
      expect(stage.warnings()).toMatchObject([{ code: 160_004 }]);
    });

    it('in time, the answer is a reply', async () => {
      const discord = await stage.ready({ ...inThreads, timing: { threadMs: 50 } });
      const until = discord.changes.until('the answer', () => discord.messagesOfBot()[0]);
      discord.intervene({ method: 'POST', path: /\/threads$/, until });
      const question = mention(discord, WHO);
      expect(unmarked(await until)).toContain('Lindqvist');
      const late = await discord.waitForThread(question);
      expect(discord.messagesOfBot(late)).toEqual([]);
      expect(stage.warnings()).toMatchObject([{ waitedMs: 50 }]);
    });

    it('because Discord lets no more be begun for minutes, answers are replies at once', async () => {
      const path = /^\/channels\/(\d+)\/messages\/\d+\/threads$/;
      const discord = await stage.discord({
        enforceRateLimits: [{ method: 'POST', path, limit: 1, perMs: 300_000 }],
      });
      await stage.bot(discord, inThreads);
      await asked(discord);
      for (const nth of [1, 2]) {
        const question = mention(discord, WHO);
        const reply = () => discord.messagesOfBot()[nth - 1];
        const answer = await discord.changes.until('a reply', reply, 2_000);
        expect(answer.message_reference?.message_id).toBe(question.id);
      }
      expect(discord.requestsTo('POST', path).length).toBeLessThan(3);
    });

    it('and when it is, but takes no answer, that is a reply, too', async () => {
      const discord = await stage.ready(inThreads);
      const question = mention(discord, WHO);
      const path = new RegExp(`/channels/${question.id}/messages$`);
      discord.intervene({ method: 'POST', path, error: threadExists() });
      expect(unmarked(await discord.waitForMessage())).toContain('Lindqvist');
    });
  });

  describe('an answer in a thread, when the connection breaks behind it', () => {
    async function broken(times: number) {
      const discord = await stage.ready(inThreads);
      const question = mention(discord, WHO);
      const path = new RegExp(`/channels/${question.id}/messages$`);
      discord.intervene({ method: 'POST', path, cut: true, times });
      return { discord, thread: await discord.waitForThread(question) };
    }

    it('is sent again, and stands there once', async () => {
      const { discord, thread } = await broken(1);
      await discord.waitForMessage(thread);
      const where = { in: discord.world.directMessages };
      await discord.dispatchCommand('ask', { question: WHO }, where).answer();
      expect(discord.messagesOfBot(thread)).toHaveLength(1);
      expect(discord.messagesOfBot()).toEqual([]);
      expect(stage.warnings()).toEqual([]);
    });

    it('is never repeated in the channel', async () => {
      const { discord, thread } = await broken(2);
      const told = await discord.waitForMessage();
      expect(told.content).toContain(String(stage.warnings()[0]?.incident));
      expect(discord.messagesOfBot(thread)).toHaveLength(1);
      expect(discord.messagesOfBot()).toHaveLength(1);
    });
  });

  describe('a thread for what is asked on', () => {
    const command = { question: 'Who is Professor Ada Lindqvist?' };

    it('is begun on a public answer to /ask and goes on from it, also after a restart', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord, inThreads);
      const answer = await discord.dispatchCommand('ask', command).answer();
      const thread = await discord.waitForThread(answer);
      expect(thread.name).toBe(command.question);
      expect((await discord.waitForMessage(thread)).content).toContain('Mention me');
      mention(discord, 'what did she lead?', { in: thread });
      expect(unmarked(await discord.waitForMessage(thread, 2))).toMatch(UNDERSTOOD);
      await before.close();
      const service = restarted(stage.verbatim.service);
      await stage.bot(discord, { ...inThreads, deps: { service } });
      mention(discord, 'what did she lead?', { in: thread });
      expect(unmarked(await discord.waitForMessage(thread, 3))).toMatch(UNDERSTOOD);
    });

    it('is not begun on a private one', async () => {
      const discord = await stage.ready(inThreads);
      await discord.dispatchCommand('ask', { ...command, private: true }).answer();
      await asked(discord);
      expect(discord.requestsTo('POST', /\/threads$/)).toHaveLength(1);
    });
  });

  describe('a thread that was archived meanwhile', () => {
    async function archivedWhileAsked(locked: boolean) {
      const discord = await stage.discord();
      const { service } = stage.verbatim;
      let whileAsked = () => {};
      await stage.bot(discord, {
        ...inThreads,
        deps: {
          service: changedService(service, {
            ask(question) {
              whileAsked();
              return service.ask(question);
            },
          }),
        },
      });
      const { question, thread } = await asked(discord);
      whileAsked = () => discord.archive(thread, { locked });
      mention(discord, 'what did she lead?', { in: thread });
      return { discord, question, thread };
    }

    it('is opened again by its answer', async () => {
      const { discord, thread } = await archivedWhileAsked(false);
      expect(unmarked(await discord.waitForMessage(thread, 2))).toMatch(UNDERSTOOD);
      expect(thread.thread?.archived).toBe(false);
    });

    it('and locked takes none: the channel is told, below the question, with the incident', async () => {
      const { discord, question, thread } = await archivedWhileAsked(true);
      const notice = await discord.waitForMessage();
      expect(notice.content).toContain(`The thread <#${thread.id}> was locked`);
      expect(notice.message_reference?.message_id).toBe(question.id);
      const [warning] = stage.warnings();
      expect(warning?.code).toBe(50_083);
      expect(notice.content).toContain(`incident \`${warning?.incident}\``);
      expect(discord.messagesOfBot(thread)).toHaveLength(1);
    });

    it('and locked takes no answer to /ask either: the channel is told', async () => {
      const discord = await stage.discord();
      const thread = discord.world.add(
        threadOf(discord.world.channel, { name: 'pier', ownerId: discord.world.admin.user.id }),
      );
      const { service } = stage.verbatim;
      const ask: AnswerService['ask'] = (question) => {
        discord.archive(thread, { locked: true });
        return service.ask(question);
      };
      await stage.bot(discord, { deps: { service: changedService(service, { ask }) } });
      discord.intervene({ method: 'PATCH', path: /@original$/, error: threadArchived() });
      discord.dispatchCommand('ask', { question: WHO }, { in: thread });
      const notice = await discord.waitForMessage();
      expect(notice.content).toContain(`The thread <#${thread.id}> was locked`);
      expect(notice.content).toContain(`incident \`${stage.warnings()[0]?.incident}\``);
    });
  });
}
