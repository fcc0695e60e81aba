import type { BigIntStats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderFound {
  readonly path: string;
  /** Which folder it is that has the name. */
  readonly identity: string;
}

/**
 * A folder and those in it that are not hidden, each before what is in it is listed. What is gone by
 * the time it is looked at was removed meanwhile, and is passed over unless it is `path` itself.
 */
export async function* foldersIn(
  path: string,
  onFault: (path: string, error: unknown) => void,
  isWithin = false,
): AsyncGenerator<FolderFound> {
  try {
    const stats = await stat(path, { bigint: true });
    if (!stats.isDirectory()) throw new Error('it is no folder');
    yield { path, identity: identityOf(stats) };
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (entry.isDirectory() && !entry.name.startsWith('.'))
        yield* foldersIn(join(path, entry.name), onFault, true);
    }
  } catch (error) {
    if (!isWithin || codeOf(error) !== 'ENOENT') onFault(path, error);
  }
}

/** Of what has the name `path`; nothing when there is none. */
export function identityAt(path: string): Promise<string | undefined> {
  return stat(path, { bigint: true }).then(identityOf, () => undefined);
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev} ${ino}`;
}
