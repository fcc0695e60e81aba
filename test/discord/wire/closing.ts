import { describe, expect, it, vi } from 'vitest';
import type { AnswerService } from '../../../src/answer/answer.js';
import type { BotDeps } from '../../../src/discord/context.js';
import { changedService } from '../support/changed-service.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

/** Handlers at work at once. */
const AT_ONCE = 8;

export function closing(stage: Stage): void {
  const question = 'Who led the expedition to the glacier?';
  const RESTARTED = /I am being restarted/;

  /** A bot whose places at work are all taken by `/ask`, until it is told to answer. */
  async function busy() {
    const { service } = stage.verbatim;
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = 0;
    const ask: AnswerService['ask'] = async (asked) => {
      begun += 1;
      await until;
      return service.ask(asked);
    };
    const discord = await stage.discord();
    const deps = { service: changedService(service, { ask }) };
    const bot = await stage.bot(discord, { deps, timing: { closeMs: 5_000 } });
    const listed = await discord.dispatchCommand('sources').answer();
    const askIt = () =>
      discord.dispatchCommand('ask', { question }, { by: discord.world.addMember() });
    const mention = (by = discord.world.addMember()) =>
      discord.dispatchMessage(`<@${discord.world.bot.id}> ${question}`, { by });
    const atWork = Array.from({ length: AT_ONCE }, askIt);
    await vi.waitFor(() => expect(begun).toBe(AT_ONCE));
    return { discord, bot, listed, askIt, mention, atWork, release: () => release() };
  }

  describe('a bot that is stopped', () => {
    it('tells who waits to ask again, and answers what is at work', async () => {
      const { discord, bot, listed, askIt, mention, atWork, release } = await busy();
      const waiting = askIt();
      await waiting.acknowledged();
      const pressed = discord.dispatchButton(listed, '1:sources:1:on');
      await pressed.acknowledged();
      mention();
      // By then, the mention waits, too.
      await discord.dispatchCommand('status', {}, { by: discord.world.admin }).answer();
      const closed = bot.close();
      expect((await waiting.answer()).content).toMatch(RESTARTED);
      expect((await pressed.followup()).content).toMatch(RESTARTED);
      expect(pressed.edits).toEqual([]);
      const told = () => discord.messagesOfBot().find(({ message_reference: to }) => to);
      expect((await discord.changes.until('a reply', told)).content).toMatch(RESTARTED);
      release();
      await closed;
      for (const each of atWork) expect(readable(await each.answer())).toContain('Lindqvist');
      expect(discord.gateway.connected).toBe(false);
      expect(stage.warnings()).toEqual([]);
    });

    it('tells the same to who asks meanwhile, and those who write only once', async () => {
      const { discord, bot, listed, askIt, mention, release } = await busy();
      const closed = bot.close();
      const asked = [askIt(), discord.dispatchButton(listed, '1:sources:1:on')];
      for (const each of asked) {
        expect((await each.answer()).content).toMatch(RESTARTED);
        expect(each.isEphemeral).toBe(true);
      }
      const told = () =>
        discord.messagesOfBot().filter(({ message_reference: to }) => to !== undefined);
      const by = discord.world.addMember();
      for (let n = 0; n < 3; n += 1) mention(by);
      mention();
      await discord.changes.until('two replies', () => told()[1]);
      release();
      await closed;
      expect(told().map(({ content }) => content)).toEqual([
        expect.stringMatching(RESTARTED),
        expect.stringMatching(RESTARTED),
      ]);
    });

    it('says last that a re-index was interrupted, whatever becomes of it', async () => {
      let fail = (_error: Error) => {};
      const reindex: BotDeps['reindex'] = (request) => {
        request?.onProgress?.({ phase: 'embedding', done: 1, total: 2 }, 'f00d');
        return new Promise((_resolve, reject) => {
          fail = reject;
        });
      };
      const discord = await stage.discord();
      const bot = await stage.bot(discord, { deps: { reindex }, timing: { progressMs: 20 } });
      const asked = discord.dispatchCommand('reindex', {}, { by: discord.world.admin });
      await discord.changes.until('progress', () => asked.edits[0]);
      await bot.close();
      expect(asked.message?.content).toMatch(RESTARTED);
      expect(asked.message?.content).toContain('`/reindex` again');
      fail(new Error('the program ends'));
      await new Promise(setImmediate);
      expect(stage.warnings()).toEqual([]);
    });
  });
}
