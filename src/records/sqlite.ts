import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { comparableText } from './comparable.js';
import { emptyLog, openDatabase, waitNoMore } from './database.js';
import { PATIENCE_MS, stillRead, withFaults } from './faults.js';
import { gapsIn } from './gaps.js';
import type {
  AskedQuestion,
  Counts,
  Gap,
  GapFilter,
  GuildSettings,
  Records,
  Vote,
} from './records.js';
import { readSettings, toPatch } from './settings.js';
import { prepareStatements, type Statements } from './statements.js';

export const RECORDS_FILE = 'verbatim.sqlite';
const DAY_MS = 86_400_000;

export interface RecordsOptions {
  /** Made when it is missing. */
  readonly folder: string;
  /** Otherwise nothing that members write is stored: of a vote, ids and yes or no. */
  readonly storeQuestions: boolean;
  /** How long questions and votes are kept; at least 1. */
  readonly retentionDays: number;
}

/**
 * Opens the records in `folder`, which several processes may share, and sweeps them. Without
 * `storeQuestions`, all questions that were stored before are deleted at once, in the bytes of the
 * file as well.
 *
 * @throws VerbatimError `records` when the file or its folder cannot be used; nothing that lay there
 *   is overwritten. RangeError for a retention that would delete everything.
 */
export function openRecords(options: RecordsOptions): Records {
  if (!(options.retentionDays >= 1)) throw new RangeError('Records are kept for at least a day.');
  const file = join(options.folder, RECORDS_FILE);
  return withFaults(file, () => {
    const database = openDatabase(file);
    try {
      const records = new SqliteRecords(database, options);
      if (!options.storeQuestions) {
        database.exec('DELETE FROM questions');
        records.rewrite(PATIENCE_MS);
      }
      records.sweep(new Date());
      waitNoMore(database);
      return records;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

class SqliteRecords implements Records {
  readonly #database: Database.Database;
  readonly #options: RecordsOptions;
  readonly #statements: Statements;
  /** What was deleted before the start may be in the file still. */
  #owed: 'rewrite' | 'empty log' | 'nothing' = 'rewrite';

  constructor(database: Database.Database, options: RecordsOptions) {
    this.#database = database;
    this.#options = options;
    this.#statements = prepareStatements(database);
  }

  settings(guildId: string): GuildSettings {
    return this.#do(({ settings }) => readSettings(settings.get(guildId)));
  }

  change(guildId: string, change: Partial<GuildSettings>): GuildSettings {
    // `get` would stop before the row is committed, and hear nothing of a full disk.
    const row = { guildId, patch: toPatch(change) };
    return this.#do(({ patch }) => readSettings(patch.all(row)[0]));
  }

  asked({ at, ...question }: AskedQuestion): number | undefined {
    if (!this.#options.storeQuestions) return undefined;
    const row = { ...question, comparable: comparableText(question.text), at: at.getTime() };
    return this.#do(({ ask }) => Number(ask.run(row).lastInsertRowid));
  }

  voted({ helpful, question, at, ...vote }: Vote): boolean {
    const row = {
      ...vote,
      questionId: question?.id ?? null,
      guildId: question?.guildId ?? null,
      channelIds: JSON.stringify(question?.channelIds ?? []),
      helpful: helpful ? 1 : 0,
      at: at.getTime(),
    } as const;
    const [questionId] = this.#do(({ vote }) => vote.all(row));
    return questionId !== null;
  }

  gaps(filter: GapFilter): Gap[] {
    return this.#do(() => gapsIn(this.#database, filter));
  }

  forget(userId: string): { questions: number; votes: number } {
    const deleted = this.#do(({ questionsOf, votesOf }) =>
      this.#together(() => ({
        questions: questionsOf.run(userId).changes,
        votes: votesOf.run(userId).changes,
      })),
    );
    if (deleted.questions + deleted.votes > 0) this.#owed = 'rewrite';
    return deleted;
  }

  /**
   * `secure_delete` alone does not do: it leaves the copies that pages keep of rows that moved to a
   * neighbour.
   *
   * @param patienceMs for other processes, held up by which everything else waits.
   */
  rewrite(patienceMs = 0): boolean {
    if (this.#owed === 'nothing') return false;
    return this.#do(() => {
      if (this.#owed === 'rewrite') this.#database.exec('VACUUM');
      this.#owed = 'empty log';
      if (!emptyLog(this.#database, patienceMs)) throw stillRead(this.#database.name);
      this.#owed = 'nothing';
      return true;
    });
  }

  sweep(now: Date): number {
    const oldest = now.getTime() - this.#options.retentionDays * DAY_MS;
    return this.#do(({ questionsBefore, votesBefore }) => {
      const deleted = this.#together(
        () => questionsBefore.run(oldest).changes + votesBefore.run(oldest).changes,
      );
      // Also when nothing was: the sweep before may have been in the way of another process.
      emptyLog(this.#database);
      return deleted;
    });
  }

  counts(): Counts {
    return this.#do(({ counts }) => counts.get() as Counts);
  }

  close(): void {
    this.#do(() => this.#database.close());
  }

  #do<T>(work: (statements: Statements) => T): T {
    return withFaults(this.#database.name, () => work(this.#statements));
  }

  #together<T>(work: () => T): T {
    return this.#database.transaction(work)();
  }
}
