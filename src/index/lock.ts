import { constants } from 'node:fs';
import { access, mkdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database, { SqliteError } from 'better-sqlite3';
import { VerbatimError } from '../errors.js';

const LOCK_FILE = 'lock.sqlite';
/** What was written over the file, which is empty, by a failing disk or another program. */
const DAMAGED: readonly string[] = ['SQLITE_NOTADB', 'SQLITE_CORRUPT'];
const RETRY_MS = 50;
/** Whoever builds for longer keeps others waiting no more: they answer from what there is. */
const PATIENCE_MS = 60_000;

/**
 * Runs `work` while no other process changes the index in `folder`; waits for its turn. The lock is
 * that of a SQLite transaction, which the operating system takes from an owner that dies.
 *
 * @throws VerbatimError `index` when the turn does not come; SqliteError or an errno error when the
 *   folder cannot be written; whatever `work` throws.
 */
export async function withIndexLock<T>(
  folder: string,
  work: () => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, LOCK_FILE);
  const database = new Database(path, { timeout: 0 });
  try {
    // SQLite opens a file that it may not write all the same, and then locks nothing.
    await access(path, constants.W_OK);
    const deadline = performance.now() + patienceMs;
    while (!(await begins(database, path))) {
      if (performance.now() > deadline) throw stillBusy(folder, patienceMs);
      await setTimeout(RETRY_MS);
    }
    return await work();
  } finally {
    database.close();
  }
}

async function begins(database: Database.Database, path: string): Promise<boolean> {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
    if (error.code === 'SQLITE_BUSY') return false;
    if (!DAMAGED.includes(error.code)) throw error;
    // Nobody can have taken a lock on it, and there is nothing in it. It stays the same file.
    await truncate(path, 0);
    return false;
  }
}

function stillBusy(folder: string, patienceMs: number): VerbatimError {
  return new VerbatimError(
    'index',
    `Another process has been changing the index in ${folder} for over ${patienceMs / 1000} s.`,
    'Wait for it to end, or end it, and try again.',
  );
}
