import type Database from 'better-sqlite3';
import { recordsFault } from './faults.js';

/** Says whose a file is, to `file` as to this program: "VRBT". */
const APPLICATION_ID = 0x56_52_42_54;

/**
 * Each takes the file from the version that is its place in the list to the next one. They are
 * never edited, only added to: files of every version are about. Times are milliseconds since 1970.
 * A question's id is never used again, so that a late vote cannot fall to another question.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE guilds (
    id TEXT PRIMARY KEY,
    settings TEXT NOT NULL CHECK (json_valid(settings))
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id TEXT,
    channel_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    text TEXT NOT NULL,
    comparable TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('quoted', 'closest', 'none')),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    asked_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX questions_alike ON questions (guild_id, comparable);
  CREATE INDEX questions_of_user ON questions (user_id);
  CREATE INDEX questions_by_time ON questions (asked_at);
  CREATE TABLE votes (
    message_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    question_id INTEGER REFERENCES questions (id) ON DELETE SET NULL,
    helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    voted_at INTEGER NOT NULL,
    PRIMARY KEY (message_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX votes_of_question ON votes (question_id);
  CREATE INDEX votes_of_user ON votes (user_id);
  CREATE INDEX votes_by_time ON votes (voted_at);
  `,
];

/**
 * Brings a file to the newest version, one transaction a step. Each step looks again where the file
 * stands once it holds the lock, so that of two processes one migrates and the other finds it done.
 *
 * @throws VerbatimError `records` when the file is another program's or of a later version of this
 *   one; nothing is written then. SqliteError when it cannot be read or written.
 */
export function migrate(
  database: Database.Database,
  migrations: readonly string[] = MIGRATIONS,
): void {
  const step = database.transaction((): boolean => {
    const version = versionOf(database, migrations.length);
    const migration = migrations[version];
    if (migration === undefined) return false;
    database.exec(migration);
    database.pragma(`user_version = ${version + 1}`);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    return true;
  });
  let more = true;
  while (more) more = step.immediate();
}

/** 0 for a file without anything in it. */
function versionOf(database: Database.Database, newest: number): number {
  const version = Number(database.pragma('user_version', { simple: true }));
  const owner = database.pragma('application_id', { simple: true });
  const things = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (owner !== APPLICATION_ID && (version !== 0 || things !== 0)) {
    throw recordsFault(database.name, {
      what: 'is the database of another program',
      remedy: 'Move it away, or let DATA_DIR name a folder of this program’s own.',
    });
  }
  if (version > newest) {
    throw recordsFault(database.name, {
      what: `was written by a later version of the program: it has format ${version}, this one knows up to ${newest}`,
      remedy: 'Start the later version, or put a backup from before it in the place of the file.',
    });
  }
  return version;
}
