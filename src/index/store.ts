import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ZodError } from 'zod';
import { messageOf } from '../errors.js';
import { Generation } from './generation.js';
import { manifestSchema, type Pointer, pointerSchema, sha256OfFile } from './manifest.js';
import { readVectorChanges } from './rows.js';
import { SCHEMA_VERSION } from './schema.js';
import { VectorIndex } from './vectors.js';

export const INDEX_FILE = 'index.sqlite';
const POINTER_FILE = 'CURRENT';
/** Before the name of a build that has not ended. */
const BUILDING = 'building-';
/** `20251123T212400-3f8bd0`, the way builds are named, finished or not. */
const GENERATION = /^(?:building-)?\d{8}T\d{6}-[0-9a-f]{6}$/;

/** What lies in the index folder: a generation ready to read, nothing, or something broken. */
export type Opened =
  | { readonly kind: 'open'; readonly generation: Generation }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly why: string };

/** Opens the current generation after checking it against its checksums. Never throws. */
export async function openCurrent(folder: string): Promise<Opened> {
  try {
    const pointer = await readPointer(folder);
    if (pointer === undefined) return { kind: 'missing' };
    const path = join(folder, pointer.generation);
    if ((await sha256OfFile(join(path, INDEX_FILE))) !== pointer.indexSha256) {
      throw new Error(`${INDEX_FILE} is not what was written`);
    }
    return { kind: 'open', generation: await openGeneration(path) };
  } catch (error) {
    const why = error instanceof ZodError ? 'it lacks what this program writes' : messageOf(error);
    return { kind: 'damaged', why };
  }
}

/** Name of the current generation, whatever its state; `undefined` when there is none. */
export async function currentName(folder: string): Promise<string | undefined> {
  return (await readPointer(folder).catch(() => undefined))?.generation;
}

/** @throws Error when the file is there and cannot be read or understood. */
async function readPointer(folder: string): Promise<Pointer | undefined> {
  try {
    return pointerSchema.parse(JSON.parse(await readFile(join(folder, POINTER_FILE), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof SyntaxError) throw new Error(`${POINTER_FILE} is not what was written`);
    throw error;
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
    const vectors = await VectorIndex.open(path, manifest.dimension, {
      files: manifest.vectors,
      ...readVectorChanges(database),
    });
    if (vectors.size !== manifest.passages) {
      throw new Error(`it holds ${vectors.size} vectors of ${manifest.passages} passages`);
    }
    return new Generation(manifest, path, database, vectors);
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
  for (const file of await readdir(building)) await sync(join(building, file));
  await sync(building);
  await rename(building, join(folder, pointer.generation));
  const aside = join(folder, `${POINTER_FILE}.${pointer.generation}`);
  await writeFile(aside, `${JSON.stringify(pointer)}\n`);
  await sync(aside);
  await rename(aside, join(folder, POINTER_FILE));
  await sync(folder);
}

/**
 * Removes generations but `keep`, and what abandoned builds left; nothing that is not ours. The
 * index lock must be held, so that no other build is under way. What cannot be removed stays until the next time: it is in nobody's way.
 */
export async function removeStale(folder: string, keep: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !GENERATION.test(entry.name) || keep.has(entry.name)) continue;
    await rm(join(folder, entry.name), { recursive: true, force: true }).catch(() => undefined);
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
