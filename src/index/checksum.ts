import { createHash, webcrypto } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes hashed at once. A checksum depends on it. */
const CHUNK = 1 << 18;

/**
 * Lower-case hex of SHA-256 over the SHA-256 of each 256 KiB of a file; the last may be less, and an
 * empty file has none. Reading and hashing go on in other threads, so that questions are answered
 * meanwhile: a hash over the whole file at once can only be fed from this one.
 */
export async function checksumOfFile(path: string): Promise<string> {
  const whole = createHash('sha256');
  const handle = await open(path, 'r');
  try {
    // One part is read while the one before it is hashed.
    let buffer = Buffer.allocUnsafeSlow(CHUNK);
    let spare = Buffer.allocUnsafeSlow(CHUNK);
    let hashing: Promise<ArrayBuffer> | undefined;
    for (;;) {
      const [bytes, hashed] = await Promise.all([readFully(handle, buffer), hashing]);
      if (hashed !== undefined) whole.update(Buffer.from(hashed));
      if (bytes === 0) return whole.digest('hex');
      hashing = webcrypto.subtle.digest('SHA-256', buffer.subarray(0, bytes));
      [buffer, spare] = [spare, buffer];
    }
  } finally {
    await handle.close();
  }
}

/** @returns fewer bytes than the buffer has at the end of the file only. */
async function readFully(handle: FileHandle, buffer: Buffer): Promise<number> {
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length === buffer.length) return length;
  }
}
