import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { messageOf } from '../errors.js';
import { Generation } from './generation.js';
import { manifestSchema, type Pointer, pointerSchema, sha256OfFile } from './manifest.js';
import { SCHEMA_VERSION } from './schema.js';
import { VectorIndex } from './vectors.js';

export const INDEX_FILE = 'index.sqlite';
export const VECTORS_FILE = 'vectors.hnsw';
const POINTER_FILE = 'CURRENT';
/** A folder of a build that did not end; another process may be at work on a younger one. */
const BUILDING = 'building-';
/** `20251123T212400-3f8bd0`, the way builds are named, finished or not. */
const GENERATION = /^(?:building-)?\d{8}T\d{6}-[0-9a-f]{6}$/;
const ABANDONED_MS = 60 * 60 * 1000;

/** What lies in the index folder: a generation ready to read, nothing, or something broken. */
export type Opened =
  | { readonly kind: 'open'; readonly generation: Generation }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly why: string };

/** Opens the current generation after checking it against its checksums. Never throws. */
export async function openCurrent(folder: string): Promise<Opened> {
  let pointer: string;
  try {
    pointer = await readFile(join(folder, POINTER_FILE), 'utf8');
  } catch {
    return { kind: 'missing' };
  }
  try {
    const { generation, indexSha256 } = pointerSchema.parse(JSON.parse(pointer));
    const path = join(folder, generation);
    if ((await sha256OfFile(join(path, INDEX_FILE))) !== indexSha256) {
      throw new Error(`${INDEX_FILE} is not what was written`);
    }
    return { kind: 'open', generation: await openGeneration(path) };
  } catch (error) {
    return { kind: 'damaged', why: messageOf(error) };
  }
}

/** @throws Error when a file is missing, was made by another version or does not match. */
export async function openGeneration(path: string): Promise<Generation> {
  const database = new Database(join(path, INDEX_FILE), { readonly: true, fileMustExist: true });
  try {
    const rows = database
      .prepare<[], [string, string]>('SELECT key, value FROM manifest')
      .raw()
      .all();
    const manifest = manifestSchema.parse(
      Object.fromEntries(rows.map(([key, value]) => [key, JSON.parse(value)])),
    );
    if (manifest.schemaVersion !== SCHEMA_VERSION) {
      throw new Error(
        `it has format ${manifest.schemaVersion}, this program reads ${SCHEMA_VERSION}`,
      );
    }
    const vectors = join(path, VECTORS_FILE);
    if ((await sha256OfFile(vectors)) !== manifest.vectorsSha256) {
      throw new Error(`${VECTORS_FILE} is not what was written`);
    }
    const graph = await VectorIndex.open(vectors, manifest.dimension, manifest.passages);
    return new Generation(manifest, database, graph);
  } catch (error) {
    database.close();
    throw error;
  }
}

export function buildingFolder(folder: string, name: string): string {
  return join(folder, BUILDING + name);
}

/** Makes a finished build the current generation: everything on disk first, then one rename. */
export async function publish(folder: string, pointer: Pointer): Promise<void> {
  const building = buildingFolder(folder, pointer.generation);
  for (const file of [INDEX_FILE, VECTORS_FILE]) await sync(join(building, file));
  await sync(building);
  await rename(building, join(folder, pointer.generation));
  const aside = join(folder, `${POINTER_FILE}.${pointer.generation}`);
  await writeFile(aside, `${JSON.stringify(pointer)}\n`);
  await sync(aside);
  await rename(aside, join(folder, POINTER_FILE));
  await sync(folder);
}

/** Removes generations but `keep`, and what abandoned builds left; nothing that is not ours. */
export async function removeStale(folder: string, keep: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory() || !GENERATION.test(entry.name) || keep.has(entry.name)) continue;
    if (entry.name.startsWith(BUILDING)) {
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs < ABANDONED_MS) continue;
    }
    await rm(path, { recursive: true, force: true });
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
