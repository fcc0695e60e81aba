import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReadOutcome } from './build.js';
import type { Found } from './collect.js';

const STAMPS_FILE = 'documents.json';

/** Stamps of the files that a generation was made of, by source; see `CorpusFolder.stamp`. */
export type Stamps = ReadonlyMap<string, string>;

const stampsSchema = z.array(z.tuple([z.string(), z.string()]));

/** @returns none when there are none: then every file is read. */
export async function readStamps(folder: string): Promise<Stamps> {
  try {
    return new Map(
      stampsSchema.parse(JSON.parse(await readFile(join(folder, STAMPS_FILE), 'utf8'))),
    );
  } catch {
    return new Map();
  }
}

export async function writeStamps(folder: string, stamps: Stamps): Promise<void> {
  await writeFile(join(folder, STAMPS_FILE), JSON.stringify([...stamps]));
}

/** @param read what came of the documents that were read; the others are as they were found. */
export function stampsOf(
  documents: readonly Found[],
  read: ReadonlyMap<string, ReadOutcome>,
): Stamps {
  const stamps = new Map<string, string>();
  for (const found of documents) {
    const { stamp } = read.get(found.source) ?? found;
    if (stamp !== undefined) stamps.set(found.source, stamp);
  }
  return stamps;
}
