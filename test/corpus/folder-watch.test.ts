import { type WatchListener, watch } from 'node:fs';
import { appendFile, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { FolderWatch, type WatchFolder } from '../../src/corpus/folder-watch.js';
import { documentsFolder, putFiles } from '../documents-folder.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Longer than it takes to hear of a change, and for new folders to be looked at. */
const A_WHILE_MS = 400;
const LOOK_MS = 100;
const WAITING = { timeout: 5_000, interval: 20 };
const watches: FolderWatch[] = [];

afterAll(() => {
  for (const watch of watches.splice(0)) watch.close();
});

/** A system that has only so many watches. */
function scarceWatches(allowed: number) {
  const scarce = {
    allowed,
    open: 0,
    refused: 0,
    watch: (path: string, heard: WatchListener<string>) => {
      if (scarce.open >= scarce.allowed) {
        scarce.refused += 1;
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      }
      scarce.open += 1;
      const watcher = watch(path, heard);
      watcher.once('close', () => {
        scarce.open -= 1;
      });
      return watcher;
    },
  };
  return scarce;
}

/** A folder with a few documents, watched. */
async function watched(folder?: string, watchFolder?: WatchFolder) {
  const at =
    folder ?? (await documentsFolder({ 'a.txt': 'A.', 'deep/er/b.md': 'B.', 'deep/c.txt': 'C.' }));
  let heard = 0;
  const faults: string[] = [];
  const watching = {
    folder: at,
    onChange: () => {
      heard += 1;
    },
    onFault: (message: string) => faults.push(message),
  };
  const folderWatch = await FolderWatch.start(watching, LOOK_MS, watchFolder);
  watches.push(folderWatch);
  return {
    watch: folderWatch,
    folder: at,
    path: (name: string) => join(at, name),
    faults,
    /** Resolves when a change was heard of, and it is quiet again. */
    async hearsOf(change: () => Promise<unknown>): Promise<void> {
      heard = 0;
      await change();
      await vi.waitFor(() => expect(heard).toBeGreaterThan(0), WAITING);
      await setTimeout(A_WHILE_MS);
    },
    /** Whether nothing is heard for a while after a change. */
    async isQuietAfter(change: () => Promise<unknown>): Promise<boolean> {
      heard = 0;
      await change();
      await setTimeout(A_WHILE_MS);
      return heard === 0;
    },
  };
}

describe.concurrent('watching a documents folder', () => {
  test('hears of documents that come, change, are renamed and go, wherever they lie', async () => {
    const { path, hearsOf, faults } = await watched();
    for (const name of ['new.txt', 'deep/er/NEW.MD']) {
      await hearsOf(() => writeFile(path(name), 'New.'));
      await hearsOf(() => appendFile(path(name), ' More.'));
      await hearsOf(() => rename(path(name), path('deep/renamed.txt')));
      await hearsOf(() => rm(path('deep/renamed.txt')));
    }
    expect(faults).toEqual([]);
  });

  test('hears of a document that an editor writes aside and renames, again and again', async () => {
    const { path, hearsOf } = await watched();
    for (const text of ['One.', 'Two.', 'Three.']) {
      await hearsOf(async () => {
        await writeFile(path('.a.txt.swp'), text);
        await rename(path('.a.txt.swp'), path('a.txt'));
      });
    }
    await hearsOf(() => appendFile(path('a.txt'), ' Four.'));
  });

  test('hears of what happens in folders that are made, filled at once, renamed and removed', async () => {
    const { folder, path, hearsOf } = await watched();
    await hearsOf(() => putFiles(folder, { 'x/y/z/d.txt': 'D.' }));
    await hearsOf(() => writeFile(path('x/y/e.txt'), 'E.'));
    await hearsOf(() => rename(path('x'), path('moved')));
    await hearsOf(() => appendFile(path('moved/y/z/d.txt'), ' More.'));
    await hearsOf(() => rm(path('moved'), { recursive: true }));
    await hearsOf(() => putFiles(folder, { 'moved/y/f.txt': 'F.' }));
    await hearsOf(() => appendFile(path('moved/y/f.txt'), ' More.'));
  });

  test('hears of a folder that has the name of a document', async () => {
    const { path, hearsOf } = await watched();
    await hearsOf(() => mkdir(path('notes.md')));
    await hearsOf(() => writeFile(path('notes.md/in.txt'), 'In.'));
  });

  test('hears of the files about the documents, which count in the folder itself alone', async () => {
    const { path, hearsOf, isQuietAfter } = await watched();
    for (const name of ['sources.yaml', 'questions.yaml']) {
      await hearsOf(() => writeFile(path(name), '{}'));
      await hearsOf(() => rm(path(name)));
      expect(await isQuietAfter(() => writeFile(path(`deep/${name}`), '{}'))).toBe(true);
    }
  });

  test('passes over hidden files and folders, other kinds of files, and reading', async () => {
    const { path, isQuietAfter } = await watched();
    for (const name of ['.hidden.txt', 'picture.png', '#a.txt#', 'a.txt~'])
      expect(await isQuietAfter(() => writeFile(path(name), 'x')), name).toBe(true);
    expect(await isQuietAfter(() => mkdir(path('.git')))).toBe(true);
    expect(await isQuietAfter(() => writeFile(path('.git/x.txt'), 'x'))).toBe(true);
    expect(await isQuietAfter(() => readFile(path('a.txt')))).toBe(true);
  });

  test('waits for a folder that was removed or renamed, and says once that it is missing', async () => {
    const { folder, path, hearsOf, isQuietAfter, faults } = await watched();
    for (const takeAway of [
      () => rm(folder, { recursive: true }),
      () => rename(folder, `${folder}-away`),
    ]) {
      await takeAway();
      await vi.waitFor(() => expect(faults).toHaveLength(1), WAITING);
      expect(faults[0]).toContain(`Changes in ${folder} are not seen`);
      expect(await isQuietAfter(() => setTimeout(2 * LOOK_MS))).toBe(true);
      expect(faults).toHaveLength(1);
      await hearsOf(() => putFiles(folder, { 'deep/back.txt': 'Back.' }));
      await hearsOf(() => appendFile(path('deep/back.txt'), ' More.'));
      faults.length = 0;
    }
  });

  test('hears of a folder that is removed and made anew at once', async () => {
    const { folder, path, hearsOf } = await watched();
    for (let time = 0; time < 3; time += 1) {
      await hearsOf(async () => {
        await rm(folder, { recursive: true });
        await putFiles(folder, { 'a/b.txt': 'Anew.' });
      });
      await hearsOf(() => appendFile(path('a/b.txt'), ' More.'));
    }
  });

  test('goes over to the folder that a link leads to by now', async () => {
    const [before, now] = [await documentsFolder({ 'a.txt': 'A.' }), await documentsFolder()];
    const link = join(await temporaryFolder(), 'link');
    await symlink(before, link);
    const { hearsOf } = await watched(link);
    await hearsOf(async () => {
      await symlink(now, `${link}.new`);
      await rename(`${link}.new`, link);
    });
    await hearsOf(() => writeFile(join(now, 'new.txt'), 'New.'));
  });

  test('begins with a folder that is not there yet', async () => {
    const folder = join(await temporaryFolder(), 'later');
    const { hearsOf, faults } = await watched(folder);
    expect(faults).toHaveLength(1);
    await hearsOf(() => putFiles(folder, { 'a.txt': 'A.' }));
  });

  test('stops at the first folder for which there is no watch left, and says so once', async () => {
    const folder = await documentsFolder(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}/a.txt`, 'A.'])),
    );
    const scarce = scarceWatches(5);
    const { watch, path, hearsOf, isQuietAfter, faults } = await watched(folder, scarce.watch);
    expect(faults).toEqual([expect.stringContaining('are seen in 5 of its folders only')]);
    expect(scarce.refused).toBe(1);
    scarce.allowed = 3;
    await watch.look();
    expect(faults).toHaveLength(1);
    expect(await isQuietAfter(() => mkdir(path('new')))).toBe(true);
    scarce.allowed = 100;
    await hearsOf(() => watch.look().then(() => writeFile(path('f19/b.txt'), 'B.')));
    expect(scarce.open).toBe(22);
  });

  test('tries ever later again', async () => {
    const scarce = scarceWatches(0);
    await watched(undefined, scarce.watch);
    // Pauses of 1, 2, 4, 8 and 16 looks, each with 250 ms to gather what is new; else it were 9.
    await setTimeout(32 * LOOK_MS);
    expect(scarce.refused).toBeGreaterThan(1);
    expect(scarce.refused).toBeLessThanOrEqual(6);
  });

  test('looks once more for all who ask while a look goes on', async () => {
    const { watch, path } = await watched();
    const looks = [watch.look(), watch.look()];
    expect(new Set(looks).size).toBe(1);
    await looks[0];
    await mkdir(path('new'));
    expect(await watch.look()).toBe(true);
  });

  test('hears nothing more when it is closed', async () => {
    const { watch, path, isQuietAfter } = await watched();
    watch.close();
    expect(await isQuietAfter(() => writeFile(path('a.txt'), 'Changed.'))).toBe(true);
  });
});
