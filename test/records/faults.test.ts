import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database, { SqliteError } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { withFaults } from '../../src/records/faults.js';
import { retried } from '../../src/records/retried.js';
import { folderWith, question, recordsIn, vote, written } from './opened.js';

describe('a fault while records are used', () => {
  test('since another process keeps the file locked comes at once, and passes with the lock', async () => {
    const [folder, file] = await folderWith(written);
    const records = await recordsIn({ folder });
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const began = performance.now();
    expect(() => records.voted(vote())).toThrow(
      expect.objectContaining({
        code: 'records',
        message: expect.stringMatching(/is locked by another process/),
      }),
    );
    expect(performance.now() - began).toBeLessThan(500);
    expect(records.settings('guild').threads).toBeNull();
    other.exec('ROLLBACK');
    other.close();
    records.voted(vote());
    expect(records.counts().votes).toBe(1);
  });

  test('since another process reads the file ends its rewriting, which another try completes', async () => {
    const [folder, file] = await folderWith(written);
    const records = await recordsIn({ folder });
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM questions').get();
    records.voted(vote());
    records.forget('asker');
    expect(() => records.rewrite()).toThrow(
      expect.objectContaining({ code: 'records', remedy: expect.stringContaining('Try again') }),
    );
    reader.exec('COMMIT');
    reader.close();
    expect(records.rewrite()).toBe(true);
    expect(readFileSync(file, 'latin1')).not.toContain('word word');
  });

  test('since the file is locked is got over by trying again, without holding up anything else', async () => {
    const [folder, file] = await folderWith(written);
    const records = await recordsIn({ folder });
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const turns = monitorEventLoopDelay({ resolution: 5 });
    turns.enable();
    const writing = retried(() => records.voted(vote()));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(records.counts().votes).toBe(0);
    other.exec('ROLLBACK');
    other.close();
    await writing;
    turns.disable();
    expect(records.counts().votes).toBe(1);
    expect(turns.max / 1e6).toBeLessThan(200);
  });

  test('that does not pass by itself is tried once', async () => {
    let tries = 0;
    const failing = retried(() => {
      tries += 1;
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(tries).toBe(1);
  });

  test.each([
    ['SQLITE_FULL', /cannot grow/, /room/],
    ['SQLITE_IOERR_FSYNC', /cannot be read or written/, /disk/],
    ['SQLITE_CORRUPT_INDEX', /damaged/, /backup/],
    ['SQLITE_READONLY_DIRECTORY', /cannot be written/, /DATA_DIR/],
  ])('of the code %s is told in plain words', (code, what, remedy) => {
    const failing = () =>
      withFaults('/srv/data/verbatim.sqlite', () => {
        throw new SqliteError('it went wrong', code);
      });
    expect(failing).toThrow(
      expect.objectContaining({
        code: 'records',
        message: expect.stringMatching(what),
        remedy: expect.stringMatching(remedy),
      }),
    );
    expect(failing).toThrow(/verbatim\.sqlite.*it went wrong/);
  });

  test('that is the program’s own is not told as one of the file', async () => {
    const records = await recordsIn();
    expect(() => records.asked(question({ confidence: 2 }))).toThrow(
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_CHECK' }),
    );
  });
});
