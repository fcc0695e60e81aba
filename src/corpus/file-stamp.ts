import { type BigIntStats, statSync } from 'node:fs';

/**
 * Milliseconds that a file must have been left alone before its stamp tells of every later change:
 * file systems note times with a grain of up to two seconds (FAT), and a file may be written twice
 * within one. Git calls such an entry racy.
 */
const SETTLED_MS = 3_000;

/** What the file system tells of a file. */
export interface FileStamp {
  /** Differs after a write: device, inode, size in bytes, and times of the last write and change in ns. */
  readonly key: string;
  readonly bytes: number;
  /**
   * Whether a later write cannot leave the key as it is: where the file system notes changes by a
   * clock that is ours, and but for a mapped page that is still dirty.
   */
  readonly isSettled: boolean;
}

/**
 * @param now milliseconds since 1970.
 * @returns `undefined` when there is no regular file.
 */
export function stampAt(path: string, now = Date.now()): FileStamp | undefined {
  let stats: BigIntStats | undefined;
  try {
    stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
  return stats?.isFile() ? stampOf(stats, now) : undefined;
}

/**
 * @param stats taken before the file is read: what is written meanwhile then differs from them.
 * @param now milliseconds since 1970.
 */
export function stampOf(stats: BigIntStats, now = Date.now()): FileStamp {
  const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = stats;
  const changed = Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs);
  return {
    key: [dev, ino, size, mtimeNs, ctimeNs].join(' '),
    bytes: Number(size),
    isSettled: now - changed > SETTLED_MS,
  };
}
