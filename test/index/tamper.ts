import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Manifest } from '../../src/index/manifest.js';
import { seal } from '../../src/index/seal.js';
import { INDEX_FILE } from '../../src/index/store.js';

export interface Place {
  /** Folder of the current generation. */
  readonly folder: string;
  readonly pointer: string;
}

/** Where the current generation of an index lies. */
export async function currentOf(indexDir: string): Promise<Place> {
  const pointer = join(indexDir, 'CURRENT');
  const { generation } = JSON.parse(await readFile(pointer, 'utf8')) as { generation: string };
  return { folder: join(indexDir, generation), pointer };
}

/** Changes the SQLite file of the current generation, and its seal, as a program could. */
export async function alter(indexDir: string, sql: string, ...values: unknown[]): Promise<void> {
  const { folder } = await currentOf(indexDir);
  const database = new Database(join(folder, INDEX_FILE));
  database.prepare(sql).run(...values);
  database.close();
  await seal(folder, basename(folder));
}

export async function alterManifest(indexDir: string, change: Partial<Manifest>): Promise<void> {
  for (const [key, value] of Object.entries(change)) {
    await alter(
      indexDir,
      'UPDATE manifest SET value = ? WHERE key = ?',
      JSON.stringify(value),
      key,
    );
  }
}

/** Turns every bit of the byte at a position, as a failing disk could turn some. */
export async function flipByte(path: string, at: (size: number) => number): Promise<void> {
  const bytes = await readFile(path);
  const position = at(bytes.length);
  bytes[position] = (bytes[position] as number) ^ 0xff;
  await writeFile(path, bytes);
}
