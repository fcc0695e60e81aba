import { describe, expect, it, vi } from 'vitest';
import { NOT_ADMIN } from '../../../src/discord/rendering/notices.js';
import type { Records } from '../../../src/records/records.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function status(stage: Stage): void {
  const withRecords = (change: Partial<Records>) =>
    Object.assign(Object.create(stage.records), change) as Records;

  describe('/status', () => {
    it('tells an admin, and nobody else, how the bot is', async () => {
      const discord = await stage.ready();
      const asked = discord.dispatchCommand('status', {}, { by: discord.world.admin });
      const text = readable(await asked.answer());
      expect(asked.isEphemeral).toBe(true);
      const { generation, passages } = stage.verbatim.service.about();
      expect(text).toMatch(/^Started: <t:\d+:R>$/m);
      expect(text).toMatch(/^Gateway ping: (?:\d+ ms|not measured yet)$/m);
      expect(text).toContain(`Index: ${generation}, built <t:`);
      expect(text).toContain(`3 documents, ${passages} passages`);
      expect(text).toMatch(/^Memory: \d+ MiB resident\n\d+ MiB of heap$/m);
      expect(text).toContain('Queue: 0 of 1000 places taken');
      expect(text).toContain('Time to answer: no answers yet');
      const refused = discord.dispatchCommand('status');
      expect((await refused.answer()).content).toBe(NOT_ADMIN);
    });

    it('counts answers by kind, refusals, faults and how long answers took', async () => {
      const discord = await stage.discord();
      await stage.bot(discord, { config: { userQuestionsPerMinute: 2 } });
      const { admin, bot } = discord.world;
      const ask = (text: string) => discord.dispatchMessage(`<@${bot.id}> ${text}`);
      for (const [n, text] of [
        'Who led the expedition to the glacier?',
        'Why?',
        'How?',
      ].entries()) {
        ask(text);
        await discord.waitForMessage(undefined, n + 1);
      }
      const shown = readable(await discord.dispatchCommand('status', {}, { by: admin }).answer());
      expect(shown).toMatch(/^Answers: 1 quoted, \d closest, \d nothing found$/m);
      expect(shown).toContain('Not answered: 1 refused, 0 faults');
      expect(shown).toMatch(/^Time to answer: half within \d+ ms\n95 % within \d+ ms$/m);
    });

    it('counts what Discord makes a member wait for in the time to answer', async () => {
      const discord = await stage.ready();
      const { admin, bot } = discord.world;
      const delayMs = 300;
      const question = 'Who led the expedition to the glacier?';
      discord.intervene({ method: 'POST', path: /\/channels\/\d+\/messages$/, delayMs });
      discord.intervene({ method: 'PATCH', path: /@original$/, delayMs });
      discord.dispatchMessage(`<@${bot.id}> ${question}`);
      await discord.dispatchCommand('ask', { question }).answer();
      await discord.waitForMessage();
      const shown = readable(await discord.dispatchCommand('status', {}, { by: admin }).answer());
      expect(shown).toContain('2 quoted');
      expect(Number(/half within (\d+) ms/.exec(shown)?.[1])).toBeGreaterThanOrEqual(delayMs);
    });

    it('gives the ping of every shard when there are several', async () => {
      // Both begin at once; a heartbeat has time enough on a busy machine, too.
      const discord = await stage.discord({ shards: 2, maxConcurrency: 2, heartbeatMs: 400 });
      await stage.bot(discord, { config: { shards: 'auto' } });
      await vi.waitFor(async () => {
        const asked = discord.dispatchCommand('status', {}, { by: discord.world.admin });
        const text = readable(await asked.answer());
        expect(text).toMatch(/shard 0: \d+ ms/);
        expect(text).toMatch(/shard 1: \d+ ms/);
      }, 30_000);
    });

    it('counts the stored questions and votes, and says when they cannot be read', async () => {
      const discord = await stage.discord();
      const counts = { questions: 7, votes: 3, helpful: 2, notHelpful: 1 };
      const first = await stage.bot(discord, {
        deps: { records: withRecords({ counts: () => counts }) },
      });
      const by = discord.world.admin;
      const shown = readable(await discord.dispatchCommand('status', {}, { by }).answer());
      expect(shown).toContain('Stored: 7 questions\n3 votes: 2 helpful, 1 not');
      await first.close();
      const failing = () => {
        throw new Error('disk I/O error');
      };
      await stage.bot(discord, { deps: { records: withRecords({ counts: failing }) } });
      const without = readable(await discord.dispatchCommand('status', {}, { by }).answer());
      expect(without).toContain('Stored: cannot be read; see my log');
      expect(without).toContain('Queue: ');
      expect(stage.warnings()).toHaveLength(1);
    });
  });

  describe('what is too old', () => {
    it('is swept again and again while the bot runs, also after a sweep that failed', async () => {
      let sweeps = 0;
      const sweep = () => {
        sweeps += 1;
        if (sweeps === 1) throw new Error('locked');
        return 2;
      };
      const discord = await stage.discord();
      const deps = { records: withRecords({ sweep }) };
      const bot = await stage.bot(discord, { deps, timing: { sweepMs: 20 } });
      await vi.waitFor(() => expect(sweeps).toBeGreaterThan(2));
      await bot.close();
      const after = sweeps;
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(sweeps).toBe(after);
      expect(stage.log.filter(({ deleted }) => deleted === 2).length).toBeGreaterThan(0);
      expect(stage.warnings()).toHaveLength(1);
    });
  });
}
