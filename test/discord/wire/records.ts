import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { VerbatimError } from '../../../src/errors.js';
import { RECORDS_FILE } from '../../../src/records/sqlite.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { changed, changedService } from '../support/changed-service.js';
import { buttonCalled, readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function records(stage: Stage): void {
  const question = 'Who led the expedition to the glacier?';
  const ask = (discord: FakeDiscord, where = {}) =>
    discord.dispatchCommand('ask', { question }, { by: discord.world.addMember(), ...where });
  const unreadable = (): never => {
    const file = '/srv/verbatim/data/verbatim.sqlite';
    throw new VerbatimError('records', `${file} is damaged.`, `Move ${file} away.`);
  };

  /** As another process does that keeps its transaction open; gives the file free again. */
  function locked(): () => void {
    const other = new Database(join(stage.folder.data, RECORDS_FILE));
    other.exec('BEGIN IMMEDIATE');
    return () => {
      other.close();
    };
  }

  describe('records that another process has locked', () => {
    it('cost no question its acknowledgement or its answer, and are written afterwards', async () => {
      const discord = await stage.ready();
      const before = stage.records.counts().questions;
      const free = locked();
      try {
        const asked = Array.from({ length: 12 }, () => ask(discord));
        for (const each of asked) {
          expect(readable(await each.answer())).toContain('Lindqvist');
          expect(each.acknowledgedAfterMs).toBeLessThan(1_000);
        }
        expect(stage.records.counts().questions).toBe(before);
      } finally {
        free();
      }
      await vi.waitFor(() => expect(stage.records.counts().questions).toBe(before + 12));
      expect(stage.warnings()).toEqual([]);
    });

    it('keep a vote and a change of the settings waiting, and lose neither', async () => {
      const discord = await stage.ready();
      const { admin, guildId } = discord.world;
      const answer = await ask(discord).answer();
      const { helpful } = stage.records.counts();
      const free = locked();
      const pressed = discord.dispatchButton(answer, buttonCalled('Helpful', answer));
      const where = { by: admin, sub: ['private-by-default'] };
      const set = discord.dispatchCommand('settings', { on: true }, where);
      await pressed.acknowledged();
      await set.acknowledged();
      // Longer than SQLite would have waited in the event loop, had it been let.
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect([pressed.edits, set.edits]).toEqual([[], []]);
      free();
      expect((await pressed.answer()).content).toContain('Thank you');
      expect(readable(await set.answer())).toContain('only the asker sees');
      expect(stage.records.counts().helpful).toBe(helpful + 1);
      expect(stage.records.settings(guildId).privateByDefault).toBe(true);
    });
  });

  describe('records that cannot be read', () => {
    it('leave a server as it was set last, to who asks and to who may not', async () => {
      let broken = false;
      const deps = {
        records: changed(stage.records, {
          settings: (id) => (broken ? unreadable() : stage.records.settings(id)),
        }),
      };
      const discord = await stage.ready({ deps });
      const { world } = discord;
      const role = world.addRole({ name: 'reader' });
      const set = (sub: string[], values: object) =>
        discord.dispatchCommand('settings', { ...values }, { by: world.admin, sub }).answer();
      await set(['private-by-default'], { on: true });
      await set(['who-may-ask', 'add'], { role });
      broken = true;
      expect((await ask(discord).answer()).content).toContain('members with certain roles');
      const asked = ask(discord, { by: world.addMember({ roles: [role.id] }) });
      expect(readable(await asked.answer())).toContain('Lindqvist');
      expect(asked.isEphemeral).toBe(true);
    });

    it('have everybody refused, privately, on a server of which nothing is known', async () => {
      const deps = { records: changed(stage.records, { settings: unreadable }) };
      const discord = await stage.ready({ deps });
      const { bot, directMessages } = discord.world;
      const asked = ask(discord);
      const { content } = await asked.answer();
      expect(content).toContain('cannot read the settings of this server');
      expect(content).not.toContain('/srv');
      expect(asked.isEphemeral).toBe(true);
      discord.dispatchMessage(`<@${bot.id}> ${question}`);
      expect((await discord.waitForMessage()).content).toBe(content);
      const direct = discord.dispatchCommand('ask', { question }, { in: directMessages });
      expect(readable(await direct.answer())).toContain('Lindqvist');
    });

    it('are told to nobody by the place of their file, but by an incident with one line', async () => {
      const deps = {
        records: changed(stage.records, {
          gaps: unreadable,
          settings: unreadable,
          voted: unreadable,
        }),
      };
      const discord = await stage.discord();
      const { admin, member } = discord.world;
      const first = await stage.bot(discord);
      const answer = await ask(discord).answer();
      await first.close();
      await stage.bot(discord, { deps });
      for (const use of [
        () => discord.dispatchCommand('gaps', {}, { by: admin }),
        () => discord.dispatchCommand('settings', {}, { by: admin, sub: ['show'] }),
        () => discord.dispatchButton(answer, buttonCalled('Helpful', answer), { by: member }),
      ]) {
        const told = JSON.stringify(await use().answer());
        expect(told).not.toContain('/srv');
        const [line, ...more] = stage.log.splice(0).filter(({ level }) => level >= 40);
        expect(line).toMatchObject({ reason: expect.stringContaining('/srv'), code: 'records' });
        expect(told).toContain(String(line?.incident));
        expect(more).toEqual([]);
      }
    });
  });

  describe('a fault of the index or the model', () => {
    it.each(['index', 'model', 'corpus', 'hub', 'config'] as const)(
      'of the code %s is shown as an incident, to a command and to a mention',
      async (code) => {
        const ask = async () => {
          throw new VerbatimError(code, '/srv/embeddings is gone.', 'Build /srv/embeddings.');
        };
        const service = changedService(stage.verbatim.service, { ask });
        const discord = await stage.ready({ deps: { service } });
        discord.dispatchMessage(`<@${discord.world.bot.id}> ${question}`);
        const mentioned = await discord.waitForMessage();
        const asked = await discord.dispatchCommand('ask', { question }).answer();
        const lines = stage.warnings();
        expect(lines.map(({ reason }) => reason)).toEqual(
          Array(2).fill('/srv/embeddings is gone.'),
        );
        for (const [n, told] of [mentioned, asked].entries()) {
          expect(JSON.stringify(told)).not.toContain('/srv');
          expect(told.content).toContain(String(lines[n]?.incident));
        }
      },
    );
  });
}
