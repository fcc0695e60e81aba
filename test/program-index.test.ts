import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT } from '../src/errors.js';
import { generationsIn } from '../src/index/store.js';
import { indexHere } from './bundled-embedder.js';
import { documentsFolder, putFiles } from './documents-folder.js';
import { HARBOUR } from './harbour.js';
import { currentOf, flipByte } from './index/tamper.js';
import { run } from './program.js';
import { temporaryFolder } from './temporary-folder.js';

const LAMP = { 'lamp.txt': 'The lamp of the lighthouse was lit by Ada Lindqvist in 1902.\n' };
const QUESTION = 'Who lit the lamp of the lighthouse?';

/** Two generations: of the harbour, and with the lamp. */
async function twoGenerations() {
  const seeds = await documentsFolder(HARBOUR);
  const embeddings = await temporaryFolder();
  const how = { env: { SEEDS_DIR: seeds, EMBEDDINGS_DIR: embeddings }, cwd: embeddings };
  const index = (...args: string[]) => run('reindex', { ...how, args });
  const ask = () => run('main', { ...how, args: [QUESTION] });
  await indexHere(seeds, embeddings);
  await putFiles(seeds, LAMP);
  await indexHere(seeds, embeddings);
  return { indexDir: join(embeddings, 'index'), index, ask };
}

test('the indexer goes back to the generation before, where it stays until it is asked again', async () => {
  const { index, ask } = await twoGenerations();
  const back = await index('--rollback');
  expect(back.code).toBe(EXIT.ok);
  expect(back.stdout.replace(/\s+/g, ' ')).toMatch(
    /^Went back from \S+ to \S+ of \S+: \d+ passages of 4 documents\. /,
  );
  const asked = await ask();
  expect(asked.stderr).toMatch(/^The index was rolled back\./);
  expect(asked.stdout).not.toContain('Lindqvist');

  const again = await index('--rollback');
  expect(again.code).toBe(EXIT.failure);
  expect(again.stderr).toContain('cannot be rolled back');
  expect((await index('--rollback', '--full')).code).toBe(EXIT.usage);

  const forward = await index();
  expect(forward.stdout).toMatch(/0 embedded/);
  expect(forward.stdout).toContain('1 added');
  expect((await ask()).stdout).toContain('Lindqvist');
});

test('a damaged index that cannot be mended answers as before, or ends with what to do', async () => {
  const { indexDir, index, ask } = await twoGenerations();
  const damage = async (folder: string) =>
    flipByte(join(folder, 'index.sqlite'), (size) => size - 1);
  const { folder } = await currentOf(indexDir);
  await damage(folder);
  const lock = join(indexDir, 'lock.sqlite');
  await rm(lock);
  await mkdir(lock);
  const older = await ask();
  expect(older.code).toBe(EXIT.ok);
  expect(older.stderr).toMatch(/cannot be written[\s\S]*The index was damaged: index\.sqlite/);

  for (const name of await generationsIn(indexDir))
    await rm(join(indexDir, name), { recursive: true });
  const startedAt = performance.now();
  for (const ended of [await ask(), await index()]) {
    expect(ended.code).toBe(EXIT.failure);
    expect(ended.stderr).toContain('cannot be written');
    expect(ended.stderr).toContain('EMBEDDINGS_DIR');
    expect(ended.stderr).not.toContain('defect');
  }
  // Not tried again and again: whoever starts programs decides when that is.
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});
