import { link, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { seal, verify } from '../../src/index/seal.js';
import { temporaryFolder } from '../temporary-folder.js';
import { flipByte } from './tamper.js';

let first: string;
let second: string;

beforeEach(async () => {
  const folder = await temporaryFolder();
  first = join(folder, 'first');
  second = join(folder, 'second');
  for (const path of [first, second]) await mkdir(path);
  await writeFile(join(first, 'a.bin'), 'a'.repeat(3_000_000));
  await writeFile(join(first, 'empty.bin'), '');
});

const sealOf = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'generation.json'), 'utf8'));

test('a sealed folder names every file with its size and checksum, and verifies', async () => {
  await seal(first, 'first');
  expect(await sealOf(first)).toMatchObject({
    generation: 'first',
    files: [
      { name: 'a.bin', bytes: 3_000_000, sha256ofSha256s: expect.stringMatching(/^[0-9a-f]{64}$/) },
      {
        name: 'empty.bin',
        bytes: 0,
        // Of no bytes at all: FIPS 180-4.
        sha256ofSha256s: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
    ],
  });
  await expect(verify(first)).resolves.toBeUndefined();
});

test('what is linked from the generation before is taken from its seal, all else is read', async () => {
  await seal(first, 'first');
  // Nobody notices that the linked file was changed meanwhile: it has not been read.
  await flipByte(join(first, 'a.bin'), () => 7);
  await link(join(first, 'a.bin'), join(second, 'b.bin'));
  await writeFile(join(second, 'new.bin'), 'new');
  await seal(second, 'second', first);
  const [linked, fresh] = (await sealOf(second)).files;
  expect(linked).toEqual({ ...(await sealOf(first)).files[0], name: 'b.bin' });
  expect(fresh).toMatchObject({ name: 'new.bin', bytes: 3 });
  await expect(verify(second)).rejects.toThrow('b.bin is not what was written');
});

test('any changed byte of the seal itself is noticed', async () => {
  await seal(first, 'first');
  const path = join(first, 'generation.json');
  const { length } = await readFile(path);
  for (let at = 0; at < length; at++) {
    await flipByte(path, () => at);
    await expect(verify(first), `byte ${at}`).rejects.toThrow('generation.json');
    await flipByte(path, () => at);
  }
  await expect(verify(first)).resolves.toBeUndefined();
});

test('a seal that names a file elsewhere is refused', async () => {
  await seal(first, 'first');
  const path = join(first, 'generation.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('a.bin', '../a.bin'));
  await expect(verify(first)).rejects.toThrow('generation.json is not what was written');
});
