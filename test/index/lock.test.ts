import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withIndexLock } from '../../src/index/lock.js';
import { temporaryFolder } from '../temporary-folder.js';

test('work under the lock of one folder never overlaps, that of two folders may', async () => {
  const [one, other] = [await temporaryFolder(), await temporaryFolder()];
  const events: string[] = [];
  let release = () => {};
  const first = withIndexLock(one, () => {
    events.push('first begins');
    return new Promise<void>((resolve) => {
      release = () => {
        events.push('first ends');
        resolve();
      };
    });
  });
  const second = withIndexLock(one, async () => void events.push('second'));
  await withIndexLock(other, async () => void events.push('elsewhere'));
  release();
  await Promise.all([first, second]);
  expect(events).toEqual(['first begins', 'elsewhere', 'first ends', 'second']);
});

test('the lock is free again after work that failed', async () => {
  const folder = await temporaryFolder();
  const failing = withIndexLock(folder, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  await expect(withIndexLock(folder, async () => 'yes')).resolves.toBe('yes');
});

test('a folder that cannot be made is refused, not waited for', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(withIndexLock(join(file, 'index'), async () => 1)).rejects.toThrow(/ENOTDIR|EEXIST/);
});
