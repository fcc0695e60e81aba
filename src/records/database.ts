import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { damaged, PATIENCE_MS, recordsFault } from './faults.js';
import { migrate } from './migrations.js';

const RETRY_MS = 20;

/**
 * Opens the database in `file`, which is made when it is missing, its folder with it, for the eyes
 * of this user only. It is checked (`quick_check`), migrated and ready for several processes, for which it waits up to
 * `PATIENCE_MS` each time until `waitNoMore`.
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
    // What VACUUM copies aside is what members wrote.
    database.pragma('temp_store = MEMORY');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** From now on a busy file is a fault at once: to wait for it would hold up everything else. */
export function waitNoMore(database: Database.Database): void {
  database.pragma('busy_timeout = 0');
}

/**
 * Copies the log beside the file into it and cuts it off, so that what was deleted is not read there
 * any more; `false` when other processes left no room for it within `patienceMs`.
 */
export function emptyLog(database: Database.Database, patienceMs = 0): boolean {
  // SQLite does not wait by itself while another process is emptying the log.
  const deadline = performance.now() + patienceMs;
  while (database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0) {
    if (performance.now() >= deadline) return false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
  }
  return true;
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
