import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import { NOT_ADMIN } from '../../../src/discord/rendering/notices.js';
import { VerbatimError } from '../../../src/errors.js';
import type { IndexReport, OnProgress } from '../../../src/index/report.js';
import { pingsNobody } from '../../fake-discord/pings.js';
import { channel } from '../../fake-discord/places.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function reindex(stage: Stage): void {
  const REPORT: IndexReport = {
    changed: true,
    generation: 'g',
    added: ['new.txt'],
    updated: [],
    removed: [],
    unchanged: [],
    kept: [],
    faults: [],
    passages: { total: 1, embedded: 1, reused: 0 },
    tookMs: 1,
  };

  /** A re-index that the test moves forward. */
  function controlled() {
    let finish: (report: IndexReport) => void = () => {};
    let fail: (error: Error) => void = () => {};
    const state: { progress?: OnProgress | undefined; calls: number } = { calls: 0 };
    const reindex = (progress?: OnProgress) => {
      state.progress = progress;
      state.calls += 1;
      return new Promise<IndexReport>((resolve, reject) => {
        finish = resolve;
        fail = reject;
      });
    };
    return {
      state,
      reindex,
      started: () =>
        vi.waitFor(() => {
          if (state.progress === undefined) throw new Error('no run was started');
          return state.progress;
        }, 10_000),
      finish: () => finish(REPORT),
      fail: (error: Error) => fail(error),
    };
  }

  describe('/reindex', () => {
    it('is registered for members who may manage the server', async () => {
      const discord = await stage.ready();
      const command = discord.world.commands.global.find(({ name }) => name === 'reindex');
      expect(command?.default_member_permissions).toBe(PermissionFlagsBits.ManageGuild.toString());
    });

    it('is refused to others even when Discord let it through', async () => {
      const run = controlled();
      const discord = await stage.ready({ deps: { reindex: run.reindex } });
      const refused = discord.dispatchCommand('reindex');
      expect((await refused.answer()).content).toBe(NOT_ADMIN);
      expect(refused.isEphemeral).toBe(true);
      const { directMessages, admin } = discord.world;
      const inDirect = discord.dispatchCommand('reindex', {}, { by: admin, in: directMessages });
      expect((await inDirect.answer()).content).toBe(NOT_ADMIN);
      expect(run.state.calls).toBe(0);
    });

    it('is open to the roles and members that the settings name', async () => {
      const run = controlled();
      const discord = await stage.discord();
      const { adminRole, member, directMessages } = discord.world;
      await stage.bot(discord, {
        deps: { reindex: run.reindex },
        config: { adminRoleIds: [adminRole], adminUserIds: [member.user.id] },
      });
      const other = { ...member, user: { ...member.user, id: '223456789012345678' } };
      const byRole = { ...other, roles: [adminRole] };
      for (const where of [{ by: byRole }, { by: member }, { in: directMessages }]) {
        const asked = discord.dispatchCommand('reindex', {}, where);
        await asked.acknowledged();
        await run.started();
        run.finish();
        expect(readable(await asked.answer())).toContain('Added (1): new.txt');
        run.state.progress = undefined;
      }
      const asked = discord.dispatchCommand('reindex', {}, { by: other });
      expect((await asked.answer()).content).toBe(NOT_ADMIN);
    });

    it('knows the roles of members in a server that the bot itself is not in', async () => {
      const run = controlled();
      const discord = await stage.discord();
      const { adminRole, member, channels } = discord.world;
      const elsewhere = channel(ChannelType.GuildText, '423456789012345678');
      channels.set(elsewhere.id, elsewhere);
      await stage.bot(discord, {
        deps: { reindex: run.reindex },
        config: { adminRoleIds: [adminRole] },
      });
      const by = { ...member, roles: [adminRole] };
      const asked = discord.dispatchCommand('reindex', {}, { by, in: elsewhere });
      await run.started();
      run.finish();
      expect(readable(await asked.answer())).toContain('Added (1): new.txt');
    });

    it('shows its progress in one message, edited no more often than it should be', async () => {
      const run = controlled();
      const timing = { progressMs: 150 };
      const discord = await stage.ready({ deps: { reindex: run.reindex }, timing });
      const asked = discord.dispatchCommand('reindex', {}, { by: discord.world.admin });
      await asked.acknowledged();
      await run.started();
      let done = 0;
      const ticking = setInterval(() => {
        done += 1;
        run.state.progress?.({ phase: 'embedding', done, total: 1_000 });
      }, 5);
      await discord.changes.until('four edits', () => asked.edits[3]);
      clearInterval(ticking);
      expect(asked.message?.content).toMatch(/^Embedding passages: \d+ of 1000 passages …$/);
      run.finish();
      await discord.changes.until('the outcome', () =>
        asked.message?.embeds.length ? true : undefined,
      );
      expect(asked.message?.content).toBe('');
      // The outcome may follow at once; between edits of progress lies the whole interval.
      const gaps = asked.edits.slice(1, -1).map((at, n) => at - (asked.edits[n] ?? 0));
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(timing.progressMs - 20);
    });

    it('never lets a late progress overwrite the outcome', async () => {
      const run = controlled();
      const timing = { progressMs: 60 };
      const discord = await stage.ready({ deps: { reindex: run.reindex }, timing });
      const asked = discord.dispatchCommand('reindex', {}, { by: discord.world.admin });
      const progress = await run.started();
      progress({ phase: 'embedding', done: 1, total: 2 });
      await discord.changes.until('progress', () => asked.edits[0]);
      progress({ phase: 'embedding', done: 2, total: 2 });
      run.finish();
      await asked.outcome();
      // Nothing can be awaited that must not happen; by then a held back edit would have come.
      await new Promise((resolve) => setTimeout(resolve, 2 * timing.progressMs));
      expect(asked.message?.embeds).toHaveLength(1);
      expect(asked.message?.content).toBe('');
    });

    it('reports in the channel when its token died meanwhile, and goes on answering', async () => {
      const run = controlled();
      const timing = { progressMs: 20 };
      const discord = await stage.ready({ deps: { reindex: run.reindex }, timing });
      const asked = discord.dispatchCommand('reindex', {}, { by: discord.world.admin });
      await asked.acknowledged();
      const progress = await run.started();
      asked.expireToken();
      progress({ phase: 'embedding', done: 1, total: 2 });
      await discord.waitForRequest('PATCH', /@original$/);
      progress({ phase: 'embedding', done: 2, total: 2 });
      run.finish();
      const outcome = await discord.changes.until('the outcome', () =>
        discord.messagesOfBot().find(({ embeds }) => embeds.length > 0),
      );
      expect(readable(outcome)).toContain('Added (1): new.txt');
      expect(pingsNobody(outcome.pings)).toBe(true);
      const question = { question: 'Who led the expedition to the glacier?' };
      expect(readable(await discord.dispatchCommand('ask', question).answer())).toContain(
        'Lindqvist',
      );
    });

    it('tells the admin what went wrong and what to do', async () => {
      const run = controlled();
      const discord = await stage.ready({ deps: { reindex: run.reindex } });
      const asked = discord.dispatchCommand('reindex', {}, { by: discord.world.admin });
      await asked.acknowledged();
      await run.started();
      run.fail(new VerbatimError('corpus', 'seeds/ holds no documents', 'Put some into it.'));
      expect(readable(await asked.answer())).toBe('\nSeeds/ holds no documents. Put some into it.');
      expect(stage.warnings()).toHaveLength(1);
    });

    it('logs who asked', async () => {
      const run = controlled();
      const discord = await stage.ready({ deps: { reindex: run.reindex } });
      const { admin } = discord.world;
      const asked = discord.dispatchCommand('reindex', {}, { by: admin });
      await asked.acknowledged();
      await run.started();
      run.finish();
      await asked.answer();
      expect(stage.log.filter(({ user }) => user === admin.user.id)).toHaveLength(2);
    });
  });
}
