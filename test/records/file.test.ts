import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database, { SqliteError } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { VerbatimError } from '../../src/errors.js';
import { withFaults } from '../../src/records/faults.js';
import { MIGRATIONS, migrate } from '../../src/records/migrations.js';
import { openRecords, RECORDS_FILE } from '../../src/records/sqlite.js';
import { temporaryFolder } from '../temporary-folder.js';
import { question, recordsIn, vote } from './opened.js';

/** A folder whose file was made by `make`. */
async function folderWith(make: (file: string) => void): Promise<[folder: string, file: string]> {
  const folder = await temporaryFolder();
  const file = join(folder, RECORDS_FILE);
  make(file);
  return [folder, file];
}

/** A file of this program with some rows in it, closed. */
function written(file: string): void {
  const folder = join(file, '..');
  const records = openRecords({ folder, storeQuestions: true, retentionDays: 90 });
  for (let count = 0; count < 200; count++)
    records.asked(question({ text: `${count} ${'word '.repeat(40)}` }));
  records.close();
}

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

describe('a migration', () => {
  const LISTED = [
    "CREATE TABLE things (name TEXT); INSERT INTO things VALUES ('first')",
    'ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 7',
    'CREATE TABLE broken (name TEXT); INSERT INTO nowhere VALUES (1)',
  ];
  const things = (database: Database.Database) => database.prepare('SELECT * FROM things').all();
  const version = (database: Database.Database) =>
    database.pragma('user_version', { simple: true });

  test('is made once, in order, from whichever version there is', () => {
    const database = new Database(':memory:');
    migrate(database, LISTED.slice(0, 1));
    expect(things(database)).toEqual([{ name: 'first' }]);
    migrate(database, LISTED.slice(0, 2));
    migrate(database, LISTED.slice(0, 2));
    expect(things(database)).toEqual([{ name: 'first', size: 7 }]);
    expect(version(database)).toBe(2);
    const anew = new Database(':memory:');
    migrate(anew, LISTED.slice(0, 2));
    expect(things(anew)).toEqual(things(database));
  });

  test('that fails leaves the version before it whole', () => {
    const database = new Database(':memory:');
    expect(() => migrate(database, LISTED)).toThrow(/nowhere/);
    expect(version(database)).toBe(2);
    expect(things(database)).toHaveLength(1);
    expect(() => database.prepare('SELECT * FROM broken')).toThrow(/no such table/);
  });

  test('looks where the file stands when nobody else can write it any more', async () => {
    const [, file] = await folderWith(() => undefined);
    const [one, other] = [new Database(file), new Database(file, { timeout: 0 })];
    one.function('begin_elsewhere', () => {
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/);
      return 1;
    });
    migrate(one, ['SELECT begin_elsewhere()']);
    expect(version(other)).toBe(1);
    one.close();
    other.close();
  });

  test('that another handle has made is not made again', async () => {
    const [, file] = await folderWith(() => undefined);
    const [one, two] = [new Database(file), new Database(file)];
    migrate(one, LISTED.slice(0, 1));
    migrate(two, LISTED.slice(0, 2));
    migrate(one, LISTED.slice(0, 2));
    expect(things(one)).toEqual([{ name: 'first', size: 7 }]);
    one.close();
    two.close();
  });
});

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
