import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withIndexLock } from '../../src/index/lock.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Work under the lock that has begun and goes on until it is released. */
async function holding(folder: string, onEnd = () => {}): Promise<() => Promise<void>> {
  let release = () => {};
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((begun) => {
    ended = withIndexLock(folder, async () => {
      begun();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      onEnd();
    });
  });
  return () => {
    release();
    return ended;
  };
}

test('work under the lock of one folder never overlaps, that of two folders may', async () => {
  const [one, other] = [await temporaryFolder(), await temporaryFolder()];
  const events: string[] = [];
  const release = await holding(one, () => events.push('first ends'));
  const second = withIndexLock(one, async () => void events.push('second'));
  await withIndexLock(other, async () => void events.push('elsewhere'));
  await release();
  await second;
  expect(events).toEqual(['elsewhere', 'first ends', 'second']);
});

test('the lock is free again after work that failed', async () => {
  const folder = await temporaryFolder();
  const failing = withIndexLock(folder, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  await expect(withIndexLock(folder, async () => 'yes')).resolves.toBe('yes');
});

test('a turn that does not come is given up with what to do about it', async () => {
  const folder = await temporaryFolder();
  const release = await holding(folder);
  const waiting = withIndexLock(folder, async () => 1, 100);
  await expect(waiting).rejects.toMatchObject({
    code: 'index',
    remedy: expect.stringContaining('Wait'),
  });
  await release();
});

test('a folder that cannot be made is refused, not waited for', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(withIndexLock(join(file, 'index'), async () => 1)).rejects.toThrow(/ENOTDIR|EEXIST/);
});

test('a lock file that was written over is emptied, and locks again', async () => {
  const folder = await temporaryFolder();
  await withIndexLock(folder, async () => undefined);
  const file = join(folder, 'lock.sqlite');
  await writeFile(file, 'x'.repeat(5_000));
  await expect(withIndexLock(folder, async () => 'yes')).resolves.toBe('yes');
  expect(await readFile(file, 'utf8')).toBe('');
  await writeFile(file, Buffer.from([0x53]));
  const release = await holding(folder);
  await expect(withIndexLock(folder, async () => 1, 50)).rejects.toMatchObject({ code: 'index' });
  await release();
});
