import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Reads a regular file of at most `maxBytes`, at once: to wait for each of its four steps takes three
 * times as long, which counts when thousands are compared. The size may grow between the look and
 * the read; no more than the limit is ever held. The stats are those of before, of this very file.
 *
 * @throws Error that says what is wrong with the file, without naming it.
 */
export function readAtMost(path: string, maxBytes: number): { bytes: Buffer; stats: BigIntStats } {
  // Opening a named pipe without O_NONBLOCK waits for a writer that may never come.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file, { bigint: true });
    const size = Number(stats.size);
    if (!stats.isFile()) throw new Error('it is not a regular file');
    if (size > maxBytes) {
      throw new Error(`it has ${size} bytes, over the limit of ${maxBytes} (MAX_DOCUMENT_BYTES)`);
    }
    // Room for one byte more than there is: a read that leaves it free has met the end.
    const buffer = Buffer.alloc(size + 1);
    let length = 0;
    for (;;) {
      const bytesRead = readSync(file, buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length === size) {
        return { bytes: buffer.subarray(0, length), stats };
      }
      if (length === buffer.length) throw new Error('it grew while it was read; try again');
    }
  } finally {
    closeSync(file);
  }
}
