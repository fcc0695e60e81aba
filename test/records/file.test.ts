import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { VerbatimError } from '../../src/errors.js';
import { MIGRATIONS } from '../../src/records/migrations.js';
import { openRecords, RECORDS_FILE } from '../../src/records/sqlite.js';
import { temporaryFolder } from '../temporary-folder.js';
import { folderWith, recordsIn, written } from './opened.js';

function inDatabase(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}

function faultOf(folder: string): VerbatimError {
  try {
    openRecords({ folder, storeQuestions: true, retentionDays: 90 }).close();
  } catch (error) {
    if (error instanceof VerbatimError) return error;
    throw error;
  }
  throw new Error('the records were opened');
}

describe('a file that cannot be used', () => {
  test.each<[string, (file: string) => void, RegExp, RegExp]>([
    [
      'is no database',
      (file) => writeFileSync(file, 'Dear diary, '.repeat(1000)),
      /no database/,
      /backup/,
    ],
    [
      'is damaged within',
      (file) => {
        written(file);
        const bytes = readFileSync(file);
        // A page of questions, which nothing reads when the file is opened but the check.
        const page = Math.floor(bytes.indexOf('150 word') / 4096);
        writeFileSync(file, bytes.fill(0xa5, page * 4096, (page + 1) * 4096));
      },
      /damaged/,
      /backup/,
    ],
    [
      'was cut off',
      (file) => {
        written(file);
        writeFileSync(file, readFileSync(file).subarray(0, 5 * 4096));
      },
      /damaged/,
      /backup/,
    ],
    [
      'was written by a later version',
      (file) => {
        written(file);
        inDatabase(file, `PRAGMA user_version = ${MIGRATIONS.length + 1}`);
      },
      /later version/,
      /later version/,
    ],
    [
      'is the database of another program',
      (file) => inDatabase(file, 'CREATE TABLE guilds (id); PRAGMA user_version = 1'),
      /another program/,
      /DATA_DIR/,
    ],
    [
      'is the database of another program without a version',
      (file) => inDatabase(file, 'CREATE TABLE votes (id)'),
      /another program/,
      /DATA_DIR/,
    ],
    ['is a folder', (file) => mkdirSync(file), /cannot be written/, /DATA_DIR/],
  ])(
    'since it %s is refused by name with a remedy, and left as it was',
    async (_, make, what, remedy) => {
      const [folder, file] = await folderWith(make);
      const before = statSync(file).isFile() ? readFileSync(file) : undefined;
      const fault = faultOf(folder);
      expect(fault).toMatchObject({ code: 'records', exitCode: 1 });
      expect(fault.message).toContain(file);
      expect(fault.message).toMatch(what);
      expect(fault.remedy).toMatch(remedy);
      if (before !== undefined) expect(readFileSync(file).equals(before)).toBe(true);
    },
  );

  test('since its folder cannot be made is refused by name with a remedy', async () => {
    const [, file] = await folderWith((path) => writeFileSync(path, ''));
    const fault = faultOf(join(file, 'data'));
    expect(fault).toMatchObject({ code: 'records' });
    expect(fault.message).toContain(join(file, 'data', RECORDS_FILE));
    expect(fault.remedy).toContain('DATA_DIR');
  });

  test.each([
    ['the folder and the file', 0o555, 0o444],
    ['the file', 0o777, 0o444],
    ['the folder', 0o555, 0o666],
  ])('since %s may only be read is refused and left as it was', async (_, folderMode, fileMode) => {
    const [folder, file] = await folderWith(written);
    const before = readFileSync(file);
    chmodSync(file, fileMode);
    chmodSync(folder, folderMode);
    const fault = asNobody(() => faultOf(folder));
    expect(fault).toMatchObject({ code: 'records' });
    expect(fault.message).toContain(`${file} cannot be written`);
    expect(fault.remedy).toContain(folder);
    expect(readFileSync(file).equals(before)).toBe(true);
    chmodSync(folder, 0o700);
  });
});

/** Runs `work` without the rights of a superuser, whom no mode of a file stops. */
function asNobody<T>(work: () => T): T {
  if (process.getuid?.() !== 0 || process.seteuid === undefined) return work();
  process.seteuid(65534);
  try {
    return work();
  } finally {
    process.seteuid(0);
  }
}

describe('a file that is missing or empty', () => {
  test('is made in a folder of its own that nobody else may look into', async () => {
    const folder = join(await temporaryFolder(), 'deep', 'data');
    const records = await recordsIn({ folder });
    expect(records.counts()).toEqual({ questions: 0, votes: 0, helpful: 0, notHelpful: 0 });
    expect(statSync(folder).mode & 0o077).toBe(0);
    records.close();
    expect(readdirSync(folder)).toEqual([RECORDS_FILE]);
  });

  test('gets the newest format', async () => {
    const [folder, file] = await folderWith((path) => writeFileSync(path, ''));
    const records = await recordsIn({ folder });
    const database = new Database(file, { readonly: true });
    expect(database.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
    records.close();
  });
});
