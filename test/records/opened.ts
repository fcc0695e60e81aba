import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AskedQuestion, Records, Vote } from '../../src/records/records.js';
import { openRecords, RECORDS_FILE, type RecordsOptions } from '../../src/records/sqlite.js';
import { atEndOfFile } from '../at-end.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Records in a folder of their own unless one is given, closed after the tests of the file. */
export async function recordsIn(options: Partial<RecordsOptions> = {}): Promise<Records> {
  const folder = options.folder ?? (await temporaryFolder());
  const records = openRecords({ storeQuestions: true, retentionDays: 90, ...options, folder });
  atEndOfFile(() => records.close());
  return records;
}

export const NOW = new Date();
const DAY_MS = 86_400_000;

export function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}

export function question(change: Partial<AskedQuestion> = {}): AskedQuestion {
  return {
    guildId: 'guild',
    channelId: 'channel',
    userId: 'asker',
    text: 'Who signed it?',
    kind: 'quoted',
    confidence: 0.8,
    at: NOW,
    ...change,
  };
}

interface VoteChange extends Partial<Omit<Vote, 'question'>> {
  readonly questionId?: number;
  readonly guildId?: string | null;
  readonly channelIds?: readonly string[];
}

/** Where `question` was asked, unless something else is given. */
export function vote({ questionId, guildId = 'guild', ...change }: VoteChange = {}): Vote {
  const { channelIds = ['channel'], ...rest } = change;
  return {
    ...{ messageId: 'message', userId: 'voter', helpful: true, at: NOW, ...rest },
    ...(questionId === undefined ? {} : { question: { id: questionId, guildId, channelIds } }),
  };
}

/** The bytes of every file in the folder, as Latin-1. */
export function bytesIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
}

/** A folder whose file was made by `make`. */
export async function folderWith(
  make: (file: string) => void,
): Promise<[folder: string, file: string]> {
  const folder = await temporaryFolder();
  const file = join(folder, RECORDS_FILE);
  make(file);
  return [folder, file];
}

/** A file of this program with some rows in it, closed. */
export function written(file: string): void {
  const folder = join(file, '..');
  const records = openRecords({ folder, storeQuestions: true, retentionDays: 90 });
  for (let count = 0; count < 200; count++)
    records.asked(question({ text: `${count} ${'word '.repeat(40)}` }));
  records.close();
}
