import { dirname } from 'node:path';
import { SqliteError } from 'better-sqlite3';
import { messageOf, VerbatimError } from '../errors.js';

/** How long a process that starts waits for another one to end its transaction. */
export const PATIENCE_MS = 2000;

/** Another process is writing the records, or reading what is to be written anew. It passes. */
export class RecordsBusy extends VerbatimError {}

interface Fault {
  readonly what: string;
  readonly remedy: string;
}

/**
 * By the beginning of SQLite's code (https://www.sqlite.org/rescode.html). What is not listed, such
 * as a violated constraint, is a defect of the program and no business of whoever runs it.
 */
const FAULTS: readonly (readonly [code: RegExp, fault: (file: string) => Fault])[] = [
  [
    /^SQLITE_(?:FULL|NOMEM)/,
    () => ({ what: 'cannot grow', remedy: 'Free room on its disk and try again.' }),
  ],
  [/^SQLITE_(?:CORRUPT|NOTADB)/, damage],
  [
    /^SQLITE_(?:READONLY|CANTOPEN|PERM)/,
    (file) => ({
      what: 'cannot be written',
      remedy: `Let the user that runs the program write ${dirname(file)} and the files in it, or let DATA_DIR name another folder.`,
    }),
  ],
  [
    /^SQLITE_IOERR/,
    () => ({ what: 'cannot be read or written', remedy: 'Check its disk and try again.' }),
  ],
];

/** Runs `work`; faults of SQLite that a person can mend become VerbatimError `records`. */
export function withFaults<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof SqliteError ? translated(file, error) : error;
  }
}

function translated(file: string, error: InstanceType<typeof SqliteError>): Error {
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(error.code))
    return busy(file, 'is locked by another process', error);
  const fault = FAULTS.find(([code]) => code.test(error.code))?.[1](file);
  return fault === undefined ? error : recordsFault(file, fault, error);
}

export function stillRead(file: string): RecordsBusy {
  return busy(file, 'may still hold what was deleted, since another process is reading it');
}

function busy(file: string, what: string, cause?: unknown): RecordsBusy {
  const remedy = `Try again in a moment; if it stays so, end what holds ${file} open.`;
  return new RecordsBusy('records', `${file} ${what}.`, remedy, { cause });
}

export function damaged(file: string, why: string): VerbatimError {
  return recordsFault(file, damage(file), new Error(why));
}

/** @param cause its message is told, too. */
export function recordsFault(
  file: string,
  { what, remedy }: Fault,
  cause?: unknown,
): VerbatimError {
  const why = cause === undefined ? '' : `: ${messageOf(cause)}`;
  return new VerbatimError('records', `${file} ${what}${why}.`, remedy, { cause });
}

function damage(file: string): Fault {
  return {
    what: 'is damaged or no database',
    remedy: `Put a backup in its place, or move ${file} and its -wal and -shm files away to begin anew.`,
  };
}
