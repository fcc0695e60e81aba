import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { checksumOfFile } from '../../src/index/checksum.js';
import { temporaryFolder } from '../temporary-folder.js';
import { flipByte } from './tamper.js';

const PART = 1 << 18;
let path: string;

beforeEach(async () => {
  path = join(await temporaryFolder(), 'file.bin');
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const bytesOf = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 7919) >> 5));

test.each([0, 1, PART - 1, PART, PART + 1, 3 * PART])(
  'a file of %i bytes has the hash over the hashes of its parts',
  async (length) => {
    const bytes = bytesOf(length);
    await writeFile(path, bytes);
    const parts = Array.from({ length: Math.ceil(length / PART) }, (_, i) =>
      sha256(bytes.subarray(i * PART, (i + 1) * PART)),
    );
    expect(await checksumOfFile(path)).toBe(sha256(Buffer.concat(parts)).toString('hex'));
  },
);

test('a changed byte in any part changes the checksum', async () => {
  await writeFile(path, bytesOf(2 * PART + 5));
  const whole = await checksumOfFile(path);
  for (const at of [0, PART - 1, PART, 2 * PART - 1, 2 * PART, 2 * PART + 4]) {
    await flipByte(path, () => at);
    expect(await checksumOfFile(path), `byte ${at}`).not.toBe(whole);
    await flipByte(path, () => at);
  }
  expect(await checksumOfFile(path)).toBe(whole);
});
