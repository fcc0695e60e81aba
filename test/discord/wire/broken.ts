import { GatewayCloseCodes } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import type { AnswerService } from '../../../src/answer/answer.js';
import {
  globallyRateLimited,
  invalidForm,
  rateLimited,
  serverError,
  threadArchived,
  unknownChannel,
} from '../../fake-discord/api-error.js';
import type { Intervention } from '../../fake-discord/api-server.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { changedService } from '../support/changed-service.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

/** discord.js asks four times before it gives a failing server up. */
const EVERY_TIME = 4;

export function broken(stage: Stage): void {
  const question = 'Who led the expedition to the glacier?';
  const MENTIONED = 'who led the expedition to the glacier?';
  const CALLBACK = { method: 'POST', path: /\/callback$/ };
  const EDIT = { method: 'PATCH', path: /@original$/ };
  const MESSAGE = { method: 'POST', path: /\/channels\/\d+\/messages$/ };

  const mention = (discord: FakeDiscord, where = {}) =>
    discord.dispatchMessage(`<@${discord.world.bot.id}> ${MENTIONED}`, where);

  /** By the end of it, what was done before has been logged. */
  async function stillAnswers(discord: FakeDiscord): Promise<void> {
    const place = discord.world.addChannel();
    discord.dispatchChannel(place);
    const where = { in: place };
    const reply = await discord.dispatchCommand('ask', { question }, where).answer();
    expect(readable(reply)).toContain('Lindqvist');
  }

  /** Runs `meanwhile` when a question has arrived, before it is answered. */
  function whileAnswering(meanwhile: () => unknown) {
    const { service } = stage.verbatim;
    let first = true;
    const ask: AnswerService['ask'] = async (asked) => {
      if (first) {
        first = false;
        await meanwhile();
        // Discord's word of it reaches the bot.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return service.ask(asked);
    };
    return { deps: { service: changedService(service, { ask }) } };
  }

  const oneFault = (fields: object) => {
    expect(stage.warnings()).toMatchObject([{ incident: expect.any(String), ...fields }]);
    return String(stage.warnings()[0]?.incident);
  };

  describe('requests that Discord does not take at once', () => {
    it.each<[string, Pick<Intervention, 'error' | 'delayMs' | 'cut'>]>([
      ['are limited on their route', { error: rateLimited(0.05) }],
      ['are limited altogether', { error: globallyRateLimited(0.05) }],
      ['meet with 500', { error: serverError(500) }],
      ['meet with 502', { error: serverError(502) }],
      ['meet with 503', { error: serverError(503) }],
      ['are answered slowly', { delayMs: 300 }],
      ['are done, and the connection breaks before the reply', { cut: true }],
    ])('and %s are answered once all the same', async (_what, trouble) => {
      const discord = await stage.ready();
      for (const request of [CALLBACK, EDIT, MESSAGE])
        discord.intervene({ ...request, ...trouble });
      const asked = discord.dispatchCommand('ask', { question });
      expect(readable(await asked.answer())).toContain('Lindqvist');
      mention(discord, { in: discord.world.directMessages });
      const { directMessages } = discord.world;
      expect(readable(await discord.waitForMessage(directMessages))).toContain('Lindqvist');
      await stillAnswers(discord);
      expect(discord.messagesOfBot(directMessages)).toHaveLength(1);
      expect(discord.messagesOfBot()).toHaveLength(1);
      expect(stage.warnings().filter(({ incident }) => incident !== undefined)).toEqual([]);
    });

    it('and whose acknowledgement was taken, and repeated all the same, are answered', async () => {
      const discord = await stage.ready();
      const asked = discord.dispatchCommand('ask', { question });
      // The first request, of whose reply the bot has not heard.
      asked.respond({ type: 5 });
      expect(readable(await asked.answer())).toContain('Lindqvist');
      expect(asked.edits).toHaveLength(1);
      expect(discord.requestsTo('POST', /\/callback$/).map(({ status }) => status)).toContain(400);
      expect(stage.warnings()).toMatchObject([{ msg: expect.stringContaining('another copy') }]);
    });

    it('and whose acknowledgement breaks behind a button change its message all the same', async () => {
      const discord = await stage.ready();
      const listed = await discord.dispatchCommand('sources').answer();
      discord.intervene({ ...CALLBACK, cut: true });
      const pressed = discord.dispatchButton(listed, '1:sources:1:on');
      await discord.changes.until('the edit', () => pressed.edits[0]);
      expect(stage.warnings()).toEqual([]);
    });

    it('and go on failing leave one line in the log and a word to the member', async () => {
      const discord = await stage.ready();
      discord.intervene({ ...EDIT, error: serverError(503), times: EVERY_TIME });
      const reply = await discord.dispatchCommand('ask', { question }).answer();
      expect(reply.content).toContain(oneFault({ status: 503 }));
      stage.log.length = 0;
      discord.intervene({ ...MESSAGE, error: serverError(500), times: EVERY_TIME });
      mention(discord, { in: discord.world.directMessages });
      const told = await discord.waitForMessage(discord.world.directMessages);
      expect(told.content).toContain(oneFault({ status: 500 }));
      await stillAnswers(discord);
    });

    it('because of a form that it refuses leave one line in the log and a word to the member', async () => {
      const discord = await stage.ready();
      const error = invalidForm('embeds.0.description', 'ODD', 'Something new');
      discord.intervene({ ...MESSAGE, error });
      mention(discord);
      const told = await discord.waitForMessage();
      expect(told.content).toContain(oneFault({ code: 50_035 }));
    });
  });

  describe('what is gone before the answer', () => {
    it('is a channel: the log has a line, and others are answered', async () => {
      const discord = await stage.discord();
      const place = discord.world.addChannel();
      await stage.bot(
        discord,
        whileAnswering(() => discord.dispatchChannelDelete(place)),
      );
      mention(discord, { in: place });
      await vi.waitFor(() => expect(stage.warnings()).toHaveLength(1));
      await stillAnswers(discord);
      oneFault({ level: 40 });
    });

    it('is a channel that Discord knows to be gone before the bot does', async () => {
      const discord = await stage.ready();
      discord.intervene({ ...MESSAGE, error: unknownChannel() });
      mention(discord);
      await vi.waitFor(() => expect(stage.warnings()).toHaveLength(1));
      await stillAnswers(discord);
      oneFault({ code: 10_003 });
    });

    it('is a thread that was locked: its channel says so, with the incident', async () => {
      const discord = await stage.ready();
      const thread = discord.dispatchThread();
      discord.intervene({ ...MESSAGE, error: threadArchived() });
      mention(discord, { in: thread });
      const told = await discord.waitForMessage();
      expect(told.content).toContain(oneFault({ code: 50_083 }));
    });

    it('is the server, which the bot was removed from', async () => {
      const discord = await stage.discord();
      const guild = discord.world.addGuild();
      const place = discord.world.addChannel({ guild });
      await stage.bot(
        discord,
        whileAnswering(() => discord.dispatchRemoval(guild)),
      );
      mention(discord, { in: place });
      await vi.waitFor(() => expect(stage.warnings()).toHaveLength(1));
      await stillAnswers(discord);
      oneFault({ level: 40 });
    });

    it('is the server, and a command used there is answered through its own token', async () => {
      const discord = await stage.discord();
      const guild = discord.world.addGuild();
      const place = discord.world.addChannel({ guild });
      await stage.bot(
        discord,
        whileAnswering(() => discord.dispatchRemoval(guild)),
      );
      const asked = discord.dispatchCommand('ask', { question }, { in: place });
      expect(readable(await asked.answer())).toContain('Lindqvist');
      await stillAnswers(discord);
      expect(stage.warnings()).toEqual([]);
    });
  });

  describe('a server in an outage', () => {
    it('is answered when it is back, and so is what was asked right before', async () => {
      const discord = await stage.discord();
      const guild = discord.world.addGuild();
      const place = discord.world.addChannel({ guild });
      await stage.bot(
        discord,
        whileAnswering(() => discord.dispatchOutage(guild)),
      );
      mention(discord, { in: place });
      expect(readable(await discord.waitForMessage(place))).toContain('Lindqvist');
      discord.dispatchGuild(guild);
      mention(discord, { in: place });
      expect(readable(await discord.waitForMessage(place, 2))).toContain('Lindqvist');
      expect(stage.warnings()).toEqual([]);
    });
  });

  describe('a connection to the gateway', () => {
    const GOING_AWAY = 1001;

    it.each([GatewayCloseCodes.UnknownError, GOING_AWAY])(
      'that is closed with %i loses no question asked before, meanwhile or after',
      async (code) => {
        const discord = await stage.discord();
        await stage.bot(
          discord,
          whileAnswering(() => discord.gateway.drop(code)),
        );
        const { channel } = discord.world;
        mention(discord);
        expect(readable(await discord.waitForMessage(channel, 1))).toContain('Lindqvist');
        discord.gateway.drop(code);
        mention(discord);
        expect(readable(await discord.waitForMessage(channel, 2))).toContain('Lindqvist');
        expect(discord.gateway.identifies).toBe(1);
      },
    );

    it.each([GatewayCloseCodes.AuthenticationFailed, GatewayCloseCodes.DisallowedIntents])(
      'that is closed with %i for good gives the reason',
      async (code) => {
        const discord = await stage.discord();
        const bot = await stage.bot(discord);
        discord.gateway.drop(code);
        expect((await bot.lost).exitCode).toBe(78);
        expect(stage.warnings()).toMatchObject([{ level: 50, code }]);
      },
    );

    it('whose session is invalid may be resumed when Discord says so, or is begun anew', async () => {
      const discord = await stage.ready();
      discord.gateway.invalidate({ resumable: true });
      await vi.waitFor(() =>
        expect(stage.log).toContainEqual(expect.objectContaining({ replayed: expect.anything() })),
      );
      // discord.js leaves 5 s between two identifies; by its clock they are over.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
      discord.gateway.invalidate({ resumable: false });
      await discord.changes.until('a new session', () =>
        discord.gateway.identifies === 2 && discord.gateway.connected ? true : undefined,
      );
      vi.useRealTimers();
      await stillAnswers(discord);
    });
  });
}
