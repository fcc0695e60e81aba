import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { openCorpusFolder } from '../../src/corpus/folder.js';
import { seal } from '../../src/index/seal.js';
import { readStamps, type Stamps, writeStamps } from '../../src/index/stamps.js';
import { atEndOfTest } from '../at-end.js';
import { putFiles } from '../documents-folder.js';
import { currentOf } from './tamper.js';
import { Workshop } from './workshop.js';

const DOCUMENTS = {
  'a.txt': 'The eastern pier is closed to all ferries.',
  'deep/b.txt': 'The glacier melted faster than anybody had expected.',
};
let workshop: Workshop;

/** A minute from now, when all files will have been left alone for long. */
function later(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  atEndOfTest(() => {
    vi.useRealTimers();
  });
}

const folderOf = async () => (await currentOf(workshop.indexDir)).folder;
const stamps = async () => readStamps(await folderOf());

/** As if nothing told that a file is not what was indexed. */
async function pretend(change: (stamps: Stamps) => Stamps): Promise<void> {
  const folder = await folderOf();
  await writeStamps(folder, change(await readStamps(folder)));
  await seal(folder, basename(folder));
}

async function stampOf(source: string): Promise<string> {
  const corpus = await openCorpusFolder(workshop.seedsDir, 1_000);
  return corpus.stamp(source)?.key ?? 'none';
}

beforeEach(async () => {
  workshop = await Workshop.with(DOCUMENTS);
});

test('files that were written a moment ago are read again by the next run', async () => {
  await workshop.update();
  expect(await stamps()).toEqual(new Map());
});

test('a file that has the stamp it was indexed with is read by a full run only', async () => {
  later();
  await workshop.update();
  expect([...(await stamps()).keys()]).toEqual(['a.txt', 'deep/b.txt']);
  await putFiles(workshop.seedsDir, { 'a.txt': 'The eastern pier is open again.' });
  const changed = await stampOf('a.txt');
  await pretend((stamps) => new Map([...stamps, ['a.txt', changed]]));
  expect(await workshop.update()).toMatchObject({
    changed: false,
    unchanged: ['a.txt', 'deep/b.txt'],
  });
  expect(await workshop.update({ full: true })).toMatchObject({ updated: ['a.txt'] });
});

test('stamps go on from one index to the next, and that of a changed file is its new one', async () => {
  later();
  await workshop.update();
  const before = await stamps();
  await putFiles(workshop.seedsDir, { 'a.txt': 'The eastern pier is open again.' });
  expect(await workshop.update()).toMatchObject({ updated: ['a.txt'], unchanged: ['deep/b.txt'] });
  const after = await stamps();
  expect(after.get('deep/b.txt')).toBe(before.get('deep/b.txt'));
  expect(after.get('a.txt')).not.toBe(before.get('a.txt'));
  expect(after.get('a.txt')).toBe(await stampOf('a.txt'));
});

test('an entry in sources.yaml that changed, or cannot be read, is no less noticed', async () => {
  later();
  await putFiles(workshop.seedsDir, { 'sources.yaml': 'a.txt:\n  publisher: The Daily Post\n' });
  await workshop.update();
  await putFiles(workshop.seedsDir, { 'sources.yaml': 'a.txt:\n  publisher: The Evening Post\n' });
  expect(await workshop.update()).toMatchObject({ updated: ['a.txt'], unchanged: ['deep/b.txt'] });
  await putFiles(workshop.seedsDir, { 'sources.yaml': 'a.txt: [' });
  expect(await workshop.update()).toMatchObject({ changed: false });
  expect((await workshop.open()).find('a.txt')?.info).toMatchObject({
    publisher: 'The Evening Post',
  });
});

test('a file that is too large by now stays as it was, and is told of', async () => {
  later();
  await workshop.update();
  expect(await workshop.update({ maxDocumentBytes: 45 })).toMatchObject({
    kept: ['deep/b.txt'],
    faults: [{ source: 'deep/b.txt' }],
  });
});

test('an index without stamps, or with what are none, is brought up to date all the same', async () => {
  later();
  await workshop.update();
  const folder = await folderOf();
  await writeFile(join(folder, 'documents.json'), '{"a.txt": 1}');
  await seal(folder, basename(folder));
  expect(await workshop.update()).toMatchObject({ changed: false });
});
