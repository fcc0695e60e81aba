import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database, { SqliteError } from 'better-sqlite3';

const LOCK_FILE = 'lock.sqlite';
const RETRY_MS = 50;

/**
 * Runs `work` while no other process changes the index in `folder`; waits for its turn. The lock is
 * that of a SQLite transaction, which the operating system takes from an owner that dies.
 *
 * @throws whatever `work` throws; SqliteError or an errno error when the folder cannot be written.
 */
export async function withIndexLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const database = new Database(join(folder, LOCK_FILE), { timeout: 0 });
  try {
    while (!begins(database)) await setTimeout(RETRY_MS);
    return await work();
  } finally {
    database.close();
  }
}

function begins(database: Database.Database): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof SqliteError && error.code === 'SQLITE_BUSY') return false;
    throw error;
  }
}
