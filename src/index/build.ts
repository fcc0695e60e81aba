import { mkdir, rm } from 'node:fs/promises';
import type { Embedder } from '../embedding/embedder.js';
import { CHUNKING_VERSION } from '../passages/passages.js';
import { checkGeneration } from './check.js';
import type { Read } from './collect.js';
import type { Generation } from './generation.js';
import { measureLikeness } from './likeness.js';
import type { OnProgress } from './report.js';
import { SCHEMA_VERSION } from './schema.js';
import { seal } from './seal.js';
import { type Stamps, writeStamps } from './stamps.js';
import { buildingFolder, nameAfter, publish } from './store.js';
import type { VectorFile } from './stored-vectors.js';
import type { Helpers } from './vector-files.js';
import { IndexWriter } from './writer.js';

export interface BuildOptions {
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly maxDocumentBytes: number;
  readonly embedder: Embedder;
  /** The generation to compare with and to take from what did not change; absent: all is built. */
  readonly previous?: Generation | undefined;
  /** Everything is read, cut and embedded anew; of `previous` stays only what cannot be read now. */
  readonly full?: boolean | undefined;
  /** Other processes that embed; absent: this one does. */
  readonly helpers?: Helpers | undefined;
  /** Nobody asked for it: what was rolled back from is left at that. */
  readonly automatic?: boolean | undefined;
  /** See `Retention`. */
  readonly keepGenerations?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly now?: () => Date;
}

/** What came of reading a document. */
export interface ReadOutcome extends Omit<Read, 'document'> {
  /** Whether the new generation holds it. */
  readonly isIndexed: boolean;
}

/** What a build puts into its folder besides what every build ends with. */
export interface Filled {
  /** What came of the documents that were read, by source. */
  readonly read: ReadonlyMap<string, ReadOutcome>;
  /** Of what was read when it had settled. */
  readonly stamps: Stamps;
  readonly vectors: readonly VectorFile[];
  /** Folder of the generation that the files with the vectors are links into. */
  readonly linkedFrom?: string;
  /** Passages whose vectors were made, and not taken over. */
  readonly embedded: number;
}

/** A generation that was built and made current. */
export interface Built extends Filled {
  readonly name: string;
  /** Passages in all. */
  readonly passages: number;
}

/**
 * Builds a generation aside, checks it and makes it current.
 *
 * @param open gives the writer of the new folder, with what it is to begin with.
 * @param fill writes documents and vectors; gives the build up when it returns nothing.
 * @throws Error when a file cannot be written or fails its check. The current generation is
 *   untouched then.
 */
export async function build(
  options: BuildOptions,
  fill: (folder: string, openWriter: () => IndexWriter) => Promise<Filled | undefined>,
): Promise<Built | undefined> {
  const now = options.now?.() ?? new Date();
  const name = await nameAfter(options.indexDir, now);
  const folder = buildingFolder(options.indexDir, name);
  await mkdir(folder, { recursive: true });
  let writer: IndexWriter | undefined;
  try {
    const filled = await fill(folder, () => {
      writer = new IndexWriter(folder);
      return writer;
    });
    if (filled === undefined || writer === undefined) return undefined;
    const builtAt = now.toISOString();
    await writeStamps(folder, filled.stamps);
    const { passages } = await finish(writer, filled, { name, builtAt }, options);
    options.onProgress?.({ phase: 'checking', done: 0, total: 1 });
    // One reads rows, the other hashes files in a thread.
    const sealing = seal(folder, name, filled.linkedFrom);
    const checking = checkGeneration(folder, filled.linkedFrom === undefined);
    await Promise.allSettled([checking, sealing]);
    await checking;
    await sealing;
    options.onProgress?.({ phase: 'checking', done: 1, total: 1 });
    await publish(options.indexDir, name);
    return { name, passages, ...filled };
  } finally {
    writer?.close();
    // Nothing is there any more of a build that was made current. What cannot be removed now, the
    // next run removes; why a build failed matters more.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function finish(
  writer: IndexWriter,
  { vectors }: Filled,
  { name, builtAt }: { readonly name: string; readonly builtAt: string },
  { embedder, seedsDir, onProgress }: BuildOptions,
): Promise<{ passages: number }> {
  const { documents, passages } = writer.size();
  onProgress?.({ phase: 'writing', done: 0, total: passages });
  await writer.words.settle(embedder);
  writer.finish({
    name,
    builtAt,
    schemaVersion: SCHEMA_VERSION,
    chunkingVersion: CHUNKING_VERSION,
    model: embedder.name,
    modelFingerprint: embedder.fingerprint,
    dimension: embedder.dimension,
    documents,
    passages,
    words: writer.words.size(),
    ...(await measureLikeness(writer, embedder)),
    seedsDir,
    vectors: [...vectors],
  });
  return { passages };
}
