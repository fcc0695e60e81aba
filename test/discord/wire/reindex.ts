import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import { NOT_ADMIN, NOT_NAMED_ADMIN } from '../../../src/discord/rendering/notices.js';
import { VerbatimError } from '../../../src/errors.js';
import type { IndexReport, OnProgress } from '../../../src/index/report.js';
import type { IndexJobs, RunOutcome, WentBack } from '../../../src/index-jobs.js';
import { Reindexing } from '../../../src/reindexing.js';
import type { Verbatim } from '../../../src/wiring.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import type { Person } from '../../fake-discord/people.js';
import { pingsNobody, type SentMessage } from '../../fake-discord/pings.js';
import { channel } from '../../fake-discord/places.js';
import { DOCUMENTS } from '../support/documents.js';
import { buttonCalled, readable } from '../support/messages.js';
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

  const DONE: WentBack = {
    from: 'g2',
    to: 'g1',
    builtAt: '2025-03-04T05:06:07.000Z',
    documents: 3,
    passages: 12,
    moved: [
      {
        question: 'Who led it?',
        before: { kind: 'none' },
        after: { kind: 'quoted', source: 'a.txt', quote: 'Ada led it.' },
      },
    ],
  };

  /** A re-index that the test moves forward, or that ends when it is cancelled. */
  function controlled() {
    let finish: (outcome: RunOutcome) => void = () => {};
    let fail: (error: Error) => void = () => {};
    const state: { progress?: OnProgress | undefined; calls: number; full?: boolean } = {
      calls: 0,
    };
    const run: IndexJobs['run'] = ({ full, onProgress, signal }) => {
      state.progress = onProgress;
      state.calls += 1;
      state.full = full;
      return new Promise<RunOutcome>((resolve, reject) => {
        finish = resolve;
        fail = reject;
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    };
    const runs = new Reindexing({ run, goBack: async () => DONE });
    const reindex: Verbatim['reindex'] = (options) => runs.request(options);
    const cancelReindex: Verbatim['cancelReindex'] = (run) => runs.cancel(run);
    return {
      state,
      reindex,
      rollback: () => runs.rollback(),
      changes: { reindex, cancelReindex, isReindexing: () => runs.isRunning },
      started: () =>
        vi.waitFor(() => {
          if (state.progress === undefined) throw new Error('no run was started');
          return state.progress;
        }, 10_000),
      finish: (moved: RunOutcome['moved'] = []) => finish({ report: REPORT, moved }),
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

    it('that fails leaves what went wrong to the log, and shows the incident to everybody', async () => {
      const run = controlled();
      const discord = await stage.ready({ deps: { reindex: run.reindex } });
      const asked = discord.dispatchCommand('reindex', {}, { by: discord.world.admin });
      await asked.acknowledged();
      await run.started();
      const reason = '/srv/verbatim/seeds holds no documents';
      run.fail(new VerbatimError('corpus', reason, 'Put some into /srv/verbatim/seeds.'));
      const { content } = await asked.answer();
      expect(content).not.toContain('/srv');
      const [line] = stage.warnings();
      expect(line).toMatchObject({ reason, incident: expect.any(String) });
      expect(content).toContain(String(line?.incident));
      expect(stage.warnings()).toHaveLength(1);
    });

    it('builds everything anew when that is asked for', async () => {
      const run = controlled();
      const discord = await stage.ready({ deps: { reindex: run.reindex } });
      const { admin } = discord.world;
      for (const full of [true, false]) {
        const asked = discord.dispatchCommand('reindex', { full }, { by: admin });
        await run.started();
        expect(run.state.full).toBe(full);
        run.finish();
        await asked.outcome();
        run.state.progress = undefined;
      }
    });

    it('embeds every passage again in a full run, and answers as before', async () => {
      const discord = await stage.ready();
      const { admin } = discord.world;
      await discord.dispatchCommand('reindex', {}, { by: admin }).outcome();
      const question = { question: 'Who led the expedition to the glacier?' };
      const before = await discord.dispatchCommand('ask', question).answer();
      const asked = discord.dispatchCommand('reindex', { full: true }, { by: admin });
      const report = readable(await asked.outcome());
      expect(report).toMatch(/(\d+) passages: \1 embedded, 0 reused/);
      expect(report).toContain('Everything was rebuilt: it was asked for');
      expect(report).toContain('Unchanged: 3 documents');
      const after = await discord.dispatchCommand('ask', question).answer();
      expect(readable(after)).toBe(readable(before));
    });

    it('lets a second request join the first, with its progress and its outcome, and says so', async () => {
      const run = controlled();
      const timing = { progressMs: 20 };
      const discord = await stage.ready({ deps: { reindex: run.reindex }, timing });
      const { admin, member } = discord.world;
      const first = discord.dispatchCommand('reindex', {}, { by: admin });
      const progress = await run.started();
      progress({ phase: 'embedding', done: 1, total: 2 });
      const other = { ...admin, user: { ...member.user } };
      const same = discord.dispatchCommand('reindex', {}, { by: other });
      const full = discord.dispatchCommand('reindex', { full: true }, { by: other });
      for (const joined of [same, full]) {
        await discord.changes.until('progress of the run that was joined', () => joined.edits[0]);
        expect(joined.message?.content).toBe('Embedding passages: 1 of 2 passages …');
      }
      expect(run.state.calls).toBe(1);
      run.finish();
      expect(readable(await first.outcome())).not.toContain('joined');
      const told = readable(await same.outcome());
      expect(told).toContain('Added (1): new.txt');
      expect(told).toContain('A run was under way already, and you joined it.');
      expect(told).not.toContain('full one');
      expect(readable(await full.outcome())).toContain('was not the full one that you asked for');
      const joins = stage.log.filter(
        ({ joined, user }) => joined === true && user === other.user.id,
      );
      expect(joins).toHaveLength(2);
    });

    it('shows which canonical questions are answered otherwise now', async () => {
      const discord = await stage.ready();
      const { admin } = discord.world;
      const question = 'Who led the expedition to the glacier?';
      const text = DOCUMENTS['expedition.txt'] as string;
      try {
        await stage.folder.write(
          'questions.yaml',
          `- ${question}\n- Why is the pier closed?\n- [no]\n`,
        );
        await stage.folder.write('expedition.txt', text.replace('Ada Lindqvist', 'Nils Berg'));
        const report = await discord.dispatchCommand('reindex', {}, { by: admin }).outcome();
        const shown = readable(report);
        expect(shown).toContain(`Questions answered otherwise now (1): **${question}**: `);
        expect(shown).toMatch(/“.*Lindqvist.*” \(expedition\.txt\) → .*“.*Nils Berg/);
        expect(shown).toContain('Faults (1): questions.yaml: Entry 3 is ignored');
        expect(stage.log.find(({ moved }) => moved !== undefined)).toMatchObject({ moved: 1 });
      } finally {
        await stage.folder.write('expedition.txt', text);
        await stage.folder.remove('questions.yaml');
        await discord.dispatchCommand('reindex', {}, { by: admin }).outcome();
      }
    });

    it('logs what came of a run that failed, with who asked', async () => {
      const run = controlled();
      const discord = await stage.ready({ deps: { reindex: run.reindex } });
      const { admin } = discord.world;
      const asked = discord.dispatchCommand('reindex', {}, { by: admin });
      await run.started();
      run.fail(new VerbatimError('corpus', 'seeds/ holds no documents', 'Put some into it.'));
      await asked.answer();
      const lines = stage.log.filter(({ user }) => user === admin.user.id);
      expect(lines.map(({ msg }) => msg)).toEqual(['re-index asked for', 're-index failed']);
      expect(lines[1]).toMatchObject({ code: 'corpus' });
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

  describe('the Cancel button of a re-index', () => {
    /** A run that two admins wait for, with its progress shown to both. */
    async function underWay() {
      const run = controlled();
      const timing = { progressMs: 20 };
      const discord = await stage.ready({ deps: run.changes, timing });
      const { world } = discord;
      const { admin } = world;
      const waiting = [admin, { ...admin, user: world.addMember().user }].map((by) =>
        discord.dispatchCommand('reindex', {}, { by }),
      );
      const progress = await run.started();
      progress({ phase: 'embedding', done: 1, total: 2 });
      for (const each of waiting) await discord.changes.until('progress', () => each.edits[0]);
      const [first] = waiting;
      if (first?.message === undefined) throw new Error('no progress is shown');
      return { run, discord, admin, waiting, message: first.message };
    }
    const press = (discord: FakeDiscord, message: SentMessage, by?: Person) =>
      discord.dispatchButton(message, buttonCalled('Cancel', message), by ? { by } : {});

    it('ends the run for everybody who waits for it, takes itself away, and is logged', async () => {
      const { discord, admin, waiting, message } = await underWay();
      const pressed = press(discord, message, admin);
      expect((await pressed.answer()).content).toMatch(/^I end this run\./);
      expect(pressed.isEphemeral).toBe(true);
      for (const each of waiting) {
        const outcome = await each.outcome();
        expect(readable(outcome)).toContain('Cancelled.');
        expect(readable(outcome)).toContain('index stays as it was');
        expect(outcome.components).toEqual([]);
      }
      const logged = stage.log.filter(({ msg }) => /cancelled/.test(msg));
      expect(logged).toHaveLength(3);
      expect(logged[0]).toMatchObject({ user: admin.user.id });
      expect(stage.warnings()).toEqual([]);
    });

    it('is for admins only, and the run goes on', async () => {
      const { run, discord, waiting, message } = await underWay();
      const pressed = press(discord, message);
      expect((await pressed.answer()).content).toBe(NOT_ADMIN);
      expect(pressed.isEphemeral).toBe(true);
      run.finish();
      for (const each of waiting)
        expect(readable(await each.outcome())).toContain('Added (1): new.txt');
    });

    it('of a run that is over ends no later one', async () => {
      const { run, discord, admin, waiting, message } = await underWay();
      const before = { ...message };
      run.finish();
      for (const each of waiting) await each.outcome();
      run.state.progress = undefined;
      const later = discord.dispatchCommand('reindex', {}, { by: admin });
      await run.started();
      const pressed = press(discord, before, admin);
      expect((await pressed.answer()).content).toContain('over already');
      run.finish();
      expect(readable(await later.outcome())).toContain('Added (1): new.txt');
    });

    it('leaves the index of the real program as it was', async () => {
      const discord = await stage.ready({ timing: { progressMs: 1 } });
      const { admin } = discord.world;
      const { generation } = stage.verbatim.service.about();
      const asked = discord.dispatchCommand('reindex', { full: true }, { by: admin });
      await discord.changes.until('progress', () => asked.edits[0]);
      press(discord, asked.message as SentMessage, admin);
      const told = readable(await asked.outcome());
      // On a machine that is quick enough, the run was done by then.
      if (told.includes('Cancelled.'))
        expect(stage.verbatim.service.about().generation).toBe(generation);
      else expect(told).toContain('up to date again');
      expect(await stage.verbatim.reindex()).toMatchObject({ report: { changed: false } });
    });
  });

  describe('/reindex rollback', () => {
    it('is kindly refused when a run has begun since it was asked for', async () => {
      const run = controlled();
      const isReindexing = () => false;
      const { rollback } = run;
      const discord = await stage.ready({ deps: { ...run.changes, isReindexing, rollback } });
      const by = discord.world.admin;
      const running = discord.dispatchCommand('reindex', {}, { by });
      await run.started();
      const asked = discord.dispatchCommand('reindex', { rollback: true }, { by });
      expect((await asked.answer()).content).toContain('being indexed right now');
      run.finish();
      await running.outcome();
      expect(stage.warnings()).toEqual([]);
    });

    it('and Cancel are for those whom the settings name when the bot is in several servers', async () => {
      const run = controlled();
      const discord = await stage.discord();
      const { world } = discord;
      world.addGuild({ name: 'Another room' });
      const named = world.addMember();
      const config = { adminUserIds: [named.user.id] };
      const timing = { progressMs: 20 };
      const { rollback } = run;
      await stage.bot(discord, { deps: { ...run.changes, rollback }, config, timing });
      const back = (by: Person) => discord.dispatchCommand('reindex', { rollback: true }, { by });
      expect((await back(world.admin).answer()).content).toBe(NOT_NAMED_ADMIN);
      expect(readable(await back(named).outcome())).toContain('an earlier index again');
      const running = discord.dispatchCommand('reindex', {}, { by: world.admin });
      (await run.started())({ phase: 'embedding', done: 1, total: 2 });
      await discord.changes.until('progress', () => running.edits[0]);
      const shown = running.message as SentMessage;
      const cancel = buttonCalled('Cancel', shown);
      const pressed = discord.dispatchButton(shown, cancel, { by: world.admin });
      expect((await pressed.answer()).content).toBe(NOT_NAMED_ADMIN);
      discord.dispatchButton(shown, cancel, { by: named });
      expect(readable(await running.outcome())).toContain('Cancelled.');
    });

    it('is for the admins of every server when the settings name nobody', async () => {
      const discord = await stage.discord();
      discord.world.addGuild({ name: 'Another room' });
      await stage.bot(discord, { deps: { rollback: controlled().rollback } });
      const by = discord.world.admin;
      const asked = discord.dispatchCommand('reindex', { rollback: true }, { by });
      expect(readable(await asked.outcome())).toContain('an earlier index again');
    });

    it('that fails otherwise is an incident like any other', async () => {
      const reason = 'The index in /srv/verbatim cannot be written: disk full.';
      const rollback = async () => {
        throw new VerbatimError('index', reason, 'Make room there.');
      };
      const discord = await stage.ready({ deps: { rollback } });
      const { admin } = discord.world;
      const asked = discord.dispatchCommand('reindex', { rollback: true }, { by: admin });
      const { content } = await asked.answer();
      expect(content).toContain('Something went wrong on my side');
      const [line] = stage.warnings();
      expect(line).toMatchObject({ reason, incident: expect.any(String) });
      expect(content).toContain(String(line?.incident));
    });

    it('goes back to the index before, and says which, and whose answers are others now', async () => {
      const rollback = async () => DONE;
      const discord = await stage.ready({ deps: { rollback } });
      const { admin } = discord.world;
      const asked = discord.dispatchCommand('reindex', { rollback: true }, { by: admin });
      const told = readable(await asked.outcome());
      expect(told).toContain('I answer from an earlier index again');
      expect(told).toContain(`<t:${Date.parse(DONE.builtAt) / 1000}:R>`);
      expect(told).toContain('3 documents, 12 passages');
      expect(told).toContain('Questions answered otherwise now (1): **Who led it?**');
      const log = stage.log.filter(({ user }) => user === admin.user.id);
      expect(log.map(({ msg }) => msg)).toEqual(['rollback asked for', 'rolled back']);
      expect(log[1]).toMatchObject({ from: 'g2', to: 'g1', moved: 1 });
    });

    it('is kindly refused together with full, while a run goes on, and to others', async () => {
      const run = controlled();
      const rollback = vi.fn(async () => DONE);
      const discord = await stage.ready({ deps: { ...run.changes, rollback } });
      const { admin } = discord.world;
      const refused = async (options: Record<string, boolean>, by = admin) => {
        const asked = discord.dispatchCommand('reindex', options, { by });
        const { content } = await asked.answer();
        expect(asked.isEphemeral).toBe(true);
        return content;
      };
      expect(await refused({ full: true, rollback: true })).toContain('choose one of them');
      expect(await refused({ rollback: true }, discord.world.member)).toBe(NOT_ADMIN);
      const running = discord.dispatchCommand('reindex', {}, { by: admin });
      await run.started();
      expect(await refused({ rollback: true })).toContain('being indexed right now');
      run.finish();
      await running.outcome();
      expect(rollback).not.toHaveBeenCalled();
      expect(run.state.calls).toBe(1);
    });

    it('to nothing says that there is nothing, and leaves the reason to the log', async () => {
      const reason = 'The index in /srv/verbatim cannot be rolled back: it is the only one.';
      const rollback = async () => {
        throw new VerbatimError('no-earlier-index', reason, 'Keep more of them.');
      };
      const discord = await stage.ready({ deps: { rollback } });
      const { admin } = discord.world;
      const asked = discord.dispatchCommand('reindex', { rollback: true }, { by: admin });
      const told = readable(await asked.outcome());
      expect(told).toContain('no earlier index');
      expect(told).not.toContain('/srv');
      const [line] = stage.warnings();
      expect(line).toMatchObject({ reason, incident: expect.any(String) });
      expect(told).toContain(String(line?.incident));
    });
  });
}
