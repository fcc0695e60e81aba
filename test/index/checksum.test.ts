import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { checksumOfFile } from '../../src/index/checksum.js';
import { temporaryFolder } from '../temporary-folder.js';
import { flipByte } from './tamper.js';

const MIB = 1 << 20;
let path: string;

beforeEach(async () => {
  path = join(await temporaryFolder(), 'file.bin');
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const bytesOf = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 7919) >> 5));

test.each([0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB])(
  'a file of %i bytes has the hash over the hashes of its parts',
  async (length) => {
    const bytes = bytesOf(length);
    await writeFile(path, bytes);
    const parts = Array.from({ length: Math.ceil(length / MIB) }, (_, i) =>
      sha256(bytes.subarray(i * MIB, (i + 1) * MIB)),
    );
    expect(await checksumOfFile(path)).toBe(sha256(Buffer.concat(parts)).toString('hex'));
  },
);

test('a changed byte in any part changes the checksum', async () => {
  await writeFile(path, bytesOf(2 * MIB + 5));
  const whole = await checksumOfFile(path);
  for (const at of [0, MIB - 1, MIB, 2 * MIB - 1, 2 * MIB, 2 * MIB + 4]) {
    await flipByte(path, () => at);
    expect(await checksumOfFile(path), `byte ${at}`).not.toBe(whole);
    await flipByte(path, () => at);
  }
  expect(await checksumOfFile(path)).toBe(whole);
});
