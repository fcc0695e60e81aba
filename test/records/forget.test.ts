import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { RECORDS_FILE } from '../../src/records/sqlite.js';
import { temporaryFolder } from '../temporary-folder.js';
import { bytesIn, question, recordsIn, vote } from './opened.js';

test('to forget a member deletes what that member asked and voted, and nothing of others', async () => {
  const folder = await temporaryFolder();
  const records = await recordsIn({ folder });
  const mine = records.asked(question({ userId: 'me', text: 'mine', kind: 'none' })) ?? -1;
  const other = records.asked(question({ userId: 'other', text: 'other', kind: 'none' })) ?? -1;
  records.voted(vote({ messageId: '1', userId: 'me', questionId: other, helpful: false }));
  records.voted(vote({ messageId: '2', userId: 'other', questionId: mine, helpful: false }));
  records.change('guild', { threads: true });
  expect(records.forget('me')).toEqual({ questions: 1, votes: 1 });
  expect(records.gaps({ guildId: 'guild', limit: 10 })).toMatchObject([
    { text: 'other', notHelpful: 0 },
  ]);
  expect(records.counts()).toEqual({ questions: 1, votes: 1, helpful: 0, notHelpful: 1 });
  expect(records.settings('guild').threads).toBe(true);
  expect(records.forget('me')).toEqual({ questions: 0, votes: 0 });
  const database = new Database(join(folder, RECORDS_FILE), { readonly: true });
  const left = database.prepare('SELECT user_id, question_id FROM votes').all();
  database.close();
  expect(left).toEqual([{ user_id: 'other', question_id: null }]);
});

/** Repeatable 16-bit numbers without order (a linear congruential generator, Numerical Recipes). */
function numbers(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 16;
  };
}

test('nothing of a forgotten member is left in any file, however pages were rearranged', async () => {
  const folder = await temporaryFolder();
  const records = await recordsIn({ folder });
  // Another process has the file open, too.
  const bystander = await recordsIn({ folder });
  const next = numbers();
  for (let round = 0; round < 3000; round++) {
    // In no order of the alphabet, and of all lengths: pages of the index are split and joined.
    const start = next().toString(36);
    const mine = next() % 1000 < 100;
    const text = `${start} ${mine ? 'Xylophone' : 'other'} ${'y'.repeat(next() % 800)}`;
    const userId = mine ? 'forgotten-member' : `member ${round % 7}`;
    records.asked(question({ userId, text, kind: 'none' }));
    records.voted(vote({ messageId: start, userId }));
  }
  bystander.gaps({ guildId: 'guild', limit: 5 });
  expect(bytesIn(folder)).toMatch(/xylophone/i);
  expect(records.forget('forgotten-member').questions).toBeGreaterThan(100);
  expect(records.rewrite()).toBe(true);
  expect(bytesIn(folder)).not.toMatch(/xylophone|forgotten-member/i);
  expect(bystander.counts()).toEqual(records.counts());
  expect(bystander.counts().questions).toBeGreaterThan(1000);
});

test('the file is written anew only when something was forgotten, or may have been before', async () => {
  const folder = await temporaryFolder();
  const records = await recordsIn({ folder });
  expect(records.rewrite()).toBe(true);
  const made = () => statSync(join(folder, RECORDS_FILE)).mtimeMs;
  const before = made();
  expect(records.forget('nobody')).toEqual({ questions: 0, votes: 0 });
  expect(records.rewrite()).toBe(false);
  expect(made()).toBe(before);
  for (const userId of ['anna', 'bela']) {
    records.asked(question({ userId }));
    records.forget(userId);
  }
  expect(records.rewrite()).toBe(true);
  expect(records.rewrite()).toBe(false);
});
