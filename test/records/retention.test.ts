import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openRecords } from '../../src/records/sqlite.js';
import { temporaryFolder } from '../temporary-folder.js';
import { bytesIn, daysAgo, folderWith, NOW, question, recordsIn, vote, written } from './opened.js';

const HERE = { guildId: 'guild', limit: 10 };

describe('where questions are not stored', () => {
  test('a question leaves nothing, and votes are counted all the same', async () => {
    const folder = await temporaryFolder();
    const records = await recordsIn({ folder, storeQuestions: false });
    expect(records.asked(question({ text: 'Xylophone?', kind: 'none' }))).toBeUndefined();
    records.voted(vote({ helpful: false }));
    expect(records.gaps(HERE)).toEqual([]);
    expect(records.counts()).toEqual({ questions: 0, votes: 1, helpful: 0, notHelpful: 1 });
    expect(bytesIn(folder)).not.toMatch(/xylophone/i);
  });

  test('those that were stored before are deleted at once, byte by byte, and votes stay', async () => {
    const folder = await temporaryFolder();
    const storing = await recordsIn({ folder });
    const questionId = storing.asked(question({ text: 'Xylophone?' })) ?? -1;
    storing.voted(vote({ questionId }));
    expect(bytesIn(folder)).toContain('Xylophone');
    const records = await recordsIn({ folder, storeQuestions: false });
    expect(bytesIn(folder)).not.toMatch(/xylophone/i);
    expect(records.counts()).toMatchObject({ questions: 0, votes: 1 });
  });
});

describe('a sweep', () => {
  test('deletes questions and votes that are past the retention, and no others', async () => {
    const records = await recordsIn({ retentionDays: 30 });
    for (const days of [29, 30, 31, 300]) {
      records.asked(question({ text: `${days}`, kind: 'none', at: daysAgo(days) }));
      records.voted(vote({ messageId: `${days}`, at: daysAgo(days) }));
    }
    expect(records.sweep(NOW)).toBe(4);
    expect(records.gaps(HERE).map(({ text }) => text)).toEqual(['29', '30']);
    expect(records.counts()).toMatchObject({ questions: 2, votes: 2 });
    expect(records.sweep(NOW)).toBe(0);
  });

  test('leaves a vote whose question is past the retention, for as long as its own time', async () => {
    const records = await recordsIn({ retentionDays: 30 });
    const questionId = records.asked(question({ at: daysAgo(31) })) ?? -1;
    records.voted(vote({ questionId, at: daysAgo(29) }));
    expect(records.sweep(NOW)).toBe(1);
    expect(records.counts()).toMatchObject({ questions: 0, votes: 1 });
  });

  test('leaves no byte of what it deleted in the file, once that is closed', async () => {
    const folder = await temporaryFolder();
    const records = await recordsIn({ folder, retentionDays: 30 });
    records.asked(question({ text: 'Xylophone?', at: daysAgo(31) }));
    records.asked(question({ text: 'Zither?' }));
    records.sweep(NOW);
    records.close();
    expect(bytesIn(folder)).toContain('Zither');
    expect(bytesIn(folder)).not.toMatch(/xylophone/i);
  });

  test('leaves no byte of what it deleted in any file while that is open', async () => {
    const folder = await temporaryFolder();
    const records = await recordsIn({ folder, retentionDays: 30 });
    records.asked(question({ text: 'Xylophone?', at: daysAgo(31) }));
    records.asked(question({ text: 'Zither?' }));
    expect(bytesIn(folder)).toMatch(/xylophone/i);
    expect(records.sweep(NOW)).toBe(1);
    expect(bytesIn(folder)).toContain('Zither');
    expect(bytesIn(folder)).not.toMatch(/xylophone/i);
  });

  test('leaves the log to the next one while another process reads, and does not wait', async () => {
    const [folder, file] = await folderWith(written);
    const records = await recordsIn({ folder, retentionDays: 30 });
    records.asked(question({ text: 'Xylophone?', at: daysAgo(31) }));
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM questions').get();
    const began = performance.now();
    expect(records.sweep(NOW)).toBe(1);
    expect(performance.now() - began).toBeLessThan(500);
    reader.close();
    expect(bytesIn(folder)).toMatch(/xylophone/i);
    expect(records.sweep(NOW)).toBe(0);
    expect(bytesIn(folder)).not.toMatch(/xylophone/i);
  });

  test('is made whenever records are opened', async () => {
    const folder = await temporaryFolder();
    const longer = await recordsIn({ folder, retentionDays: 90 });
    longer.asked(question({ at: daysAgo(60) }));
    longer.asked(question({ at: daysAgo(10) }));
    longer.close();
    const shorter = await recordsIn({ folder, retentionDays: 30 });
    expect(shorter.counts().questions).toBe(1);
  });
});

test('a retention of no time is refused before anything is deleted', async () => {
  const folder = await temporaryFolder();
  const records = await recordsIn({ folder });
  records.asked(question());
  for (const retentionDays of [0, -1, Number.NaN])
    expect(() => openRecords({ folder, storeQuestions: true, retentionDays })).toThrow(RangeError);
  expect(records.counts().questions).toBe(1);
});
