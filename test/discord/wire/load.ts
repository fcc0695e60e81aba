import { MessageFlags } from 'discord-api-types/v10';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AnswerService } from '../../../src/answer/answer.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import type { FakeInteraction } from '../../fake-discord/interactions.js';
import { changedService } from '../support/changed-service.js';
import { readable } from '../support/messages.js';
import type { BotOptions, Stage } from '../support/stage.js';

/** What Discord waits for an acknowledgement. */
const DEADLINE_MS = 3_000;
/** A machine with other work is slow; that is no fault of the bot's. */
const PATIENCE_MS = 60_000;

export function load(stage: Stage): void {
  const question = 'Who led the expedition to the glacier?';
  const MENTIONED = 'who led the expedition to the glacier?';

  async function ready(options?: BotOptions): Promise<FakeDiscord> {
    const discord = await stage.ready(options);
    discord.changes.patienceMs = PATIENCE_MS;
    return discord;
  }

  const withAsk = (ask: AnswerService['ask']) => ({
    service: changedService(stage.verbatim.service, { ask }),
  });

  /** A service that answers nothing before it is told to. */
  function held() {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ask: AnswerService['ask'] = async (asked) => {
      await until;
      return stage.verbatim.service.ask(asked);
    };
    return { deps: withAsk(ask), release: () => release() };
  }

  /** A few that are asked about, and enough others that indexing takes longer than acknowledging. */
  function roomOf(room: number, edition: string): string {
    if (room < 4) return `In the ${edition} edition the keeper counts ${room} lamps.\n`;
    const lines = Array.from({ length: 40 }, (_, n) => `Shelf ${n} holds the ${room}th barrel.`);
    return `${lines.join('\n\n')}\n`;
  }

  async function inTime(asked: readonly FakeInteraction[]): Promise<void> {
    for (const interaction of asked) {
      expect(readable(await interaction.answer())).toContain('Lindqvist');
      expect(interaction.acknowledgedAfterMs).toBeLessThan(DEADLINE_MS);
    }
  }

  const askAs = (discord: FakeDiscord, count: number) =>
    Array.from({ length: count }, () =>
      discord.dispatchCommand('ask', { question }, { by: discord.world.addMember() }),
    );

  async function status(discord: FakeDiscord): Promise<string> {
    const by = discord.world.admin;
    return readable(await discord.dispatchCommand('status', {}, { by }).answer());
  }

  describe('many questions', () => {
    it('of 200 members at once are all acknowledged in time, and answered', async () => {
      const discord = await ready();
      await inTime(askAs(discord, 200));
      expect(stage.warnings().filter(({ incident }) => incident !== undefined)).toEqual([]);
      expect(stage.warnings().length).toBeLessThan(10);
    }, 120_000);

    it('of 200 while everything is indexed anew are acknowledged before that is over, and each answered from one index', async () => {
      const EDITIONS = ['amber', 'cobalt'];
      const rooms = Array.from({ length: 40 }, (_, n) => `lamps/room-${n}.txt`);
      const write = (edition = '') =>
        Promise.all(rooms.map((name, n) => stage.folder.write(name, roomOf(n, edition))));
      onTestFinished(async () => {
        for (const name of rooms) await stage.folder.remove(name);
        await stage.verbatim.reindex({ full: false });
      });
      const config = { channelQuestionsPerMinute: 1_000 };
      const discord = await ready({ config });
      const { admin } = discord.world;
      const reindex = () => discord.dispatchCommand('reindex', { full: true }, { by: admin });
      await write(EDITIONS[0]);
      await reindex().outcome();
      await write(EDITIONS[1]);
      const run = reindex();
      await run.acknowledged();
      const lamps = { question: 'How many lamps does the keeper count?' };
      const ask = () => discord.dispatchCommand('ask', lamps, { by: discord.world.addMember() });
      const asked = Array.from({ length: 200 }, ask);
      expect(readable(await run.outcome())).toMatch(/[1-9]\d* embedded, 0 reused/);
      const over = run.edits.at(-1);
      expect(stage.warnings().filter(({ incident }) => incident !== undefined)).toEqual([]);
      const last = ask();
      for (const interaction of [...asked, last]) {
        const text = readable(await interaction.answer());
        expect(EDITIONS.filter((edition) => text.includes(edition))).toHaveLength(1);
        expect(interaction.acknowledgedAfterMs).toBeLessThan(DEADLINE_MS);
      }
      expect(readable(await last.answer())).toContain(EDITIONS[1]);
      const acknowledged = asked.map(
        ({ sentAt, acknowledgedAfterMs = Number.NaN }) => sentAt + acknowledgedAfterMs,
      );
      expect(Math.max(...acknowledged)).toBeLessThan(over ?? 0);
    }, 120_000);

    it('of one member delay another’s by few: members take turns', async () => {
      const { service } = stage.verbatim;
      const served: string[] = [];
      const ask: AnswerService['ask'] = async (asked) => {
        served.push(asked.text);
        return service.ask(asked);
      };
      const discord = await ready({
        deps: withAsk(ask),
        config: { userQuestionsPerMinute: 1_000 },
      });
      const { bot } = discord.world;
      const other = discord.world.addMember();
      const many = Array.from({ length: 100 }, () => discord.dispatchCommand('ask', { question }));
      discord.dispatchMessage(`<@${bot.id}> ${MENTIONED}`, { by: other });
      await discord.waitForMessage(discord.world.channel, 101);
      for (const asked of many) await asked.answer();
      expect(served).toHaveLength(101);
      expect(served.indexOf(MENTIONED)).toBeLessThan(20);
    }, 120_000);

    it('past the queue’s bound are refused politely, and none is lost', async () => {
      const { deps, release } = held();
      const discord = await ready({ deps, config: { queueLimit: 5 } });
      const asked = askAs(discord, 12);
      const { bot, channel } = discord.world;
      discord.dispatchMessage(`<@${bot.id}> ${MENTIONED}`, { by: discord.world.addMember() });
      const refused = asked.slice(5);
      for (const interaction of refused) {
        expect((await interaction.answer()).content).toContain('ask again in a minute');
        expect(interaction.isEphemeral).toBe(true);
      }
      const mentioned = () =>
        discord.messagesOfBot(channel).find((sent) => sent.message_reference !== undefined);
      const told = await discord.changes.until('a reply to the mention', mentioned);
      expect(told.content).toContain('ask again in a minute');
      release();
      await inTime(asked.slice(0, 5));
      await vi.waitFor(async () => expect(await status(discord)).toContain('Queue: 0 of 5 places'));
      await inTime(askAs(discord, 5));
    });

    it('past the queue’s bound get one reply, however often a member mentions the bot', async () => {
      const { deps, release } = held();
      const discord = await stage.ready({ deps, config: { queueLimit: 1 } });
      const [first] = askAs(discord, 1);
      await first?.acknowledged();
      const { bot, channel } = discord.world;
      for (let n = 0; n < 5; n += 1) discord.dispatchMessage(`<@${bot.id}> ${MENTIONED}`);
      const by = discord.world.addMember();
      discord.dispatchMessage(`<@${bot.id}> ${MENTIONED}`, { by });
      await discord.waitForMessage(channel, 3);
      release();
      if (first !== undefined) await inTime([first]);
      const contents = discord.messagesOfBot().map(({ content }) => content);
      expect(contents.filter((content) => content.includes('ask again in a minute'))).toHaveLength(
        2,
      );
    });
  });

  describe('answers that Discord does not take', () => {
    const MESSAGE = { method: 'POST', path: /\/channels\/\d+\/messages$/ };

    /** A Discord that takes no message before it is told to. */
    async function stuck(queueLimit = 1_000) {
      const discord = await stage.ready({ config: { queueLimit } });
      let release = () => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      discord.intervene({ ...MESSAGE, until });
      const mention = (by = discord.world.addMember()) =>
        discord.dispatchMessage(`<@${discord.world.bot.id}> ${MENTIONED}`, { by });
      return { discord, mention, release: () => release() };
    }

    it('keep their places in the queue, as /status shows', async () => {
      const { discord, mention, release } = await stuck(3);
      for (let n = 0; n < 3; n += 1) mention();
      const by = discord.world.addMember();
      await vi.waitFor(async () => expect(await status(discord)).toContain('Queue: 3 of 3 places'));
      const refused = await discord.dispatchCommand('ask', { question }, { by }).answer();
      expect(refused.content).toContain('ask again in a minute');
      release();
      await discord.waitForMessage(discord.world.channel, 3);
      await vi.waitFor(async () => expect(await status(discord)).toContain('Queue: 0 of 3 places'));
    });

    it('are few: a crowded channel is told so, once a member, and no other is', async () => {
      const { discord, mention, release } = await stuck();
      const { channel, directMessages } = discord.world;
      for (let n = 0; n < 20; n += 1) mention();
      const late = discord.world.addMember();
      for (let n = 0; n < 3; n += 1) mention(late);
      mention();
      discord.dispatchMessage(MENTIONED, { in: directMessages });
      expect(readable(await discord.waitForMessage(directMessages))).toContain('Lindqvist');
      expect(await status(discord)).toContain('Queue: 20 of');
      for (let n = 0; n < 50; n += 1) mention();
      await vi.waitFor(async () => expect(await status(discord)).toContain('54 refused'));
      release();
      await discord.waitForMessage(channel, 40);
      await discord.dispatchCommand('ask', { question }, { by: late }).answer();
      const told = discord.messagesOfBot().map(readable);
      expect(told.filter((text) => text.includes('Lindqvist'))).toHaveLength(21);
      expect(told.filter((text) => text.includes('wait for this channel'))).toHaveLength(20);
    });
  });

  describe('the cooldown', () => {
    const AGAIN = /try again <t:\d+:R>/;

    it('of a member says when to ask again, to that member only', async () => {
      const discord = await ready({ config: { userQuestionsPerMinute: 2 } });
      const ask = () => discord.dispatchCommand('ask', { question }).answer();
      expect(readable(await ask())).toContain('Lindqvist');
      expect(readable(await ask())).toContain('Lindqvist');
      const refused = await ask();
      expect(refused.content).toMatch(AGAIN);
      expect((refused.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
      const by = discord.world.addMember();
      const others = discord.dispatchCommand('ask', { question }, { by });
      expect(readable(await others.answer())).toContain('Lindqvist');
    });

    it('of a channel holds for all its members, and for no other channel', async () => {
      const discord = await ready({ config: { channelQuestionsPerMinute: 1 } });
      const elsewhere = discord.world.addChannel();
      discord.dispatchChannel(elsewhere);
      const ask = (where: object) => discord.dispatchCommand('ask', { question }, where).answer();
      expect(readable(await ask({}))).toContain('Lindqvist');
      const by = discord.world.addMember();
      expect((await ask({ by })).content).toMatch(/^This channel .*try again <t:\d+:R>/);
      expect(readable(await ask({ by, in: elsewhere }))).toContain('Lindqvist');
    });

    it('is told once to a member who goes on mentioning the bot, with questions or without', async () => {
      const discord = await ready({ config: { userQuestionsPerMinute: 1 } });
      const { bot, channel } = discord.world;
      for (let n = 0; n < 6; n += 1) discord.dispatchMessage(`<@${bot.id}> ${MENTIONED}`);
      for (let n = 0; n < 6; n += 1) discord.dispatchMessage(`<@${bot.id}>`);
      const by = discord.world.addMember();
      discord.dispatchMessage(`<@${bot.id}> ${MENTIONED}`, { by });
      await discord.waitForMessage(channel, 3);
      const asked = discord.dispatchCommand('ask', { question }, { by: discord.world.addMember() });
      await asked.answer();
      const contents = discord.messagesOfBot().map(({ content }) => content);
      expect(contents.filter((content) => AGAIN.test(content))).toHaveLength(1);
      expect(contents).toHaveLength(4);
    });
  });
}
