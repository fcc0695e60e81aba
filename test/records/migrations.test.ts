import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../src/records/migrations.js';
import { folderWith } from './opened.js';

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
