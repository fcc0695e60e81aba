import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Manifest } from '../../src/index/manifest.js';
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

/** Changes the SQLite file of the current generation, and its checksum, as a program could. */
export async function alter(indexDir: string, sql: string, ...values: unknown[]): Promise<void> {
  const { folder, pointer } = await currentOf(indexDir);
  const path = join(folder, INDEX_FILE);
  const database = new Database(path);
  database.prepare(sql).run(...values);
  database.close();
  const indexSha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  const { generation } = JSON.parse(await readFile(pointer, 'utf8')) as { generation: string };
  await writeFile(pointer, JSON.stringify({ generation, indexSha256 }));
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
