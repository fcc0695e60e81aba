import { readFileSync } from 'node:fs';
import Database, { SqliteError } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { withFaults } from '../../src/records/faults.js';
import { folderWith, question, recordsIn, vote, written } from './opened.js';

describe('a fault while records are used', () => {
  test('since another process keeps the file locked comes after 2 s, and passes with the lock', async () => {
    const [folder, file] = await folderWith(written);
    const records = await recordsIn({ folder });
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const began = performance.now();
    expect(() => records.voted(vote())).toThrow(
      expect.objectContaining({
        code: 'records',
        message: expect.stringMatching(/locked by another process for over 2 s/),
      }),
    );
    expect(performance.now() - began).toBeGreaterThan(1500);
    expect(records.settings('guild').threads).toBeNull();
    other.exec('ROLLBACK');
    other.close();
    records.voted(vote());
    expect(records.counts().votes).toBe(1);
  });

  test('since another process reads the file ends forgetting, which another try completes', async () => {
    const [folder, file] = await folderWith(written);
    const records = await recordsIn({ folder });
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM questions').get();
    records.voted(vote());
    expect(() => records.forget('asker')).toThrow(
      expect.objectContaining({ code: 'records', remedy: expect.stringContaining('Try again') }),
    );
    reader.exec('COMMIT');
    reader.close();
    expect(records.forget('asker')).toEqual({ questions: 0, votes: 0 });
    expect(readFileSync(file, 'latin1')).not.toContain('word word');
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
