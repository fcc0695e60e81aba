import { link, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { stampAt } from '../../src/corpus/file-stamp.js';
import { temporaryFolder } from '../temporary-folder.js';

let path: string;
beforeEach(async () => {
  path = join(await temporaryFolder(), 'a.txt');
  await writeFile(path, 'The pier is closed.');
  await utimes(path, 1, 1);
});

test('a stamp stays as long as the file is left alone, and tells its size', () => {
  const stamp = stampAt(path);
  expect(stamp).toMatchObject({ bytes: 19 });
  expect(stampAt(path)).toEqual(stamp);
});

test.each<[string, () => Promise<void>]>([
  ['written with as many bytes and its old time', () => writeFile(path, 'The pier is opened.')],
  ['made longer', () => writeFile(path, 'The pier is closed again.')],
  [
    'replaced by one that looks the same',
    async () => {
      await writeFile(`${path}.new`, 'The pier is opened.');
      await utimes(`${path}.new`, 1, 1);
      await rename(`${path}.new`, path);
    },
  ],
])('a file that was %s has another stamp', async (_, change) => {
  const before = stampAt(path)?.key;
  // The clock of many systems ticks every 10 ms or so.
  await setTimeout(50);
  await change();
  await utimes(path, 1, 1);
  expect(stampAt(path)?.key).toEqual(expect.not.stringMatching(`^${before}$`));
});

test('a file that was changed a moment ago could be changed again and look the same', async () => {
  const now = Date.now();
  expect(stampAt(path, now)).toMatchObject({ isSettled: false });
  expect(stampAt(path, now + 1_000)).toMatchObject({ isSettled: false });
  expect(stampAt(path, now + 10_000)).toMatchObject({ isSettled: true });
  // The time of the last write may be set at will, to one that has yet to come, too.
  await utimes(path, 1, now / 1_000 + 3_600);
  expect(stampAt(path, now + 10_000)).toMatchObject({ isSettled: false });
});

test('a link to a file has the stamp of that file, and what is no file has none', async () => {
  await link(path, `${path}.linked`);
  expect(stampAt(`${path}.linked`)).toEqual(stampAt(path));
  await rm(path);
  expect(stampAt(path)).toBeUndefined();
  await mkdir(path);
  expect(stampAt(path)).toBeUndefined();
  expect(stampAt(join(path, '..', 'a.txt.linked', 'inside.txt'))).toBeUndefined();
});
