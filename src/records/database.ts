import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { VerbatimError } from '../errors.js';
import { damaged, PATIENCE_MS, recordsFault } from './faults.js';
import { migrate } from './migrations.js';

const RETRY_MS = 20;

/**
 * Opens the database in `file`, which is made when it is missing, its folder with it, for the eyes
 * of this user only. It is checked (`quick_check`), migrated and ready for several processes.
 *
 * @throws VerbatimError `records` or SqliteError; what was in the file is unchanged then.
 */
export function openDatabase(file: string): Database.Database {
  makeFolder(file);
  const database = new Database(file, { timeout: PATIENCE_MS });
  try {
    const found = database.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw damaged(file, String(found));
    // Before anything is set: a file that is not ours stays as it is.
    migrate(database);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    database.pragma('secure_delete = ON');
    // What `rewrite` copies aside is what members wrote.
    database.pragma('temp_store = MEMORY');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Writes the file anew without what was deleted, and empties the log beside it. `secure_delete`
 * alone does not do: it leaves the copies that pages keep of rows that moved to a neighbour.
 *
 * @throws VerbatimError `records` or SqliteError when other processes leave no room for it.
 */
export function rewrite(database: Database.Database): void {
  database.exec('VACUUM');
  // SQLite does not wait by itself while another process is emptying the log.
  const deadline = performance.now() + PATIENCE_MS;
  while (database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0) {
    if (performance.now() > deadline) throw stillRead(database.name);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
  }
}

function stillRead(file: string): VerbatimError {
  return recordsFault(file, {
    what: 'may still hold what was deleted, since another process is reading it',
    remedy: 'Try again in a moment.',
  });
}

function makeFolder(file: string): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw recordsFault(
      file,
      {
        what: 'has no folder to lie in',
        remedy: `Make ${folder} a folder that the program may write, or let DATA_DIR name another folder.`,
      },
      error,
    );
  }
}
