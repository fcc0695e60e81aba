import { randomBytes } from 'node:crypto';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ZodError } from 'zod';
import { messageOf } from '../errors.js';
import { Generation } from './generation.js';
import { manifestSchema } from './manifest.js';
import { pointTo, readPointer } from './pointer.js';
import { readVectorChanges } from './rows.js';
import { SCHEMA_VERSION } from './schema.js';
import { syncFolder, verify } from './seal.js';
import { VectorIndex } from './vectors.js';

export const INDEX_FILE = 'index.sqlite';
/** Before the name of a build that has not ended. */
const BUILDING = 'building-';
/** `20251123T212400-3f8bd0`: second, then three digits each, in hex, for the millisecond and by chance. */
const GENERATION = /^\d{8}T\d{6}-[0-9a-f]{6}$/;
/** Of a build or a pointer that was not finished. */
const LEFTOVER = /^(?:building-|CURRENT\.)\d{8}T\d{6}-[0-9a-f]{6}$/;
/** Openings that fail because another process has made another generation current meanwhile. */
const MOST_TRIES = 5;

/** Files that are verified at once for whoever changes an index, and answers nobody meanwhile. */
const HASHED_AT_ONCE = 2;

/** When the files with the vectors are read: `later` for whoever changes an index and needs few. */
export type WhenRead = 'now' | 'later';

/**
 * What lies in the index folder: a generation ready to read, nothing, or something broken.
 * `fallback`: why the generation is not the one that is named in `CURRENT`.
 */
export type Opened =
  | { readonly kind: 'open'; readonly generation: Generation; readonly fallback?: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly why: string };

/**
 * Opens the current generation after verifying it; else, the newest other one that is whole. What was
 * rolled back from comes last: somebody did not want it. Never throws.
 */
export async function openCurrent(folder: string, vectors: WhenRead = 'now'): Promise<Opened> {
  const opened = await openPointed(folder, vectors);
  if (opened.kind === 'open') return opened;
  const pointer = await readPointer(folder).catch(() => undefined);
  const unwanted = new Set(pointer?.rolledBackFrom?.map(({ generation }) => generation));
  const others = (await generationsIn(folder)).filter((name) => name !== pointer?.generation);
  const wantedFirst = others.sort((a, b) => Number(unwanted.has(a)) - Number(unwanted.has(b)));
  const fallback = opened.kind === 'damaged' ? opened.why : 'CURRENT is missing';
  for (const name of wantedFirst) {
    const generation = await openVerified(folder, name, vectors).catch(() => undefined);
    if (generation !== undefined) return { kind: 'open', generation, fallback };
  }
  return opened;
}

/** Opens the generation that is named in `CURRENT`, after verifying it, and no other. Never throws. */
export async function openPointed(
  folder: string,
  vectors: WhenRead = 'now',
  tries = MOST_TRIES,
): Promise<Opened> {
  let name: string | undefined;
  try {
    name = (await readPointer(folder))?.generation;
    if (name === undefined) return { kind: 'missing' };
    return { kind: 'open', generation: await openVerified(folder, name, vectors) };
  } catch (error) {
    // What was current a moment ago may have been removed since.
    const now = await readPointer(folder).catch(() => undefined);
    if (now !== undefined && now.generation !== name && tries > 1)
      return openPointed(folder, vectors, tries - 1);
    const why = error instanceof ZodError ? 'it lacks what this program writes' : messageOf(error);
    return { kind: 'damaged', why };
  }
}

/** @throws Error when a file is missing, is not what was written or was made by another version. */
export async function openVerified(
  folder: string,
  name: string,
  vectors: WhenRead = 'now',
): Promise<Generation> {
  const path = join(folder, name);
  await verify(path, vectors === 'later' ? HASHED_AT_ONCE : 1);
  return openGeneration(path, vectors);
}

/**
 * Opens a generation whose files are known to be what was written: a vector file that is not can end
 * the process.
 *
 * @throws Error when it was made by another version or its parts do not fit each other.
 */
export async function openGeneration(path: string, vectors: WhenRead = 'now'): Promise<Generation> {
  const database = new Database(join(path, INDEX_FILE), { readonly: true, fileMustExist: true });
  let index: VectorIndex | undefined;
  try {
    // Nobody writes into it: to lock and unlock it for each statement takes 20 times what most take.
    database.pragma('locking_mode = EXCLUSIVE');
    const rows = database
      .prepare<[], [string, string]>('SELECT key, value FROM manifest')
      .raw()
      .all();
    const values = Object.fromEntries(rows.map(([key, value]) => [key, JSON.parse(value)]));
    // An index of another format lacks other things, too: which format it is says it better.
    const { schemaVersion } = manifestSchema.pick({ schemaVersion: true }).parse(values);
    if (schemaVersion !== SCHEMA_VERSION) {
      throw new Error(`it has format ${schemaVersion}, this program reads ${SCHEMA_VERSION}`);
    }
    const manifest = manifestSchema.parse(values);
    const stored = { files: manifest.vectors, ...readVectorChanges(database) };
    index =
      vectors === 'now'
        ? await VectorIndex.open(path, manifest.dimension, stored)
        : VectorIndex.lazily(path, manifest.dimension, stored);
    if (index.size !== manifest.passages) {
      throw new Error(`it holds ${index.size} vectors of ${manifest.passages} passages`);
    }
    return new Generation(manifest, path, database, index);
  } catch (error) {
    index?.close();
    database.close();
    throw error;
  }
}

export function buildingFolder(folder: string, name: string): string {
  return join(folder, BUILDING + name);
}

/** Names of the generations in an index folder, newest first; none when it cannot be read. */
export async function generationsIn(folder: string): Promise<string[]> {
  return (await namesIn(folder, GENERATION)).sort((a, b) => (a < b ? 1 : -1));
}

/** Names of what builds that did not end have left; those of a build under way are among them. */
export function leftoversIn(folder: string): Promise<string[]> {
  return namesIn(folder, LEFTOVER);
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(folder).catch((): string[] => []);
  return entries.filter((name) => pattern.test(name));
}

/** A name that comes after all others of the folder, even when the clock was put back. */
export async function nameAfter(folder: string, builtAt: Date): Promise<string> {
  const newest = (await generationsIn(folder))[0] ?? '';
  const chance = randomBytes(2).toString('hex').slice(1);
  let name: string;
  let instant = Math.max(builtAt.getTime(), instantOf(newest));
  do {
    const [second = '', milliseconds] = new Date(instant++).toISOString().split(/\.|Z/);
    const digits = Number(milliseconds).toString(16).padStart(3, '0');
    name = `${second.replace(/[-:]/g, '')}-${digits}${chance}`;
  } while (name.slice(0, -3) <= newest.slice(0, -3));
  return name;
}

/** The second in the name of a generation, in milliseconds since 1970; 0 when there is none. */
function instantOf(name: string): number {
  const iso = name.replace(/^(.{4})(..)(..)T(..)(..)(..)-.*$/, '$1-$2-$3T$4:$5:$6Z');
  return Date.parse(iso) || 0;
}

/** Makes a sealed build the current generation. */
export async function publish(folder: string, generation: string): Promise<void> {
  await rename(buildingFolder(folder, generation), join(folder, generation));
  await syncFolder(folder);
  await pointTo(folder, { generation });
}
