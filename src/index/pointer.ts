import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from '../errors.js';
import { syncFolder } from './seal.js';

const POINTER_FILE = 'CURRENT';

const name = z.string().regex(/^[\w-]+$/);

const pointerSchema = z.object({
  generation: name,
  /**
   * What was gone back from since the last build, and the `digestOf` its documents: for these the
   * program does not go forward by itself. The last one comes first.
   */
  rolledBackFrom: z.array(z.object({ generation: name, documents: z.string() })).exactOptional(),
});

/** The file `CURRENT`: which generation is served. */
export type Pointer = z.infer<typeof pointerSchema>;

/**
 * @returns `undefined` when there is no such file.
 * @throws Error when the file is there and cannot be read or understood.
 */
export async function readPointer(folder: string): Promise<Pointer | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, POINTER_FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${POINTER_FILE} cannot be read: ${messageOf(error)}`);
  }
  try {
    return pointerSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(`${POINTER_FILE} is not what was written`);
  }
}

/** Name of the current generation, whatever its state; `undefined` when none is named. */
export async function currentName(folder: string): Promise<string | undefined> {
  return (await readPointer(folder).catch(() => undefined))?.generation;
}

/** Makes a generation that is wholly on disk the current one, by one rename. */
export async function pointTo(folder: string, pointer: Pointer): Promise<void> {
  const aside = join(folder, `${POINTER_FILE}.${pointer.generation}`);
  try {
    const handle = await open(aside, 'w');
    try {
      await handle.writeFile(`${JSON.stringify(pointer)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, join(folder, POINTER_FILE));
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** SHA-256 over the sources and fingerprints of documents, in any order; lower-case hex. */
export function digestOf(documents: Iterable<readonly [source: string, fingerprint: string]>) {
  const sorted = [...documents].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
