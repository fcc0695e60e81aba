import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { child } from './child.js';
import { recordsIn } from './opened.js';

test('processes that begin together make one file, and what each writes is there', async () => {
  const folder = await temporaryFolder();
  const script = `
    for (let i = 0; i < 25; i++) await retried(() => records.voted(vote('m' + i)));
    await retried(() => records.forget('nobody'));
    await retried(() => records.rewrite());
    records.close();
    say('done');`;
  const children = Array.from({ length: 4 }, () => child(folder, script));
  for (const { printing } of children) await printing(1);
  for (const { go } of children) go();
  for (const { lines } of children) expect(await lines()).toEqual(['ready', 'done']);
  expect((await recordsIn({ folder })).counts().votes).toBe(100);
});

test.each([1, 10, 100])(
  'a process that is killed after %i votes leaves a usable file with all that it had written',
  async (votes) => {
    const folder = await temporaryFolder();
    const killed = child(
      folder,
      `for (let i = 0; ; i++) { records.voted(vote('m' + i)); say(String(i)); }`,
    );
    killed.go();
    await killed.printing(1 + votes);
    killed.process.kill('SIGKILL');
    const written = (await killed.lines()).length - 1;
    expect(written).toBeGreaterThanOrEqual(votes);
    const records = await recordsIn({ folder });
    // One more when it was killed between the writing and the telling.
    expect([written, written + 1]).toContain(records.counts().votes);
    records.change('guild', { threads: true });
    expect(records.settings('guild').threads).toBe(true);
  },
);

test('a process that is killed while it forgets leaves a usable file', async () => {
  const folder = await temporaryFolder();
  const killed = child(
    folder,
    `for (;;) { records.voted(vote('m')); say('voted'); records.forget('u' + process.pid); records.rewrite(); }`,
  );
  killed.go();
  await killed.printing(20);
  killed.process.kill('SIGKILL');
  await killed.lines();
  const records = await recordsIn({ folder });
  expect(records.forget(`u${killed.process.pid}`).votes).toBeLessThanOrEqual(1);
  expect(records.counts().votes).toBe(0);
});

test.each([
  ['votes', `records.voted(vote('m' + written))`],
  ['settings', `records.change('g' + written, { answerChannels: ['1'.repeat(20)] })`],
])(
  'a disk that takes no more %s is told as such, and what was written stays',
  async (what, write) => {
    const folder = await temporaryFolder();
    const script = `
    let written = 0;
    try {
      for (;;) { ${write}; written++; }
    } catch (error) {
      say(error.name + ' ' + error.code + ' ' + written);
    }`;
    // In blocks of 512 bytes or of 1 KiB: no file grows beyond that.
    const full = child(folder, script, 'ulimit -f 400');
    full.go();
    const [, told = ''] = await full.lines();
    expect(told).toMatch(/^VerbatimError records [1-9]/);
    const records = await recordsIn({ folder });
    const written = Number(told.split(' ').at(-1));
    if (what === 'votes') expect(records.counts().votes).toBe(written);
    else expect(records.settings(`g${written - 1}`).answerChannels).toHaveLength(1);
  },
);
