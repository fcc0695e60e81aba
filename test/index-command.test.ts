import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../src/errors.js';
import { indexHere } from './bundled-embedder.js';
import { documentsFolder, putFiles } from './documents-folder.js';
import { HARBOUR } from './harbour.js';
import { run, start } from './program.js';
import { temporaryFolder } from './temporary-folder.js';

async function place(documents: Readonly<Record<string, string>> = HARBOUR) {
  const env = {
    SEEDS_DIR: await documentsFolder(documents),
    EMBEDDINGS_DIR: await temporaryFolder(),
  };
  const index = join(env.EMBEDDINGS_DIR, 'index');
  const pointer = () => readFile(join(index, 'CURRENT'), 'utf8').catch(() => undefined);
  const isBuilding = async () =>
    (await readdir(index).catch(() => [])).some((name) => name.startsWith('building-'));
  return { env, cwd: await temporaryFolder(), pointer, isBuilding };
}

describe.concurrent('npm run index', () => {
  test('with --watch stays, tells in a line what each run changed, and ends when it is told to', async () => {
    const { env, cwd } = await place();
    const { child, printed, ended } = start('reindex', { args: ['--watch'], env, cwd });
    await printed('4 added.\n');
    await putFiles(env.SEEDS_DIR, {
      'deep/new.txt': 'A lighthouse stands on the northern cape.',
      'empty.txt': '',
    });
    await printed('empty.txt: ');
    child.kill('SIGTERM');
    const { code, signal, stdout, stderr } = await ended;
    expect([code, signal, stderr]).toEqual([EXIT.ok, null, '']);
    const [line, fault, ...rest] = stdout.trimEnd().split('\n').slice(5);
    expect(line).toMatch(/^added deep\/new\.txt: \d+ passages, 1 embedded, in \d+\.\d s$/);
    expect(fault).toContain('empty.txt: It is skipped');
    expect(rest).toEqual([]);
  });

  test('ends at once at SIGINT, as if it had not begun', async () => {
    const words = Array.from({ length: 40_000 }, (_, i) => `Word${i} stands here.`).join(' ');
    const { env, cwd, pointer, isBuilding } = await place({ 'a.txt': 'A ferry leaves at noon.' });
    await indexHere(env.SEEDS_DIR, env.EMBEDDINGS_DIR);
    const before = await pointer();
    await putFiles(env.SEEDS_DIR, { 'long.txt': words, 'more.txt': `${words} More.` });
    const { child, ended } = start('reindex', { env, cwd });
    while (!(await isBuilding())) await setTimeout(20);
    const from = performance.now();
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(performance.now() - from).toBeLessThan(1_000);
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toBe('Cancelled; the index is as it was.\n');
    expect(await pointer()).toBe(before);
    // Whoever built it is gone, and its lock with it.
    await Promise.all(['long.txt', 'more.txt'].map((name) => rm(join(env.SEEDS_DIR, name))));
    await putFiles(env.SEEDS_DIR, { 'b.txt': 'A ferry comes back at nine.' });
    expect((await run('reindex', { env, cwd })).stdout).toContain('1 added, 1 unchanged');
    expect(await isBuilding()).toBe(false);
  });
});

test('a chat with WATCH_SEEDS answers from what was written meanwhile, and logs it', async () => {
  const { env, cwd } = await place();
  const { child, printed, ended } = start('main', { env: { ...env, WATCH_SEEDS: 'true' }, cwd });
  child.stdin.write('Who sells rye bread?\n');
  await printed('bakery.md');
  await putFiles(env.SEEDS_DIR, { 'cape.txt': 'Runa Tveit keeps the lighthouse on the cape.' });
  let isThere = false;
  const answered = printed('Runa Tveit').then(() => {
    isThere = true;
  });
  while (!isThere) {
    child.stdin.write('Who keeps the lighthouse on the cape?\n');
    await Promise.race([answered, setTimeout(500)]);
  }
  child.stdin.end();
  const { code, stderr } = await ended;
  expect(code).toBe(EXIT.ok);
  const [, line = '{}'] = stderr.trimEnd().split('\n');
  expect(JSON.parse(line)).toMatchObject({
    msg: 'changed documents taken in',
    added: 1,
    removed: 0,
  });
});
